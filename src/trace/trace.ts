import { assert } from '../base/assert.ts';
import { lowerBound } from '../base/order.ts';
import type { Micros } from '../base/time.ts';
import type { EventId, TraceEvent } from './event.ts';
import type { Cursor } from './view.ts';

/** What one step of a cursor passes over: the next event of this sort is where it stops. */
export type StepUnit = 'event' | 'message' | 'request' | 'mark';

/** Events a trace holds at most; whoever runs a run ends it there ({@link Trace.isFull}). */
export const traceLimit = 1_000_000;

/** The moment before anything has happened. */
export const beforeAll: Cursor = { at: 0, events: 0 };

/**
 * The record of a run: what happened, in order, and nothing else. Only ever appended to; the
 * id of an event is its index, its time is not before its predecessor's, and its cause came
 * before it.
 */
export class Trace {
  #events: TraceEvent[] = [];

  static of(events: Iterable<TraceEvent>): Trace {
    const trace = new Trace();
    trace.append(events);
    return trace;
  }

  /** As it was after so many events; it does not grow with this one. */
  upTo(events: number): Trace {
    const past = new Trace();
    past.#events = this.#events.slice(0, events);
    return past;
  }

  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  get length(): number {
    return this.#events.length;
  }

  get isFull(): boolean {
    return this.#events.length >= traceLimit;
  }

  /** When the last event happened; 0 in an empty trace. */
  get endUs(): Micros {
    return this.#events.at(-1)?.at ?? 0;
  }

  event(id: EventId): TraceEvent | undefined {
    return this.#events[id];
  }

  append(events: Iterable<TraceEvent>): void {
    for (const event of events) {
      assert(event.id === this.length, `event ${event.id} comes after event ${this.length - 1}`);
      assert(event.at >= this.endUs, `event ${event.id} happens before event ${event.id - 1}`);
      assert(
        event.cause === null || (event.cause >= 0 && event.cause < event.id),
        `event ${event.id} is caused by a later one`,
      );
      assert(!this.isFull, `a trace ends at ${traceLimit} events`);
      this.#events.push(event);
    }
  }

  /** The moment `us`, when everything due by then has happened. O(log n). */
  cursorAt(us: Micros): Cursor {
    return { at: us, events: lowerBound(this.#events, (event) => event.at <= us) };
  }

  /** The moment at which this event has just happened, and none after it. */
  cursorAfter(id: EventId): Cursor {
    const event = this.#events[id];
    return event ? { at: event.at, events: id + 1 } : this.end();
  }

  end(): Cursor {
    return { at: this.endUs, events: this.length };
  }

  /**
   * The first stop after the cursor, just after an event of this sort; null when none follows.
   * The start of the run is a stop of every sort.
   */
  nextCursor(cursor: Cursor, unit: StepUnit): Cursor | null {
    for (let id = cursor.events; id < this.length; id += 1) {
      if (isStop(this.#events[id] as TraceEvent, unit)) return this.cursorAfter(id);
    }
    return null;
  }

  /** The last stop before the cursor; null when there is none. Steps back over the same stops. */
  previousCursor(cursor: Cursor, unit: StepUnit): Cursor | null {
    for (let id = Math.min(cursor.events, this.length) - 1; id >= 0; id -= 1) {
      const event = this.#events[id] as TraceEvent;
      const isBehind = id + 1 < cursor.events || event.at < cursor.at;
      if (isBehind && isStop(event, unit)) return this.cursorAfter(id);
    }
    return null;
  }

  /** What led to this event, nearest first, up to what a person did or the start of the run. */
  causes(id: EventId): readonly TraceEvent[] {
    const chain: TraceEvent[] = [];
    let event = this.#events[id];
    while (event && event.cause !== null) {
      event = this.#events[event.cause];
      if (event) chain.push(event);
    }
    return chain;
  }
}

function isStop(event: TraceEvent, unit: StepUnit): boolean {
  if (event.type === 'run-started') return true;
  switch (unit) {
    case 'event':
      return true;
    case 'message':
      return (
        event.type === 'message-sent' ||
        event.type === 'message-delivered' ||
        event.type === 'message-lost'
      );
    case 'request':
      return event.type === 'request-issued' || event.type === 'request-answered';
    case 'mark':
      return event.type === 'marked';
  }
}
