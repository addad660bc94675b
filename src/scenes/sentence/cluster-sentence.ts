import type { Fact } from '../../dynamo/effect.ts';
import type { EventHeader, EventOf } from '../../trace/event.ts';
import type { MembershipEvent } from '../../trace/reduce/membership.ts';
import { counted, listed } from './list-words.ts';

/** Facts of members, of ranges that move, and of trees that are compared. */
type ClusterFact = Extract<
  Fact,
  {
    readonly type:
      | MembershipEvent['type']
      | 'anti-entropy-compared'
      | 'anti-entropy-finished'
      | 'merkle-rebuilt';
  }
>;

/** Who comes and goes, and how replicas are brought into step, in words. (§4.7–§4.9) */
export function clusterSentence(event: EventHeader & ClusterFact): string {
  const { node } = event;
  switch (event.type) {
    case 'membership-learned':
      return learnSentence(event);
    case 'tokens-learned':
      return tokenSentence(event);
    case 'range-offered':
      return `${node} offers ${event.to} ${ranges(event.ranges.length)} that ${event.to} keeps from now on.`;
    case 'range-handed-over':
      return handOverSentence(event);
    case 'range-taken-over':
      return event.stillAwaited === 0
        ? `${node} has all that ${event.from} had for it; no range is on its way any more.`
        : `${node} has all that ${event.from} had for it; ${ranges(event.stillAwaited)} ${event.stillAwaited === 1 ? 'is' : 'are'} still on the way.`;
    case 'transfer-withdrawn':
      return `${node} has nothing to hand over to ${event.to} any more: the ring has changed again.`;
    case 'keys-set-aside':
      return `${node} is no home of ${event.keys.join(', ')}: it holds ${event.keys.length === 1 ? 'it' : 'them'} as hints from now on.`;
    case 'node-joined':
      return `${node} has all its key ranges: it has joined.`;
    case 'node-left':
      return `${node} has handed over all that it had: it has left.`;
    case 'anti-entropy-compared':
      return compareSentence(event);
    case 'anti-entropy-finished':
      return finishSentence(event);
    case 'merkle-rebuilt':
      return `${node} builds its Merkle trees anew: ${counted(event.ranges, 'tree')}, ${counted(event.keys, 'key')} hashed.`;
  }
}

function ranges(count: number): string {
  return counted(count, 'key range');
}

function learnSentence(event: EventOf<'membership-learned'>): string {
  const { node, member, change, from } = event;
  if (from === null) {
    return change === 'join'
      ? `An administrator tells ${node} that ${member} joins the ring.`
      : `An administrator tells ${node} that ${member} is removed from the ring.`;
  }
  // What a newcomer hears of the founders is no news to others.
  const joins = event.issuedAt === 0 && event.issuedBy === member ? 'is a member of' : 'joins';
  const what = change === 'join' ? joins : 'is removed from';
  const who = member === node ? 'it' : member;
  return `${node} learns from ${from} that ${who} ${what} the ring.`;
}

function tokenSentence({ node, owners, from }: EventOf<'tokens-learned'>): string {
  const whose = owners.map(
    ({ node: owner, tokens }) => `${counted(tokens.length, 'token')} of ${owner}`,
  );
  const [own] = owners;
  if (from === null && owners.length === 1 && own?.node === node) {
    return `${node} takes ${counted(own.tokens.length, 'token')} on the ring.`;
  }
  return from === null
    ? `${node} deals out ${listed(whose)}.`
    : `${node} learns from ${from} where the tokens are: ${listed(whose)}.`;
}

function handOverSentence(event: EventOf<'range-handed-over'>): string {
  const { node, to, keysSent, dropped } = event;
  const drops =
    dropped.length === 0 ? '' : ` Only now ${node} drops ${counted(dropped.length, 'key')}.`;
  return `${to} has acknowledged ${ranges(event.ranges.length)} from ${node}, with ${counted(keysSent, 'key')}.${drops}`;
}

function compareSentence({ node, partner, places }: EventOf<'anti-entropy-compared'>): string {
  const differing = places.filter(({ isEqual }) => !isEqual).length;
  const areRoots = places.every(({ place }) => place.prefix === '');
  const what = counted(places.length, areRoots ? 'root' : 'branch');
  const outcome =
    differing === 0
      ? places.length === 1
        ? 'equal'
        : 'all equal'
      : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return `${node} and ${partner} compare ${what} of their Merkle trees: ${outcome}.`;
}

function finishSentence(event: EventOf<'anti-entropy-finished'>): string {
  const { node, partner, comparisons, hashes } = event;
  const cost = `${counted(comparisons, 'comparison')}, ${counted(hashes, 'hash')}`;
  switch (event.outcome) {
    case 'in-step':
      return `${node} and ${partner} hold the same: ${cost}.`;
    case 'synchronised':
      return `Anti-entropy: ${node} and ${partner} have brought each other up to date: ${cost}.`;
    case 'broken-off':
      return `The comparison of ${node} and ${partner} is broken off; the next one begins anew.`;
  }
}
