import type { EventId, EventOf } from '../event.ts';
import type { Trace } from '../trace.ts';

/** The message by whose arrival an event came about, when it was sent; null: it was not by one. */
export function sentBehind(trace: Trace, cause: EventId | null): EventOf<'message-sent'> | null {
  const delivered = cause === null ? undefined : trace.event(cause);
  if (delivered?.type !== 'message-delivered' || delivered.cause === null) return null;
  let sent = trace.event(delivered.cause);
  // A message that was held up by hand, or doubled, is still the same message.
  while (sent && sent.type !== 'message-sent' && sent.cause !== null)
    sent = trace.event(sent.cause);
  return sent?.type === 'message-sent' ? sent : null;
}
