import type { Slices } from '../../base/slices.ts';
import type { EventOf } from '../event.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import {
  acknowledgementBehind,
  dotsOf,
  isPart,
  RangeTransfers,
  type RangeTransfer,
} from './range-transfers.ts';

/**
 * An old owner drops what it no longer keeps when the new one has acknowledged all of it, as it is
 * now, and never before. (Dynamo §4.9, protocol.md 33)
 */
export function* rangesDroppedOnlyAfterAcknowledgement({ trace, at }: Evidence): Slices<Finding> {
  const transfers = new RangeTransfers();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    transfers.take(trace, event);
    if (isPart(event)) {
      transfers.of(event.node, event.to, event.body.transfer).send(event);
    } else if (event.type === 'range-handed-over') {
      const transfer = transfers.of(event.node, event.to, event.transfer);
      const why = breach({ trace, at }, transfer, event);
      if (why !== null)
        return broken(`${event.node} handed ranges over to ${event.to}: ${why}`, event);
    }
  }
  return holds;
}

function breach(
  { trace, at }: Pick<Evidence, 'trace' | 'at'>,
  transfer: RangeTransfer,
  event: EventOf<'range-handed-over'>,
): string | null {
  const answer = acknowledgementBehind(trace, event.cause);
  const isOfThis = answer?.from === event.to && answer.transfer === event.transfer;
  if (!isOfThis || transfer.acknowledged !== answer.part || !transfer.isComplete) {
    return 'no acknowledgement had come';
  }
  const { keys } = at({ at: event.at, events: event.id });
  const unsent = event.dropped.find((key) => {
    const kept = keys.get(key)?.replicas.get(event.node) ?? [];
    return transfer.arrived.get(key) !== dotsOf(kept.map(({ version }) => version));
  });
  return unsent === undefined ? null : `it dropped ${unsent}, which had not arrived as it was`;
}
