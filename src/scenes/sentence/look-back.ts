import type { RequestId } from '../../dynamo/names.ts';
import type { EventHeader, EventOf, MessageId, TraceEvent } from '../../trace/event.ts';
import type { TraceLike } from '../trace-like.ts';

/** The event that led to this one. */
export function causeOf(trace: TraceLike, event: EventHeader): TraceEvent | null {
  return event.cause === null ? null : (trace.event(event.cause) ?? null);
}

/** Causes are followed this far; a chain of periodic timers has no end to speak of. */
const chainLimit = 400;

/** What led to this event, nearest first. */
export function* causesOf(trace: TraceLike, event: EventHeader): Generator<TraceEvent> {
  let cause = causeOf(trace, event);
  for (let steps = 0; cause !== null && steps < chainLimit; steps += 1) {
    yield cause;
    cause = causeOf(trace, cause);
  }
}

/** The sending of the message that was delivered, delayed or lost here. */
export function sentOf(
  trace: TraceLike,
  event: EventHeader & { readonly message: MessageId },
): EventOf<'message-sent'> | null {
  for (const cause of causesOf(trace, event)) {
    if (cause.type === 'message-sent' && cause.message === event.message) return cause;
  }
  return null;
}

/** The issue of the request that this event belongs to. */
export function issueOf(
  trace: TraceLike,
  event: EventHeader & { readonly request: RequestId },
): EventOf<'request-issued'> | null {
  for (const cause of causesOf(trace, event)) {
    if (cause.type === 'request-issued' && cause.request === event.request) return cause;
  }
  return null;
}

/** The last event before this one for which the test holds. At most `reach` events are looked at. */
export function lastBefore<Found extends TraceEvent>(
  trace: TraceLike,
  event: EventHeader,
  test: (candidate: TraceEvent) => candidate is Found,
  reach = 200_000,
): Found | null {
  const least = Math.max(0, event.id - reach);
  for (let id = event.id - 1; id >= least; id -= 1) {
    const candidate = trace.event(id);
    if (candidate !== undefined && test(candidate)) return candidate;
  }
  return null;
}
