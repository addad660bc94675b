import fc from 'fast-check';

import type { History } from '../../dynamo/membership/history.ts';
import type { ClientRequest, Message } from '../../dynamo/message.ts';
import {
  client,
  context,
  count,
  dot,
  entries,
  flag,
  is,
  key,
  many,
  node,
  orNull,
  place,
  position,
  range,
  reason,
  request,
  text,
  us,
  versions,
} from './arbitrary-parts.ts';

/* One of each message. */

const clientRequest: fc.Arbitrary<ClientRequest> = fc.oneof(
  fc.record({ type: is('get'), request, client, key }),
  fc.record({
    type: is('put'),
    request,
    client,
    key,
    value: orNull(text),
    context: fc.oneof(orNull(context), fc.jsonValue({ maxDepth: 2 })),
  }),
);

const hash = fc.record({ high: count, low: count });
const summary = fc.record({ hash, keys: count });

const history: fc.Arbitrary<History> = fc.record({
  changes: many(
    fc.record({
      member: node,
      change: fc.constantFrom(...(['join', 'remove'] as const)),
      issuedAt: us,
      issuedBy: node,
      capacity: count,
      dataCentre: orNull(text),
    }),
  ),
  claims: many(fc.record({ position, node, version: count })),
});

export const body: fc.Arbitrary<Message> = fc.oneof(
  clientRequest,
  fc.record({ type: is('response'), request, outcome: is('ok'), versions, context }),
  fc.record({ type: is('response'), request, outcome: is('failed'), reason }),
  fc.record({ type: is('forward'), request: clientRequest }),
  fc.record({
    type: is('store'),
    request,
    key,
    versions,
    hintFor: orNull(node),
    durable: fc.boolean(),
  }),
  fc.record({ type: is('store-ack'), request, hintFor: orNull(node) }),
  fc.record({ type: is('fetch'), request, key, hintFor: orNull(node) }),
  fc.record({
    type: is('fetch-reply'),
    request,
    isPartial: flag,
    versions,
    hintFor: orNull(node),
  }),
  fc.record({ type: is('repair'), request, key, versions }),
  fc.record({ type: is('handoff'), handoff: count, key, versions }),
  fc.record({ type: is('handoff-ack'), handoff: count }),
  fc.record({ type: is('reap'), key, dot }),
  fc.record({ type: is('gossip'), digest: hash }),
  fc.record({ type: is('gossip-reply'), history: orNull(history) }),
  fc.record({ type: is('gossip-history'), history }),
  fc.record({ type: is('range-offer'), transfer: count, ranges: many(range) }),
  fc.record({ type: is('range-accept'), transfer: count, accepted: flag }),
  fc.record({
    type: is('range-transfer'),
    transfer: count,
    part: count,
    ranges: many(range),
    entries,
    isLast: flag,
  }),
  fc.record({ type: is('range-received'), transfer: count, part: count, slices: count }),
  fc.record({ type: is('sync-roots'), sync: count, roots: many(fc.record({ range, hash })) }),
  fc.record({
    type: is('sync-differing'),
    sync: count,
    roots: many(fc.record({ range, summary })),
    unknown: many(range),
  }),
  fc.record({ type: is('sync-ask'), sync: count, places: many(place) }),
  fc.record({ type: is('sync-branches'), sync: count, left: many(fc.record({ place, summary })) }),
  fc.record({ type: is('sync-exchange'), sync: count, places: many(place), entries }),
  fc.record({ type: is('sync-entries'), sync: count, entries }),
  fc.record({ type: is('probe'), probe: count }),
  fc.record({ type: is('probe-reply'), probe: count }),
);
