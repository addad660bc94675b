import * as v from 'valibot';

import type { Hash } from '../../base/hash.ts';
import type { Summary } from '../../dynamo/anti-entropy/merkle-tree.ts';
import type { History } from '../../dynamo/membership/history.ts';
import type { ClientRequest, Message } from '../../dynamo/message.ts';
import {
  byType,
  context,
  count,
  dot,
  entries,
  failureReason,
  flag,
  place,
  position,
  range,
  ranges,
  signedUs,
  text,
  versions,
  type Shape,
} from './values.ts';

/* The shapes of all that travels between nodes. */

/** What a client sends as its context is for the node to check; here it must only be shallow. */
const anyContext = v.custom<unknown>((value) => isShallow(value, 8));

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1));
}

const of = { request: text, key: text } as const;

const clientRequest: Shape<ClientRequest> = v.variant('type', [
  v.object({ type: v.literal('get'), ...of, client: text }),
  v.object({
    type: v.literal('put'),
    ...of,
    client: text,
    value: v.nullable(text),
    context: anyContext,
  }),
]);

const hintFor = v.nullable(text);

const hash: Shape<Hash> = v.object({ high: count, low: count });
const summary: Shape<Summary> = v.object({ hash, keys: count });

const history: Shape<History> = v.object({
  changes: v.array(
    v.object({
      member: text,
      change: v.picklist(['join', 'remove']),
      issuedAt: signedUs,
      issuedBy: text,
      capacity: v.pipe(v.number(), v.finite(), v.minValue(0)),
      dataCentre: v.nullable(text),
    }),
  ),
  claims: v.array(v.object({ position, node: text, version: count })),
});

const gossip = {
  gossip: v.object({ type: v.literal('gossip'), digest: hash }),
  'gossip-reply': v.object({ type: v.literal('gossip-reply'), history: v.nullable(history) }),
  'gossip-history': v.object({ type: v.literal('gossip-history'), history }),
} as const;

const members = {
  'members-ask': v.object({ type: v.literal('members-ask'), client: text }),
  'members-reply': v.object({ type: v.literal('members-reply'), history }),
} as const;

const part = { transfer: count, part: count } as const;

const transfer = {
  'range-offer': v.object({ type: v.literal('range-offer'), transfer: count, ranges }),
  'range-accept': v.object({ type: v.literal('range-accept'), transfer: count, accepted: flag }),
  'range-transfer': v.object({
    type: v.literal('range-transfer'),
    ...part,
    ranges,
    entries,
    isLast: flag,
  }),
  'range-received': v.object({ type: v.literal('range-received'), ...part, slices: count }),
} as const;

const roots = v.array(v.object({ range, hash }));
const summaries = v.array(v.object({ range, summary }));
const places = v.array(place);
const left = v.array(v.object({ place, summary }));

const sync = {
  'sync-roots': v.object({ type: v.literal('sync-roots'), sync: count, roots }),
  'sync-differing': v.object({
    type: v.literal('sync-differing'),
    sync: count,
    roots: summaries,
    unknown: ranges,
  }),
  'sync-ask': v.object({ type: v.literal('sync-ask'), sync: count, places }),
  'sync-branches': v.object({ type: v.literal('sync-branches'), sync: count, left }),
  'sync-exchange': v.object({ type: v.literal('sync-exchange'), sync: count, places, entries }),
  'sync-entries': v.object({ type: v.literal('sync-entries'), sync: count, entries }),
} as const;

const messages = {
  get: clientRequest,
  put: clientRequest,
  response: v.variant('outcome', [
    v.object({
      type: v.literal('response'),
      request: text,
      outcome: v.literal('ok'),
      versions,
      context,
    }),
    v.object({
      type: v.literal('response'),
      request: text,
      outcome: v.literal('failed'),
      reason: failureReason,
    }),
  ]),
  forward: v.object({ type: v.literal('forward'), request: clientRequest }),
  store: v.object({ type: v.literal('store'), ...of, versions, hintFor, durable: flag }),
  'store-ack': v.object({ type: v.literal('store-ack'), request: text, hintFor }),
  fetch: v.object({ type: v.literal('fetch'), ...of, hintFor }),
  'fetch-reply': v.object({
    type: v.literal('fetch-reply'),
    request: text,
    isPartial: flag,
    versions,
    hintFor,
  }),
  repair: v.object({ type: v.literal('repair'), ...of, versions }),
  handoff: v.object({ type: v.literal('handoff'), handoff: count, key: text, versions }),
  'handoff-ack': v.object({ type: v.literal('handoff-ack'), handoff: count }),
  reap: v.object({ type: v.literal('reap'), key: text, dot }),
  ...gossip,
  ...members,
  ...transfer,
  ...sync,
  probe: v.object({ type: v.literal('probe'), probe: count }),
  'probe-reply': v.object({ type: v.literal('probe-reply'), probe: count }),
} as const satisfies { readonly [Type in Message['type']]: Shape<Message> };

export const message: Shape<Message> = byType<Message>(messages);
