import type { EventId, TraceEvent } from '../trace/event.ts';

/** As much of a trace as pictures and sentences read. It only ever grows. */
export interface TraceLike {
  readonly length: number;
  event(id: EventId): TraceEvent | undefined;
}
