import { sameDot } from '../../dynamo/versioning/causality.ts';
import type { EventOf, MessageId } from '../event.ts';
import { Projector } from '../project.ts';
import type { Trace } from '../trace.ts';
import { broken, holds } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * A hint that was handed over is deleted when the node it was for has said that it has it, and
 * never before. (Dynamo §4.6, protocol.md 24) A hint for a removed node goes to whoever keeps the
 * key now.
 */
export function hintsDeletedOnlyAfterAcknowledgement({ trace }: Evidence): Finding {
  const projector = new Projector(trace);
  const sent = new Map<MessageId, EventOf<'message-sent'>>();
  for (const event of trace.events) {
    if (event.type === 'message-sent') sent.set(event.message, event);
    if (event.type !== 'hint-discarded' || event.reason !== 'handed-off') continue;
    if (isReaddressed(projector, event)) continue;
    const why = breach(trace, sent, event);
    if (why !== null) {
      return broken(`${event.node} deleted a hint for ${event.for}: ${why}`, event);
    }
  }
  return holds;
}

/**
 * The node that the hint was for is no member any more, and the holder keeps the version for who
 * came in for it: itself, or another one. (protocol.md 24)
 */
function isReaddressed(projector: Projector, event: EventOf<'hint-discarded'>): boolean {
  const { keys, nodes } = projector.at({ at: event.at, events: event.id + 1 });
  if (nodes.get(event.node)?.believes.get(event.for) !== 'remove') return false;
  const key = keys.get(event.key);
  const isHinted =
    key?.hints.some((hint) => hint.holder === event.node && hint.for !== event.for) ?? false;
  return isHinted || (key?.replicas.has(event.node) ?? false);
}

function breach(
  trace: Trace,
  sent: ReadonlyMap<MessageId, EventOf<'message-sent'>>,
  event: EventOf<'hint-discarded'>,
): string | null {
  const handedOff = event.cause === null ? undefined : trace.event(event.cause);
  if (
    handedOff?.type !== 'hint-handed-off' ||
    handedOff.node !== event.node ||
    handedOff.to !== event.for ||
    !handedOff.dots.some((dot) => sameDot(dot, event.dot))
  ) {
    return 'it was not handed over';
  }
  const delivered = handedOff.cause === null ? undefined : trace.event(handedOff.cause);
  const answer = delivered?.type === 'message-delivered' ? sent.get(delivered.message) : undefined;
  const isAcknowledged =
    answer?.body.type === 'handoff-ack' && answer.node === event.for && answer.to === event.node;
  return isAcknowledged ? null : 'no acknowledgement had come';
}
