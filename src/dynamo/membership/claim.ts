import type { Self } from '../self.ts';
import { isMember, type MemberChange, type TokenClaim } from './history.ts';

/**
 * The tokens that this node takes now that it has become a member: drawn at random when it first
 * started. (§4.2, §4.8.1) None when it has its tokens already.
 */
export function claimTokens(self: Self, news: readonly MemberChange[]): readonly TokenClaim[] {
  const { node, membership, ownTokens } = self.state;
  if (!news.some(({ member }) => member === node) || !isMember(membership, node)) return [];
  const has = [...membership.claims.values()].some((claim) => claim.node === node);
  return has ? [] : ownTokens.map((position) => ({ position, node, version: 1 }));
}
