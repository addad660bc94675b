import fc from 'fast-check';

import {
  count,
  flag,
  is,
  key,
  many,
  node,
  orNull,
  place,
  position,
  range,
  us,
} from './arbitrary-parts.ts';

/** What happens when members come and go, and ranges with them. (Dynamo §4.8, §4.9) */
export const membershipBodies = {
  'membership-learned': fc.record({
    type: is('membership-learned'),
    member: fc.oneof(node, is('E')),
    change: fc.constantFrom(...(['join', 'remove'] as const)),
    issuedAt: us,
    issuedBy: node,
    from: orNull(node),
  }),
  'tokens-learned': fc.record({
    type: is('tokens-learned'),
    owners: many(fc.record({ node, tokens: many(position) })),
    from: orNull(node),
  }),
  'range-offered': fc.record({
    type: is('range-offered'),
    to: node,
    transfer: count,
    ranges: many(range),
  }),
  'range-handed-over': fc.record({
    type: is('range-handed-over'),
    to: node,
    transfer: count,
    ranges: many(range),
    keysSent: count,
    dropped: many(key),
  }),
  'range-taken-over': fc.record({
    type: is('range-taken-over'),
    from: node,
    transfer: count,
    stillAwaited: count,
  }),
  'transfer-withdrawn': fc.record({ type: is('transfer-withdrawn'), to: node, transfer: count }),
  'keys-set-aside': fc.record({ type: is('keys-set-aside'), keys: many(key) }),
  'node-joined': fc.record({ type: is('node-joined') }),
  'node-left': fc.record({ type: is('node-left') }),
};

/** What happens when two nodes compare their trees. (Dynamo §4.7) */
export const antiEntropyBodies = {
  'anti-entropy-compared': fc.record({
    type: is('anti-entropy-compared'),
    partner: node,
    sync: count,
    places: many(fc.record({ place, isEqual: flag })),
  }),
  'anti-entropy-finished': fc.record({
    type: is('anti-entropy-finished'),
    partner: node,
    sync: count,
    outcome: fc.constantFrom(...(['in-step', 'synchronised', 'broken-off'] as const)),
    comparisons: count,
    hashes: count,
    messages: count,
    versionsMoved: count,
  }),
  'merkle-rebuilt': fc.record({ type: is('merkle-rebuilt'), ranges: count, keys: count }),
};
