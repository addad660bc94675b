import type { NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventHeader, EventOf } from '../event.ts';
import { settle, loseUnflushed, wipe } from './disk.ts';
import { endTransfer } from './membership.ts';
import { placesOf } from '../ranges.ts';
import { followRing } from './ring.ts';
import { knowsNobody, setMachine, setStanding } from './standing.ts';

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
  | 'slices-changed'
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
      setMachine(draft, event, event.target, 'up');
      return draft.setNode(event.target, { crash: null });
    case 'node-paused':
      return setMachine(draft, event, event.target, 'paused');
    case 'node-resumed':
      return setMachine(draft, event, event.target, 'up');
    case 'node-recovered':
      return draft.setNode(event.node, { incarnation: event.incarnation });
    case 'node-suspected':
      return suspect(draft, event);
    case 'node-trusted':
      return trust(draft, event);
    case 'clock-skewed':
      return draft.setNode(event.target, { skewUs: event.byUs });
    case 'disk-wiped':
      return emptyDisk(draft, event);
    case 'write-lost':
      return loseUnflushed(draft, event.target, event.id);
    case 'slices-changed': {
      const { slices, of, p99Us } = event;
      const known = draft.view.nodes.get(event.node)?.background;
      const isNew = known?.slices !== slices || known.of !== of || known.p99Us !== p99Us;
      return isNew ? draft.setNode(event.node, { background: { slices, of, p99Us } }) : undefined;
    }
    case 'write-flushed':
      return settle(draft, event.node);
  }
}

/** Memory is gone: whom the node suspected, and with whom it compared. Its disk stays. */
function stop(draft: Draft, event: EventHeader, id: NodeId): void {
  const hadSuspects = (draft.view.nodes.get(id)?.suspects.size ?? 0) > 0;
  setMachine(draft, event, id, 'down');
  draft.setNode(id, {
    sync: null,
    background: null,
    ...(hadSuspects ? { suspects: new Map() } : {}),
  });
}

/** With its disk goes what it knew of members, and what it had to hand over. */
function emptyDisk(draft: Draft, event: EventOf<'disk-wiped'>): void {
  const { target } = event;
  const { founders } = draft;
  wipe(draft, target, event.id);
  draft.setNode(target, { believes: founders.has(target) ? founders : knowsNobody });
  for (const [name, { from }] of draft.view.transfers) {
    if (from === target) endTransfer(draft, name);
  }
  const places = placesOf(draft.view.nodes);
  for (const { node, standing } of draft.view.nodes.values()) {
    if (standing !== 'leaving' && standing !== 'removed') continue;
    if (!isKnownRemoved(draft, node)) setStanding(draft, event, node, 'member');
    else if (node === target) setStanding(draft, event, node, 'removed');
  }
  followRing(draft, event.id, places);
}

/** Does anybody's disk still say that this founder was removed? If not, it is a member again. */
function isKnownRemoved({ view, founders }: Draft, member: NodeId): boolean {
  const isTold = [...view.nodes.values()].some(({ believes }) => believes.get(member) === 'remove');
  return isTold || !founders.has(member);
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
