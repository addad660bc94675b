import type { Micros } from '../base/time.ts';
import type { Address } from '../dynamo/names.ts';
import type { EventBody, EventId, TraceEvent } from '../trace/event.ts';

/** Writes the trace: numbers events in the order in which they are recorded. */
export class Recorder {
  private recorded: TraceEvent[] = [];
  private count = 0;

  record(at: Micros, node: Address, cause: EventId | null, body: EventBody): EventId {
    const id = this.count;
    this.count += 1;
    this.recorded.push({ id, at, node, cause, ...body });
    return id;
  }

  /** How many events there are so far. */
  length(): number {
    return this.count;
  }

  /** The events since the last call. */
  take(): TraceEvent[] {
    const taken = this.recorded;
    this.recorded = [];
    return taken;
  }
}
