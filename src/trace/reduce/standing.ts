import type { NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventHeader, NodeAtStart } from '../event.ts';
import type { NodeStatus, NodeView, Standing } from '../view.ts';

/*
 * Whether a node's machine runs, and where the node is between coming and going: two things, each
 * with its own events, and one status to be seen.
 */

/** With an empty disk: always the same, so that nothing seems to change where nothing does. */
export const knowsNobody: NodeView['believes'] = new Map();

/** A node that nobody has heard of before, on a machine that runs. */
export function newNode(node: NodeAtStart, event: EventHeader): NodeView {
  return {
    node: node.node,
    capacity: node.capacity,
    dataCentre: node.dataCentre,
    isSeedNode: node.isSeedNode,
    tokens: node.tokens.toSorted(),
    status: 'joining',
    machine: 'up',
    standing: 'joining',
    moved: { done: 0, of: 0 },
    since: event.at,
    statusEvent: event.id,
    incarnation: 1,
    suspects: new Map(),
    believes: knowsNobody,
    issued: null,
    sync: null,
    lastSync: null,
    background: null,
    skewUs: 0,
    crash: null,
    versionsHeld: 0,
    hintsHeld: 0,
    unflushed: 0,
  };
}

export function setMachine(
  draft: Draft,
  event: EventHeader,
  id: NodeId,
  machine: NodeView['machine'],
): void {
  const node = draft.view.nodes.get(id);
  if (!node) return;
  // Whoever dies before it has heard of its own removal will not hand anything over.
  const isDeadAndRemoved = machine === 'down' && node.issued?.change === 'remove';
  const standing = isDeadAndRemoved && node.standing !== 'leaving' ? 'removed' : node.standing;
  place(draft, event, node, { machine, standing });
}

export function setStanding(
  draft: Draft,
  event: EventHeader,
  id: NodeId,
  standing: Standing,
): void {
  const node = draft.view.nodes.get(id);
  if (!node) return;
  const begins = standing !== node.standing && (standing === 'joining' || standing === 'leaving');
  if (begins) draft.setNode(id, { moved: { done: 0, of: 0 } });
  place(draft, event, node, { machine: node.machine, standing });
}

function place(
  draft: Draft,
  event: EventHeader,
  node: NodeView,
  to: Pick<NodeView, 'machine' | 'standing'>,
): void {
  const status = statusOf(to);
  const isNew = status !== node.status || to.machine !== node.machine;
  const change = isNew ? { since: event.at, statusEvent: event.id } : {};
  draft.setNode(node.node, { ...to, status, ...change });
}

function statusOf({ machine, standing }: Pick<NodeView, 'machine' | 'standing'>): NodeStatus {
  if (standing === 'removed') return 'removed';
  if (machine !== 'up') return machine;
  return standing === 'member' ? 'up' : standing;
}
