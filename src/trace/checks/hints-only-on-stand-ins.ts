import type { Key, NodeId, RequestId } from '../../dynamo/names.ts';
import { broken, holds } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * A hint is held by a node that stands in: neither by the node it is for nor by another home
 * node of the key, which would keep the version as its own. (Dynamo §4.6)
 */
export function hintsOnlyOnStandIns({ trace }: Evidence): Finding {
  const homesOfRequest = new Map<RequestId, readonly NodeId[]>();
  const homesOfKey = new Map<Key, readonly NodeId[]>();
  for (const event of trace.events) {
    if (event.type === 'preference-list-resolved') {
      const homes = event.preferenceList.slice(0, event.homes);
      homesOfRequest.set(event.request, homes);
      homesOfKey.set(event.key, homes);
    } else if (event.type === 'hint-stored') {
      const { node, key, for: intended, request } = event;
      if (node === intended) return broken(`${node} holds a hint of ${key} for itself`, event);
      const homes =
        (request === null ? null : homesOfRequest.get(request)) ?? homesOfKey.get(key) ?? [];
      if (homes.includes(node)) {
        return broken(`${node} is a home node of ${key} and holds a hint of it`, event);
      }
    }
  }
  return holds;
}
