import type { Slices } from '../../base/slices.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * A node that is down sends nothing. (protocol.md 35) What it had sent may still arrive, and
 * the network may copy it.
 */
export function* noMessageFromDeadNode({ trace }: Evidence): Slices<Finding> {
  const down = new Set<NodeId>();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    switch (event.type) {
      case 'node-killed':
      case 'node-crashed':
        down.add(event.target);
        break;
      case 'node-restarted':
        down.delete(event.target);
        break;
      case 'message-sent':
        if (down.has(event.node) && event.copyOf === null) {
          return broken(`${event.node} sent ${event.message} while it was down`, event);
        }
        break;
      default:
        break;
    }
  }
  return holds;
}
