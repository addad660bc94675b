import type { NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
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
      return draft.setNode(event.target, { crash: event.error });
    case 'node-restarted':
      return draft.setNode(event.target, { ...status('up', event), crash: null });
    case 'node-paused':
      return draft.setNode(event.target, status('paused', event));
    case 'node-resumed':
      return draft.setNode(event.target, status('up', event));
    case 'node-recovered':
      return draft.setNode(event.node, { incarnation: event.incarnation });
    case 'node-suspected':
      return suspect(draft, event);
    case 'node-trusted':
      return trust(draft, event);
    case 'clock-skewed':
      return draft.setNode(event.target, { skewUs: event.byUs });
    case 'disk-wiped':
      return wipe(draft, event.target, event.id);
    case 'write-lost':
      return loseUnflushed(draft, event.target, event.id);
    case 'write-flushed':
      return settle(draft, event.node);
  }
}

function status(to: NodeStatus, event: EventHeader): Partial<NodeView> {
  return { status: to, since: event.at, statusEvent: event.id };
}

/** Memory is gone, and with it whom the node suspected. What is on its disk stays. */
function stop(draft: Draft, event: EventHeader, id: NodeId): void {
  const hadSuspects = (draft.view.nodes.get(id)?.suspects.size ?? 0) > 0;
  draft.setNode(id, {
    ...status('down', event),
    ...(hadSuspects ? { suspects: new Map() } : {}),
  });
}

function suspect(draft: Draft, event: EventOf<'node-suspected'>): void {
  const node = draft.view.nodes.get(event.node);
  if (!node) return;
  draft.setNode(node.node, { suspects: draft.map(node.suspects).set(event.suspect, event.id) });
}

function trust(draft: Draft, event: EventOf<'node-trusted'>): void {
  const node = draft.view.nodes.get(event.node);
  if (!node?.suspects.has(event.trusted)) return;
  const suspects = draft.map(node.suspects);
  suspects.delete(event.trusted);
  draft.setNode(node.node, { suspects });
}
