import type { Slices } from '../../base/slices.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { broken, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/** No node is on a preference list twice, and none is asked twice at a time. (Dynamo §4.3) */
export function* preferenceListsDistinct({ trace }: Evidence): Slices<Finding> {
  for (const event of trace.events) {
    if (isPause(event)) yield;
    if (event.type !== 'preference-list-resolved') continue;
    const twice = repeated(event.preferenceList);
    if (twice !== null) return broken(`${twice} is on the list of ${event.key} twice`, event);
    const asked = repeated(event.chosen.map(({ node }) => node));
    if (asked !== null) return broken(`${asked} is asked twice for ${event.request}`, event);
  }
  return holds;
}

function repeated(nodes: readonly NodeId[]): NodeId | null {
  if (new Set(nodes).size === nodes.length) return null;
  return nodes.find((node, index) => nodes.indexOf(node) !== index) ?? null;
}
