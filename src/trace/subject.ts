import type { Key, NodeId, RequestId } from '../dynamo/names.ts';
import type { ShownView, View } from './view.ts';

/** What a run shows of a picture. */
export type Subject =
  | { readonly type: 'node'; readonly node: NodeId }
  | { readonly type: 'request'; readonly request: RequestId }
  | { readonly type: 'key'; readonly key: Key };

/** A node, a request or a key by its name; a name that means nothing now chooses nothing. */
export function subjectOf(view: View, { subject }: ShownView): Subject | null {
  if (subject === null) return null;
  if (view.nodes.has(subject)) return { type: 'node', node: subject };
  if (view.requests.has(subject)) return { type: 'request', request: subject };
  return view.keys.has(subject) ? { type: 'key', key: subject } : null;
}
