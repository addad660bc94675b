import type { Key, NodeId, RequestId } from '../../dynamo/names.ts';
import { latestRequests } from '../../scenes/focus.ts';
import type { KeyView, NodeView, RequestView, View } from '../../trace/view.ts';
import { useSelection, useView } from '../lab-context.tsx';

/* What each tab shows: what was looked at last, or else what the run is about now. */

export function useKeySubject(): KeyView | null {
  const key = useSelection((selection) => selection.key);
  return useView((view) => keySubject(view, key));
}

export function useNodeSubject(): NodeView | null {
  const node = useSelection((selection) => selection.node);
  return useView((view) => nodeSubject(view, node));
}

export function useRequestSubject(): RequestView | null {
  const request = useSelection((selection) => selection.request);
  return useView((view) => requestSubject(view, request));
}

function keySubject(view: View, key: Key | null): KeyView | null {
  if (key !== null) return view.keys.get(key) ?? null;
  const latest = requestSubject(view, null);
  return (latest && view.keys.get(latest.key)) ?? view.keys.last ?? null;
}

function nodeSubject(view: View, node: NodeId | null): NodeView | null {
  return (node !== null && view.nodes.get(node)) || null;
}

function requestSubject(view: View, request: RequestId | null): RequestView | null {
  const chosen = request === null ? undefined : view.requests.get(request);
  return chosen ?? latestRequests(view.requests).toFollow;
}
