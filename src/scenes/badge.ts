import type { NodeView } from '../trace/view.ts';
import type { Identity } from './identity.ts';
import type { Mark, Point } from './mark.ts';
import { together } from './marks.ts';
import { nodeMarks } from './ring/node-mark.ts';

/** A machine as a small sign, in the form that its status has: colour, shape and letter. */
export function badge(node: NodeView, identity: Identity, at: Point, r: number, key = ''): Mark {
  return together(
    `badge ${node.node}${key === '' ? '' : ` ${key}`}`,
    at,
    nodeMarks(node, identity, r, r >= 5 ? r * 1.15 : null),
    { target: { type: 'node', node: node.node }, label: `Node ${node.node}, ${node.status}` },
  );
}
