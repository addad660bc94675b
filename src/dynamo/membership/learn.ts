import type { NodeId } from '../names.ts';
import type { Position } from '../../base/position.ts';
import type { PreferenceLists } from '../ring/preference-lists.ts';
import { listsOf, treesOf, type Self } from '../self.ts';
import { persist } from '../storage/disk.ts';
import type { Because, Turn } from '../turn.ts';
import { newsIn, withNews, type History, type TokenClaim } from './history.ts';
import { claimTokens } from './claim.ts';
import { setStraysAside } from './strays.ts';
import { settle } from './standing.ts';
import { moveRanges } from './transfer.ts';
import { forgetStrangers } from './strangers.ts';

/**
 * Takes in what a peer or an administrator says of members and tokens; when the ring changes by
 * it, ranges begin to move. (§4.8.1, §4.9) `from` null: an administrator.
 */
export function learn(self: Self, turn: Turn, history: History, from: NodeId | null): void {
  const { membership } = self.state;
  const news = newsIn(membership, history);
  if (news.changes.length === 0 && news.claims.length === 0) return;
  self.peers = null;
  self.state.membership = withNews(membership, { changes: news.changes, claims: [] });
  let because: Because = null;
  for (const change of news.changes) {
    if (change.member === self.state.node) self.state.hasJoined = false;
    persist(self, turn, { type: 'member', change }, true);
    const { member, issuedAt, issuedBy } = change;
    const learned = { member, change: change.change, issuedAt, issuedBy, from };
    because = turn.record({ type: 'membership-learned', ...learned });
  }
  takeClaims(self, turn, news.claims, from);
  const own = claimTokens(self, news.changes, from === null);
  takeClaims(self, turn, own, null);
  changeRing(self, turn, because);
}

function takeClaims(
  self: Self,
  turn: Turn,
  claims: readonly TokenClaim[],
  from: NodeId | null,
): void {
  if (claims.length === 0) return;
  self.state.membership = withNews(self.state.membership, { changes: [], claims });
  const owners = new Map<NodeId, Position[]>();
  for (const claim of claims) {
    persist(self, turn, { type: 'token', claim }, true);
    owners.set(claim.node, [...(owners.get(claim.node) ?? []), claim.position]);
  }
  const learned = Array.from(owners, ([node, tokens]) => ({ node, tokens }));
  turn.record({ type: 'tokens-learned', owners: learned, from });
}

/** The ring may be another one now: then trees are made anew and ranges move. (§4.7, §4.9) */
export function changeRing(self: Self, turn: Turn, because: Because): void {
  const before = self.preferenceLists;
  const after = listsOf(self.state);
  const isSame = sameRing(before, after);
  if (!isSame) {
    self.preferenceLists = after;
    self.trees = null;
    turn.record({ type: 'merkle-rebuilt', ...treesOf(self).size() }, because);
  }
  forgetStrangers(self, turn);
  if (!isSame) moveRanges(self, turn, before);
  setStraysAside(self, turn);
  settle(self, turn);
}

function sameRing(a: PreferenceLists, b: PreferenceLists): boolean {
  const [before, after] = [a.ring.tokens, b.ring.tokens];
  return (
    a.homes === b.homes &&
    before.length === after.length &&
    before.every((token, index) => {
      const other = after[index];
      return token.position === other?.position && token.node === other.node;
    })
  );
}
