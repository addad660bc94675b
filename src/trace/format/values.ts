import * as v from 'valibot';

import type { Timer } from '../../dynamo/effect.ts';
import type { ClientRequest, FailureReason, Message } from '../../dynamo/message.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Context, Dot, Version } from '../../dynamo/versioning/version.ts';

/*
 * The shapes of what events are made of. A trace file may come from anywhere: what fits here
 * cannot break what reads it. Each schema is held to its type by the compiler.
 */

type Shape<Value> = v.GenericSchema<unknown, Value>;

export const text = v.string();
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const us = count;
/** Of a node's own clock, which may be set back. */
export const signedUs = v.pipe(v.number(), v.safeInteger());
export const position = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const flag = v.boolean();
const ordinal = v.pipe(count, v.minValue(1));

export const dot: Shape<Dot> = v.object({ actor: text, counter: ordinal });
export const dots = v.array(dot);

const clock = v.array(v.object({ actor: text, counter: count, raisedAt: signedUs }));

export const version: Shape<Version> = v.object({
  value: v.nullable(text),
  clock,
  dot,
  unseen: dots,
  writtenAt: signedUs,
});
export const versions = v.array(version);

export const context: Shape<Context> = v.object({
  key: text,
  clock,
  unseen: dots,
  fastest: v.nullable(text),
});

export const failureReason: Shape<FailureReason> = v.picklist([
  'write-quorum-not-met',
  'read-quorum-not-met',
  'no-node-reachable',
  'timeout',
  'node-down',
  'context-rejected',
]);

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
  store: v.object({ type: v.literal('store'), ...of, versions, hintFor }),
  'store-ack': v.object({ type: v.literal('store-ack'), request: text, hintFor }),
  fetch: v.object({ type: v.literal('fetch'), ...of, hintFor }),
  'fetch-reply': v.object({ type: v.literal('fetch-reply'), request: text, versions, hintFor }),
  repair: v.object({ type: v.literal('repair'), ...of, versions }),
  handoff: v.object({ type: v.literal('handoff'), handoff: count, key: text, versions }),
  'handoff-ack': v.object({ type: v.literal('handoff-ack'), handoff: count }),
  probe: v.object({ type: v.literal('probe'), probe: count }),
  'probe-reply': v.object({ type: v.literal('probe-reply'), probe: count }),
} as const satisfies { readonly [Type in Message['type']]: Shape<Message> };

export const message: Shape<Message> = byType<Message>(messages);

const timers = {
  'request-deadline': v.object({ type: v.literal('request-deadline'), request: text }),
  'forward-timeout': v.object({ type: v.literal('forward-timeout'), request: text }),
  'replica-timeout': v.object({ type: v.literal('replica-timeout'), request: text, node: text }),
  probe: v.object({ type: v.literal('probe'), node: text }),
  'probe-timeout': v.object({ type: v.literal('probe-timeout'), node: text }),
  'handoff-timeout': v.object({ type: v.literal('handoff-timeout'), node: text }),
  handoff: v.object({ type: v.literal('handoff') }),
  flush: v.object({ type: v.literal('flush') }),
} as const satisfies { readonly [Type in Timer['type']]: Shape<Timer> };

export const timer: Shape<Timer> = byType<Timer>(timers);

/** One of many shapes, told apart by `type`; found at once, however many there are. */
function byType<Value>(shapes: Readonly<Record<string, Shape<Value>>>): Shape<Value> {
  const known = new Map(Object.entries(shapes));
  const unknownType = v.looseObject({ type: v.picklist([...known.keys()]) });
  return v.lazy((input) => {
    const type = typeof input === 'object' && input && 'type' in input ? input.type : undefined;
    const shape = typeof type === 'string' ? known.get(type) : undefined;
    return shape ?? (unknownType as unknown as Shape<Value>);
  });
}

export const settings: Shape<Settings> = v.object({
  n: ordinal,
  r: ordinal,
  w: ordinal,
  tokens: ordinal,
  strategy: v.picklist([1, 2, 3]),
  partitions: ordinal,
  versioning: v.picklist(['dotted', 'vector-clock', 'last-write-wins', 'timestamp-only']),
  clockLimit: ordinal,
  sloppy: flag,
  handoff: flag,
  handoffEveryUs: us,
  readRepair: flag,
  antiEntropy: flag,
  antiEntropyEveryUs: us,
  gossipEveryUs: us,
  coordinator: v.picklist(['fastest', 'first']),
  durability: v.picklist(['flushed', 'buffered']),
  flushEveryUs: us,
  requestTimeoutUs: us,
  replicaTimeoutUs: us,
  suspectForUs: us,
});
