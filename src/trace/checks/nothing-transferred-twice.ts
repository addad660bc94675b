import type { Slices } from '../../base/slices.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { dotsOf, isPart, RangeTransfers } from './range-transfers.ts';

/**
 * Within a transfer a key that has arrived and has not changed since is not sent again. (Dynamo
 * §4.9, protocol.md 33) An old owner that crashes in the middle may begin anew.
 */
export function* nothingTransferredTwice({ trace }: Evidence): Slices<Finding> {
  const transfers = new RangeTransfers();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    transfers.take(trace, event);
    if (!isPart(event)) continue;
    const { node, to, body } = event;
    const transfer = transfers.of(node, to, body.transfer);
    const again = body.entries.find(
      ({ key, versions }) => transfer.arrived.get(key) === dotsOf(versions),
    );
    if (again) return broken(`${node} sent ${again.key} to ${to} again, which had it`, event);
    transfer.send(event);
  }
  return holds;
}
