import type { ClientId, Key, NodeId } from '../../dynamo/names.ts';
import type { Selection } from '../../lab/selection.ts';
import { latestRequests } from '../../scenes/focus.ts';
import type { View } from '../../trace/view.ts';
import { useSelection, useView } from '../lab-context.tsx';

/** What the buttons act on: what was looked at last, or what the run is about. */
export interface Subjects {
  readonly key: Key;
  readonly node: NodeId | null;
  readonly client: ClientId | null;
}

export function useSubjects(): Subjects {
  const selectedKey = useSelection((selection) => selection.key);
  const selectedNode = useSelection((selection) => selection.node);
  const key = useView((view) => keyOf(view, selectedKey));
  const node = useView((view) => nodeOf(view, selectedNode, key));
  const client = useView((view) => latestRequests(view.requests).toFollow?.client ?? null);
  return { key, node, client };
}

export function subjectsOf(view: View, selection: Selection): Subjects {
  const key = keyOf(view, selection.key);
  return {
    key,
    node: nodeOf(view, selection.node, key),
    client: latestRequests(view.requests).toFollow?.client ?? null,
  };
}

function keyOf(view: View, selected: Key | null): Key {
  return selected ?? latestRequests(view.requests).toFollow?.key ?? 'cart';
}

/** The first home node of the key: the one worth killing. */
function nodeOf(view: View, selected: NodeId | null, key: Key): NodeId | null {
  if (selected !== null && view.nodes.has(selected)) return selected;
  const homes = view.keys.get(key)?.preferenceList ?? [];
  return homes[0] ?? view.nodes.keys().next().value ?? null;
}
