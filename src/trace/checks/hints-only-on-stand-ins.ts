import type { Slices } from '../../base/slices.ts';
import { positionOf } from '../../base/position.ts';
import type { NodeId, RequestId } from '../../dynamo/names.ts';
import type { EventOf } from '../event.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { RingKnowledge } from './ring-knowledge.ts';

/**
 * A hint is held by a node that stands in: neither by the node it is for nor by another home
 * node of the key, which would keep the version as its own. (Dynamo §4.6) While nodes do not all
 * know the same ring, a node counts as a home node when itself and the coordinator take it for one.
 */
export function* hintsOnlyOnStandIns({ trace }: Evidence): Slices<Finding> {
  const knowledge = new RingKnowledge();
  const homesOfRequest = new Map<RequestId, readonly NodeId[]>();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    knowledge.take(event);
    if (event.type === 'preference-list-resolved') {
      homesOfRequest.set(event.request, event.preferenceList.slice(0, event.homes));
    } else if (event.type === 'hint-stored') {
      const why = breach(knowledge, homesOfRequest, event);
      if (why !== null) return broken(why, event);
    }
  }
  return holds;
}

function breach(
  knowledge: RingKnowledge,
  homesOfRequest: ReadonlyMap<RequestId, readonly NodeId[]>,
  { node, key, for: intended, request }: EventOf<'hint-stored'>,
): string | null {
  if (node === intended) return `${node} holds a hint of ${key} for itself`;
  const resolved = request === null ? null : (homesOfRequest.get(request) ?? null);
  const isHome =
    knowledge.homesAt(node, positionOf(key)).includes(node) &&
    (resolved === null || resolved.includes(node));
  return isHome ? `${node} is a home node of ${key} and holds a hint of it` : null;
}
