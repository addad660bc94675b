import type { NodeId } from '../../dynamo/names.ts';
import type { Draft, Editable } from '../draft.ts';
import { nodeOf } from '../event.ts';
import type { EventHeader, EventOf } from '../event.ts';
import type { NodeStatus, NodeView } from '../view.ts';
import { settle, loseUnflushed, wipe } from './disk.ts';

export type NodeEvent = EventOf<
  | 'node-killed'
  | 'node-restarted'
  | 'node-paused'
  | 'node-resumed'
  | 'node-crashed'
  | 'node-recovered'
  | 'node-suspected'
  | 'node-trusted'
  | 'clock-skewed'
  | 'disk-wiped'
  | 'write-lost'
  | 'write-flushed'
>;

/** How a node fares, and what it believes of the others. */
export function reduceNode(draft: Draft, event: NodeEvent): void {
  switch (event.type) {
    case 'node-killed':
      return stop(draft, event, event.target);
    case 'node-crashed':
      stop(draft, event, event.target);
      return change(draft, event.target, (node) => {
        node.crash = event.error;
      });
    case 'node-restarted':
      return change(draft, event.target, (node) => {
        setStatus(node, 'up', event);
        node.crash = null;
      });
    case 'node-paused':
      return change(draft, event.target, (node) => setStatus(node, 'paused', event));
    case 'node-resumed':
      return change(draft, event.target, (node) => setStatus(node, 'up', event));
    case 'node-recovered':
      return change(draft, nodeOf(event), (node) => {
        node.incarnation = event.incarnation;
      });
    case 'node-suspected':
      return suspect(draft, event);
    case 'node-trusted':
      return trust(draft, event);
    case 'clock-skewed':
      return change(draft, event.target, (node) => {
        node.skewUs = event.byUs;
      });
    case 'disk-wiped':
      return wipe(draft, event.target, event.id);
    case 'write-lost':
      return loseUnflushed(draft, event.target, event.id);
    case 'write-flushed':
      return settle(draft, nodeOf(event));
  }
}

function change(draft: Draft, id: NodeId, edit: (node: Editable<NodeView>) => void): void {
  const node = draft.node(id);
  if (node) edit(node);
}

function setStatus(node: Editable<NodeView>, status: NodeStatus, event: EventHeader): void {
  node.status = status;
  node.since = event.at;
  node.statusEvent = event.id;
}

/** Memory is gone, and with it whom the node suspected. What is on its disk stays. */
function stop(draft: Draft, event: EventHeader, id: NodeId): void {
  change(draft, id, (node) => {
    setStatus(node, 'down', event);
    if (node.suspects.size > 0) node.suspects = new Map();
  });
}

function suspect(draft: Draft, event: EventOf<'node-suspected'>): void {
  change(draft, nodeOf(event), (node) => {
    const suspects = draft.map(node.suspects);
    suspects.set(event.suspect, event.id);
    node.suspects = suspects;
  });
}

function trust(draft: Draft, event: EventOf<'node-trusted'>): void {
  if (!draft.view.nodes.get(nodeOf(event))?.suspects.has(event.trusted)) return;
  change(draft, nodeOf(event), (node) => {
    const suspects = draft.map(node.suspects);
    suspects.delete(event.trusted);
    node.suspects = suspects;
  });
}
