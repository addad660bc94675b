import type { Position } from '../../base/position.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventOf } from '../event.ts';
import type { TransferView } from '../view.ts';
import { keepReplicas } from './disk.ts';
import { placesOf } from '../ranges.ts';
import { followRing } from './ring.ts';
import { newNode, setStanding } from './standing.ts';

export type MembershipEvent = EventOf<
  | 'membership-learned'
  | 'tokens-learned'
  | 'range-offered'
  | 'range-handed-over'
  | 'range-taken-over'
  | 'node-joined'
  | 'node-left'
  | 'transfer-withdrawn'
  | 'keys-set-aside'
>;

/** Who is a member, as each node believes; and which ranges changed hands. (Dynamo §4.8, §4.9) */
export function reduceMembership(draft: Draft, event: MembershipEvent): void {
  const before = placesOf(draft.view.nodes);
  reduce(draft, event);
  followRing(draft, event.id, before);
}

function reduce(draft: Draft, event: MembershipEvent): void {
  switch (event.type) {
    case 'membership-learned':
      return learn(draft, event);
    case 'tokens-learned':
      return takeTokens(draft, event);
    case 'range-offered':
      return offer(draft, event);
    case 'range-handed-over':
      return handOver(draft, event);
    case 'node-joined':
      return setStanding(draft, event, event.node, 'member');
    case 'node-left':
      return setStanding(draft, event, event.node, 'removed');
    case 'range-taken-over':
      return takeOver(draft, event);
    case 'transfer-withdrawn':
      return endTransfer(draft, transferName(event.node, event.transfer));
    case 'keys-set-aside':
      return drop(draft, event, event.keys);
  }
}

/** A newcomer is there from the moment that anybody hears of it. */
function learn(draft: Draft, event: EventOf<'membership-learned'>): void {
  const { member, change } = event;
  if (!draft.view.nodes.has(member) && change === 'join') appear(draft, event);
  noteIssue(draft, event);
  const believer = draft.view.nodes.get(event.node);
  const before = believer?.believes.get(member);
  if (believer && before !== change) {
    const believes = draft.map(believer.believes).set(member, change);
    draft.setNode(event.node, { believes });
  }
  const node = draft.view.nodes.get(member);
  if (!node) return;
  if (member !== event.node) {
    if (node.machine === 'down' && node.issued?.change === 'remove') {
      setStanding(draft, event, member, 'removed');
    }
  } else if (change === 'remove' && before !== 'remove') {
    setStanding(draft, event, member, 'leaving');
  } else if (change === 'join' && node.standing !== 'member') {
    setStanding(draft, event, member, 'joining');
  }
}

function appear(draft: Draft, event: EventOf<'membership-learned'>): void {
  const { member: node } = event;
  const newcomer = { node, capacity: 1, dataCentre: null, isSeedNode: false, tokens: [] };
  draft.view.nodes = draft.map(draft.view.nodes).set(node, newNode(newcomer, event));
}

/** The later change counts, whoever hears of which first. */
function noteIssue(draft: Draft, event: EventOf<'membership-learned'>): void {
  const { member, change, issuedAt } = event;
  const known = draft.view.nodes.get(member)?.issued ?? null;
  if (known !== null && known.issuedAt >= issuedAt) return;
  draft.setNode(member, { issued: { change, issuedAt } });
}

/**
 * A token is whose who claims it; whoever loses it gives it up when it hears of that itself. What
 * others hear by gossip may be old, and is no news here. (§4.8.1)
 */
function takeTokens(draft: Draft, event: EventOf<'tokens-learned'>): void {
  const given = draft.view.nodes.get(event.node)?.tokens ?? [];
  const claims = new Map<Position, NodeId>();
  for (const { node, tokens } of event.owners) {
    if (!draft.view.nodes.has(node)) continue;
    const believed = event.from === null ? tokens : tokens.filter((each) => given.includes(each));
    for (const token of believed) claims.set(token, node);
  }
  for (const node of new Set(claims.values())) {
    move(
      draft,
      node,
      [...claims.keys()].filter((token) => claims.get(token) === node),
    );
  }
}

function move(draft: Draft, to: NodeId, positions: readonly Position[]): void {
  const moved = new Set(positions);
  for (const { node, tokens } of draft.view.nodes.values()) {
    if (node === to || !tokens.some((token) => moved.has(token))) continue;
    draft.setNode(node, { tokens: tokens.filter((token) => !moved.has(token)) });
  }
  const known = draft.view.nodes.get(to)?.tokens ?? [];
  for (const token of known) moved.delete(token);
  if (moved.size > 0) draft.setNode(to, { tokens: [...known, ...moved].toSorted() });
}

/** Offered again, when nobody answered, it is still the same transfer. */
function offer(draft: Draft, event: EventOf<'range-offered'>): void {
  const { node: from, to, transfer, ranges } = event;
  const { transfers } = draft.view;
  const name = transferName(from, transfer);
  if (transfers.get(name)?.to === to) return;
  const offered = { offeredAt: event.at, isTaken: false, event: event.id };
  const view = { from, to, transfer, ranges, ...offered };
  draft.view.transfers = draft.map(transfers).set(name, view);
}

/** The old owner keeps no longer what is not its own any more. */
function handOver(draft: Draft, event: EventOf<'range-handed-over'>): void {
  drop(draft, event, event.dropped);
  endTransfer(draft, transferName(event.node, event.transfer));
  const isOpen = ({ from }: TransferView): boolean => from === event.node;
  if (draft.view.nodes.get(event.node)?.standing === 'leaving') count(draft, event.node, isOpen);
}

function drop(draft: Draft, { id, node }: MembershipEvent, keys: readonly Key[]): void {
  for (const key of keys) keepReplicas(draft, { key, id }, node, []);
}

function takeOver(draft: Draft, event: EventOf<'range-taken-over'>): void {
  const name = transferName(event.from, event.transfer);
  const transfer = draft.view.transfers.get(name);
  if (transfer?.to !== event.node || transfer.isTaken) return;
  const transfers = draft.map(draft.view.transfers).set(name, { ...transfer, isTaken: true });
  draft.view.transfers = transfers;
  count(draft, event.node, ({ to, isTaken }) => to === event.node && !isTaken);
}

/** One more of a node's transfers is done; these are still to come. */
function count(draft: Draft, id: NodeId, isOpen: (transfer: TransferView) => boolean): void {
  const done = (draft.view.nodes.get(id)?.moved.done ?? 0) + 1;
  const open = [...draft.view.transfers.values()].filter(isOpen).length;
  draft.setNode(id, { moved: { done, of: done + open } });
}

function transferName(from: NodeId, transfer: number): string {
  return `${from} ${transfer}`;
}

export function endTransfer(draft: Draft, name: string): void {
  if (!draft.view.transfers.has(name)) return;
  const transfers = draft.map(draft.view.transfers);
  transfers.delete(name);
  draft.view.transfers = transfers;
}
