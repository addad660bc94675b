import type { Position } from '../../base/position.ts';
import type { NodeId } from '../names.ts';
import { dealOut, steal, type Share } from '../ring/deal.ts';
import type { Self } from '../self.ts';
import { isMember, membersOf, type MemberChange, type TokenClaim } from './history.ts';

/**
 * The tokens that change hands because of these changes, as far as it is for this node to say.
 * (§4.2, §6.2, §4.8.1)
 *
 * A node that has become a member takes the tokens that were drawn for it; under strategy 3 it
 * steals Q/S of them. What a removed node had is dealt out, under strategy 3, by the node that an
 * administrator told to remove it.
 */
export function claimTokens(
  self: Self,
  news: readonly MemberChange[],
  isFromAdministrator: boolean,
): readonly TokenClaim[] {
  const { node, membership, settings, ownTokens } = self.state;
  if (settings.strategy !== 3) {
    const isNew = news.some(({ member }) => member === node) && isMember(membership, node);
    return isNew && !hasTokens(self, node) ? claims(self, ownTokens, node) : [];
  }
  const removed = isFromAdministrator ? news.filter(({ change }) => change === 'remove') : [];
  const dealt = removed.flatMap(({ member }) =>
    Array.from(dealOut(ownersOf(self), shares(self), member), ([position, heir]) =>
      claims(self, [position], heir),
    ).flat(),
  );
  const mayTake = isMember(membership, node) && !hasTokens(self, node);
  const taken = mayTake ? claims(self, steal(ownersOf(self), shares(self), node), node) : [];
  return [...dealt, ...taken];
}

function hasTokens(self: Self, node: NodeId): boolean {
  return [...self.state.membership.claims.values()].some((claim) => claim.node === node);
}

function claims(self: Self, positions: readonly Position[], node: NodeId): TokenClaim[] {
  const known = self.state.membership.claims;
  return positions.map((position) => {
    return { position, node, version: (known.get(position)?.version ?? 0) + 1 };
  });
}

function ownersOf(self: Self): ReadonlyMap<Position, NodeId> {
  return new Map(Array.from(self.state.membership.claims.values(), (c) => [c.position, c.node]));
}

function shares(self: Self): Share[] {
  const { membership } = self.state;
  return membersOf(membership).map((node) => {
    return { node, capacity: membership.changes.get(node)?.capacity ?? 1 };
  });
}
