import { compareText } from '../../base/order.ts';
import { hashText, type Hash } from '../../base/hash.ts';
import { oncePer } from '../../base/once-per.ts';
import type { Position } from '../../base/position.ts';
import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../names.ts';

/** An administrator's explicit change: nothing else ever changes who is a member. (§4.8.1) */
export interface MemberChange {
  readonly member: NodeId;
  readonly change: 'join' | 'remove';
  /** By the wall clock of the node that took the change, and later than any it knew of. */
  readonly issuedAt: Micros;
  readonly issuedBy: NodeId;
  readonly capacity: number;
  readonly dataCentre: string | null;
}

/** Who has a token. Tokens may change hands under strategy 3. (§4.8.1, §6.2) */
export interface TokenClaim {
  readonly position: Position;
  readonly node: NodeId;
  /** The later claim of a token wins. */
  readonly version: number;
}

/** What gossip carries: the latest change of each member, and the latest claim of each token. */
export interface History {
  readonly changes: readonly MemberChange[];
  readonly claims: readonly TokenClaim[];
}

/** What a node knows of both, by member and by position. Never changed: news makes another one. */
export interface Membership {
  readonly changes: ReadonlyMap<NodeId, MemberChange>;
  readonly claims: ReadonlyMap<Position, TokenClaim>;
}

export const membershipOf: (history: History) => Membership = oncePer((history) =>
  withNews({ changes: new Map(), claims: new Map() }, history),
);

/** What is known when this is known too: of each member and token, the last that is given. */
export function withNews(membership: Membership, news: History): Membership {
  if (news.changes.length === 0 && news.claims.length === 0) return membership;
  const changes = new Map(membership.changes);
  const claims = new Map(membership.claims);
  for (const change of news.changes) changes.set(change.member, change);
  for (const claim of news.claims) claims.set(claim.position, claim);
  return { changes, claims };
}

/** In a fixed order, for a message. */
export const historyOf: (membership: Membership) => History = oncePer(({ changes, claims }) => ({
  changes: [...changes.values()].toSorted((a, b) => compareText(a.member, b.member)),
  claims: [...claims.values()].toSorted((a, b) => compareText(a.position, b.position)),
}));

export function isMember({ changes }: Membership, node: NodeId): boolean {
  return changes.get(node)?.change === 'join';
}

/** All members, by name. */
export const membersOf: (membership: Membership) => readonly NodeId[] = oncePer(({ changes }) =>
  [...changes.values()]
    .filter(({ change }) => change === 'join')
    .map(({ member }) => member)
    .toSorted(),
);

/**
 * What of a history is news: the later change of a member wins, ties by the name of the node that
 * took it; the later claim of a token, ties by owner. The same on all nodes in any order.
 */
export function newsIn(membership: Membership, history: History): History {
  return {
    changes: history.changes.filter((change) => {
      const known = membership.changes.get(change.member);
      return !known || laterChange(change, known) > 0;
    }),
    claims: history.claims.filter((claim) => {
      const known = membership.claims.get(claim.position);
      return !known || laterClaim(claim, known) > 0;
    }),
  };
}

function laterChange(a: MemberChange, b: MemberChange): number {
  return (
    a.issuedAt - b.issuedAt ||
    compareText(a.issuedBy, b.issuedBy) ||
    compareText(a.change, b.change)
  );
}

function laterClaim(a: TokenClaim, b: TokenClaim): number {
  return a.version - b.version || compareText(a.node, b.node);
}

/** Two equal memberships have equal digests: then there is nothing to tell. (§4.8.1) */
export const digestOf: (membership: Membership) => Hash = oncePer((membership) => {
  const { changes, claims } = historyOf(membership);
  const lines = [
    ...changes.map(({ member, change, issuedAt, issuedBy }) =>
      [member, change, issuedAt, issuedBy].join(' '),
    ),
    ...claims.map(({ position, node, version }) => [position, node, version].join(' ')),
  ];
  return hashText(lines.join('\n'));
});
