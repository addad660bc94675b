import type { Slices } from '../../base/slices.ts';
import { sameDot } from '../../dynamo/versioning/causality.ts';
import type { EventOf } from '../event.ts';
import type { Trace } from '../trace.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { sentBehind } from './sent-behind.ts';

/**
 * A hint that was handed over is deleted when the node it was for has said that it has it, and
 * never before. (Dynamo §4.6, protocol.md 24) A hint for a removed node goes to whoever keeps the
 * key now.
 */
export function* hintsDeletedOnlyAfterAcknowledgement({ trace, at }: Evidence): Slices<Finding> {
  for (const event of trace.events) {
    if (isPause(event)) yield;
    if (event.type !== 'hint-discarded' || event.reason !== 'handed-off') continue;
    const why = breach(trace, event);
    if (why !== null && !isReaddressed(at, event)) {
      return broken(`${event.node} deleted a hint for ${event.for}: ${why}`, event);
    }
  }
  return holds;
}

/**
 * The node that the hint was for is no member any more, and the holder keeps the version for who
 * came in for it: itself, or another one. (protocol.md 24)
 */
function isReaddressed(at: Evidence['at'], event: EventOf<'hint-discarded'>): boolean {
  const { keys, nodes } = at({ at: event.at, events: event.id + 1 });
  if (nodes.get(event.node)?.believes.get(event.for) !== 'remove') return false;
  const key = keys.get(event.key);
  const isHinted =
    key?.hints.some((hint) => hint.holder === event.node && hint.for !== event.for) ?? false;
  return isHinted || (key?.replicas.has(event.node) ?? false);
}

function breach(trace: Trace, event: EventOf<'hint-discarded'>): string | null {
  const handedOff = event.cause === null ? undefined : trace.event(event.cause);
  if (
    handedOff?.type !== 'hint-handed-off' ||
    handedOff.node !== event.node ||
    handedOff.to !== event.for ||
    !handedOff.dots.some((dot) => sameDot(dot, event.dot))
  ) {
    return 'it was not handed over';
  }
  const answer = sentBehind(trace, handedOff.cause);
  const isAcknowledged =
    answer?.body.type === 'handoff-ack' && answer.node === event.for && answer.to === event.node;
  return isAcknowledged ? null : 'no acknowledgement had come';
}
