import type { EventId } from '../event.ts';
import type { Trace } from '../trace.ts';
import { Sources } from './sources.ts';

/** As much of a trace as is read here. */
export type Events = Pick<Trace, 'length' | 'event'>;

/**
 * For each event of a trace those that led to it, as {@link Sources} tells them. Two lists of numbers,
 * so that 100 000 events need a megabyte and are gone through in a millisecond or two:
 *
 *   starts  0   1   2   4          the sources of event 2 are
 *   sources 0   1   0 1   …        sources[starts[2]] … up to sources[starts[3]]
 */
export class Causality {
  readonly trace: Events;
  readonly #read = new Sources();
  #length = 0;
  #starts: Int32Array = new Int32Array(1024);
  #sources: Int32Array = new Int32Array(2048);

  constructor(trace: Events) {
    this.trace = trace;
  }

  /** How many events it knows. */
  get length(): number {
    return this.#length;
  }

  /** Takes in what the trace has gained, or so much of it; each event once. True when it has all. */
  update(most = Infinity): boolean {
    const end = Math.min(this.trace.length, this.#length + most);
    for (; this.#length < end; this.#length += 1) {
      const event = this.trace.event(this.#length);
      const found = event === undefined ? [] : this.#read.of(event);
      const start = this.#starts[this.#length] ?? 0;
      this.#starts = grown(this.#starts, this.#length + 2);
      this.#sources = grown(this.#sources, start + found.length);
      this.#sources.set(found, start);
      this.#starts[this.#length + 1] = start + found.length;
    }
    return end === this.trace.length;
  }

  /** What led to it directly. */
  sourcesOf(id: EventId): Int32Array {
    if (id < 0 || id >= this.#length) return new Int32Array(0);
    return this.#sources.subarray(this.#starts[id], this.#starts[id + 1]);
  }

  /** Is one of its sources marked? Quicker than asking for all of them. */
  hasSource(id: EventId, marks: Uint8Array, mask: number): boolean {
    const end = this.#starts[id + 1] ?? 0;
    for (let at = this.#starts[id] ?? 0; at < end; at += 1) {
      if (((marks[this.#sources[at] as number] ?? 0) & mask) !== 0) return true;
    }
    return false;
  }
}

/** The same numbers with room for at least so many. */
function grown(list: Int32Array, least: number): Int32Array {
  if (least <= list.length) return list;
  const larger = new Int32Array(Math.max(list.length * 2, least));
  larger.set(list);
  return larger;
}

const known = new WeakMap<Events, Causality>();

/** What led to what in a trace, up to date. */
export function causalityOf(trace: Events): Causality {
  const causality = knownOf(trace);
  causality.update();
  return causality;
}

/** Takes in a slice of a trace that came as a whole, so that nobody waits for it. True when done. */
export function prepareCausality(trace: Events, events: number): boolean {
  return knownOf(trace).update(events);
}

function knownOf(trace: Events): Causality {
  let causality = known.get(trace);
  if (causality === undefined) known.set(trace, (causality = new Causality(trace)));
  return causality;
}
