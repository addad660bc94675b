import TinyQueue from 'tinyqueue';

import type { Micros } from '../base/time.ts';
import { timerKey, type Effect, type Input, type Timer } from '../dynamo/effect.ts';
import type { NodeId } from '../dynamo/names.ts';
import { DynamoNode } from '../dynamo/node.ts';
import { diskAccesses } from './disk-time.ts';
import type { NodeConfiguration, NodeState } from '../dynamo/state.ts';

/** What a node is given for one window of virtual time. */
export interface Batch {
  /** The window: fromUs ≤ at < untilUs. */
  readonly fromUs: Micros;
  readonly untilUs: Micros;
  /** In order of time. */
  readonly inputs: readonly TimedInput[];
  /** The node's wall clock less virtual time. */
  readonly skewUs: number;
}

export interface TimedInput {
  readonly at: Micros;
  readonly input: Input;
}

/** One step that the node took. */
export interface Step {
  readonly at: Micros;
  /** Index into the batch's inputs, or the timer that went off. */
  readonly input: number | Timer;
  readonly effects: readonly Effect[];
}

export interface Reply {
  readonly steps: readonly Step[];
  /** How many of the inputs it got to; the rest waits while its disk is at work. */
  readonly taken: number;
  readonly busyUntil: Micros;
  /** When its next timer is due: any, and any that is not mere background work. */
  readonly nextTimerAt: Micros | null;
  readonly nextForegroundAt: Micros | null;
  /** For whom it holds hints. */
  readonly owes: readonly NodeId[];
}

/** A node's life so far, to be gone on with elsewhere. */
export interface HostSnapshot {
  readonly state: NodeState;
  readonly timers: readonly SetTimer[];
  readonly busyUntil: Micros;
}

export interface SetTimer {
  /** Its {@link timerKey}: asked for too often to be put together each time. */
  readonly key: string;
  readonly timer: Timer;
  readonly at: Micros;
  readonly sequence: number;
  readonly background: boolean;
}

/**
 * Runs one node: gives it its inputs in order of time, and fires its timers in their places
 * between them. The same in a worker and in one thread.
 */
export class NodeHost {
  private readonly node: DynamoNode;
  private readonly set = new Map<string, SetTimer>();
  /** Soonest first; holds timers that were cancelled or reset, too, until their turn comes. */
  private readonly soonest = new TinyQueue<SetTimer>([], byTime);
  private readonly soonestForeground = new TinyQueue<SetTimer>([], byTime);
  private sequence = 0;
  /** Its disk is at work until then. */
  private busyUntil: Micros = 0;

  private constructor(node: DynamoNode) {
    this.node = node;
  }

  static configured(configuration: NodeConfiguration): NodeHost {
    return new NodeHost(DynamoNode.configured(configuration));
  }

  static resumed(snapshot: HostSnapshot): NodeHost {
    const host = new NodeHost(DynamoNode.resumed(snapshot.state));
    for (const timer of snapshot.timers) host.remember(timer);
    host.busyUntil = snapshot.busyUntil;
    return host;
  }

  /** Shares the node's state: clone it before the next batch. */
  snapshot(): HostSnapshot {
    return {
      state: this.node.snapshot(),
      busyUntil: this.busyUntil,
      timers: [...this.set.values()].toSorted((a, b) => a.sequence - b.sequence),
    };
  }

  /** Takes the node through a window. Inputs come before timers of the same time. */
  run(batch: Batch): Reply {
    const steps: Step[] = [];
    const { inputs, fromUs, untilUs, skewUs } = batch;
    let next = 0;
    for (;;) {
      const timed = inputs[next];
      const timer = this.head(this.soonest);
      const timerAt = timer ? Math.max(timer.at, fromUs) : Infinity;
      const dueAt = Math.min(timed?.at ?? Infinity, timerAt);
      const at = Math.max(dueAt, this.busyUntil, fromUs);
      if (at >= untilUs) return this.reply(steps, next);
      if (timed && timed.at <= timerAt) {
        steps.push(this.step(at, next, timed.input, { skewUs, waitedUs: at - timed.at }));
        next += 1;
      } else if (timer) {
        this.set.delete(timer.key);
        const input = { type: 'timer', timer: timer.timer } as const;
        steps.push(this.step(at, timer.timer, input, { skewUs, waitedUs: 0 }));
      }
    }
  }

  private step(
    at: Micros,
    cause: number | Timer,
    input: Input,
    { skewUs, waitedUs }: { readonly skewUs: number; readonly waitedUs: Micros },
  ): Step {
    const effects = this.node.step(input, { at, wallClock: at + skewUs, waitedUs });
    for (const effect of effects) {
      if (effect.type === 'set-timer') {
        const { timer, background } = effect;
        const key = timerKey(timer);
        this.remember({ key, timer, at: effect.at, background, sequence: this.sequence });
      } else if (effect.type === 'cancel-timer') {
        this.set.delete(timerKey(effect.timer));
      }
    }
    const { diskUs } = this.node.snapshot().settings;
    if (diskUs > 0) this.busyUntil = at + diskUs * diskAccesses(effects);
    return { at, input: cause, effects };
  }

  private remember(timer: SetTimer): void {
    this.sequence = Math.max(this.sequence, timer.sequence) + 1;
    this.set.set(timer.key, timer);
    this.soonest.push(timer);
    if (!timer.background) this.soonestForeground.push(timer);
  }

  /** The soonest timer that is still set; drops those that are not. */
  private head(queue: TinyQueue<SetTimer>): SetTimer | undefined {
    for (;;) {
      const first = queue.peek();
      if (!first || this.set.get(first.key) === first) return first;
      queue.pop();
    }
  }

  private reply(steps: readonly Step[], taken: number): Reply {
    return {
      steps,
      taken,
      busyUntil: this.busyUntil,
      nextTimerAt: this.head(this.soonest)?.at ?? null,
      nextForegroundAt: this.head(this.soonestForeground)?.at ?? null,
      owes: [...this.node.snapshot().hints.keys()],
    };
  }
}

function byTime(a: SetTimer, b: SetTimer): number {
  return a.at - b.at || a.sequence - b.sequence;
}
