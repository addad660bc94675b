import { sameHash } from '../../base/hash.ts';
import type { Administration } from '../effect.ts';
import type { Message } from '../message.ts';
import type { NodeId } from '../names.ts';
import { believesUp, drawInteger, type Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { digestOf, historyOf, isMember, membersOf } from './history.ts';
import { learn } from './learn.ts';

/*
 * Every `gossip-every` a node talks to a random peer, and both know the same afterwards. (§4.8.1)
 *
 *   A                          B
 *   │ gossip (digest) ───────► │   the same? then that was all
 *   │ ◄───────── gossip-reply  │   all that B knows
 *   │ gossip-history ────────► │   all that A knows
 */

type Of<Type extends Message['type']> = Extract<Message, { readonly type: Type }>;

/** Sets the timer of the next gossip; the first one at a random time of the period. */
export function scheduleGossip(self: Self, turn: Turn, isFirst: boolean): void {
  const { gossipEveryUs } = self.state.settings;
  turn.setTimer(
    { type: 'gossip' },
    isFirst ? drawInteger(self, 1, gossipEveryUs) : gossipEveryUs,
    true,
  );
}

/** A peer is any member or seed node that is believed up. */
export function onGossipTimer(self: Self, turn: Turn): void {
  scheduleGossip(self, turn, false);
  const known = knownPeers(self);
  const { suspects } = self.state;
  const peers = suspects.size === 0 ? known : known.filter((peer) => believesUp(self, peer));
  const peer = peers.length === 0 ? undefined : peers[drawInteger(self, 0, peers.length - 1)];
  if (peer !== undefined) gossipWith(self, turn, peer);
}

/** All other members and seed nodes, by name. */
function knownPeers(self: Self): readonly NodeId[] {
  if (self.peers) return self.peers;
  const { node, membership, seedNodes } = self.state;
  const members = membersOf(membership);
  const strangers = seedNodes.filter((seed) => !isMember(membership, seed));
  const known = strangers.length === 0 ? members : [...members, ...strangers].toSorted();
  self.peers = known.filter((peer) => peer !== node);
  return self.peers;
}

export function gossipWith(self: Self, turn: Turn, peer: NodeId): void {
  turn.send(peer, { type: 'gossip', digest: digestOf(self.state.membership) });
}

export function onGossip(self: Self, turn: Turn, from: NodeId, { digest }: Of<'gossip'>): void {
  const { membership } = self.state;
  const isSame = sameHash(digest, digestOf(membership));
  turn.send(from, { type: 'gossip-reply', history: isSame ? null : historyOf(membership) });
}

export function onGossipReply(
  self: Self,
  turn: Turn,
  from: NodeId,
  { history }: Of<'gossip-reply'>,
): void {
  if (history === null) return;
  const mine = historyOf(self.state.membership);
  learn(self, turn, history, from);
  turn.send(from, { type: 'gossip-history', history: mine });
}

/** An administrator changes who is a member, here; everybody else hears of it. (§4.8.1) */
export function changeMembership(
  self: Self,
  turn: Turn,
  administration: Extract<Administration, { type: 'join' | 'remove' }>,
): void {
  const { state } = self;
  const { type: change, node: member } = administration;
  const known = state.membership.changes.get(member);
  const issuedAt = Math.max(turn.wallClock, (known?.issuedAt ?? -1) + 1);
  const { capacity, dataCentre } =
    administration.type === 'join' ? administration : { capacity: 1, dataCentre: null };
  const issued = { member, change, issuedAt, issuedBy: state.node, capacity, dataCentre };
  learn(self, turn, { changes: [issued], claims: [] }, null);
}
