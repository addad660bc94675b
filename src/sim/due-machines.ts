import TinyQueue from 'tinyqueue';

import type { Micros } from '../base/time.ts';
import { dueAt, type Machine } from './machine.ts';

interface Entry {
  readonly at: Micros;
  /** The how-manieth it is: breaks ties. */
  readonly sequence: number;
  readonly machine: Machine;
}

/**
 * Which machine has something to do next, among any number of them. Whoever changes when a machine
 * is due notes it here; what was noted before and holds no longer is passed over.
 */
export class DueMachines {
  private readonly queue = new TinyQueue<Entry>(
    [],
    (a, b) => a.at - b.at || a.sequence - b.sequence,
  );
  private noted = 0;

  note(machine: Machine): void {
    const at = dueAt(machine);
    if (at === null) return;
    this.noted += 1;
    this.queue.push({ at, sequence: this.noted, machine });
  }

  nextAt(): Micros | null {
    for (;;) {
      const first = this.queue.peek();
      if (!first) return null;
      if (dueAt(first.machine) === first.at) return first.at;
      this.queue.pop();
    }
  }

  /** Takes out all that are due before the time given, each once. */
  takeUntil(untilUs: Micros): ReadonlySet<Machine> {
    const due = new Set<Machine>();
    for (let at = this.nextAt(); at !== null && at < untilUs; at = this.nextAt()) {
      const first = this.queue.pop();
      if (first) due.add(first.machine);
    }
    return due;
  }
}
