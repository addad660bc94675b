import * as v from 'valibot';

import type { Timer } from '../../dynamo/effect.ts';
import type { FailureReason } from '../../dynamo/message.ts';
import type { KeyVersions, Place, Range } from '../../dynamo/anti-entropy/place.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Context, Dot, Version } from '../../dynamo/versioning/version.ts';

/*
 * The shapes of what events are made of. A trace file may come from anywhere: what fits here
 * cannot break what reads it. Each schema is held to its type by the compiler.
 */

export type Shape<Value> = v.GenericSchema<unknown, Value>;

export const text = v.string();
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const us = count;
/** Of a node's own clock, which may be set back. */
export const signedUs = v.pipe(v.number(), v.safeInteger());
export const position = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
export const flag = v.boolean();
export const ordinal = v.pipe(count, v.minValue(1));

export const dot: Shape<Dot> = v.object({ actor: text, counter: ordinal });
export const dots = v.array(dot);

export const clock = v.array(v.object({ actor: text, counter: count, raisedAt: signedUs }));

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

/** A key range, by the positions of its ends. */
export const range: Shape<Range> = v.object({ from: position, to: position });
export const ranges = v.array(range);
export const place: Shape<Place> = v.object({
  range,
  prefix: v.pipe(v.string(), v.regex(/^[01]{0,128}$/)),
});
export const entries: Shape<readonly KeyVersions[]> = v.array(v.object({ key: text, versions }));

/** One of many shapes, told apart by `type`; found at once, however many there are. */
export function byType<Value>(shapes: Readonly<Record<string, Shape<Value>>>): Shape<Value> {
  const known = new Map(Object.entries(shapes));
  const unknownType = v.looseObject({ type: v.picklist([...known.keys()]) });
  return v.lazy((input) => {
    const type = typeof input === 'object' && input && 'type' in input ? input.type : undefined;
    const shape = typeof type === 'string' ? known.get(type) : undefined;
    return shape ?? (unknownType as unknown as Shape<Value>);
  });
}

const timers = {
  'request-deadline': v.object({ type: v.literal('request-deadline'), request: text }),
  'forward-timeout': v.object({ type: v.literal('forward-timeout'), request: text }),
  'replica-timeout': v.object({ type: v.literal('replica-timeout'), request: text, node: text }),
  probe: v.object({ type: v.literal('probe'), node: text }),
  'probe-timeout': v.object({ type: v.literal('probe-timeout'), node: text }),
  'handoff-timeout': v.object({ type: v.literal('handoff-timeout'), node: text }),
  handoff: v.object({ type: v.literal('handoff') }),
  flush: v.object({ type: v.literal('flush') }),
  slice: v.object({ type: v.literal('slice') }),
  'anti-entropy': v.object({ type: v.literal('anti-entropy') }),
  'sync-timeout': v.object({ type: v.literal('sync-timeout'), node: text }),
  gossip: v.object({ type: v.literal('gossip') }),
  transfer: v.object({ type: v.literal('transfer') }),
  'transfer-timeout': v.object({ type: v.literal('transfer-timeout'), transfer: count }),
} as const satisfies { readonly [Type in Timer['type']]: Shape<Timer> };

export const timer: Shape<Timer> = byType<Timer>(timers);

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
  diskUs: us,
  giveWayAboveUs: us,
  durableWrite: flag,
});
