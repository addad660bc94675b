import fc from 'fast-check';

import type { Place, Range } from '../../dynamo/anti-entropy/place.ts';
import type { Timer } from '../../dynamo/effect.ts';
import { defaultSettings } from '../../dynamo/settings.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Context, Dot, Version } from '../../dynamo/versioning/version.ts';

/* What events are made of: few names, so that they meet. */

export const node = fc.constantFrom('A', 'B', 'C', 'D');
export const client = fc.constantFrom('alice', 'bob');
export const address = fc.oneof(node, client);
export const key = fc.constantFrom('cart', 'list', '__proto__', 'é', '\ud800');
export const request = fc.constantFrom('r1', 'r2', 'r3', 'r4');
export const message = fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5');
export const text = fc.string({ maxLength: 8 });
export const count = fc.nat(5);
export const us = fc.nat(1_000_000);
export const flag = fc.boolean();
export const many = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
  fc.array(item, { maxLength: 3 });
export const orNull = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item | null> =>
  fc.option(item);
export const is = <const Tag>(tag: Tag): fc.Arbitrary<Tag> => fc.constant(tag);

export const dot: fc.Arbitrary<Dot> = fc.record({
  actor: node,
  counter: fc.integer({ min: 1, max: 3 }),
});
export const clock = many(fc.record({ actor: node, counter: count, raisedAt: us }));
export const version: fc.Arbitrary<Version> = fc.record({
  value: orNull(text),
  clock,
  dot,
  unseen: many(dot),
  writtenAt: us,
});
export const versions = many(version);
export const context: fc.Arbitrary<Context> = fc.record({
  key,
  clock,
  unseen: many(dot),
  fastest: orNull(node),
});
export const reason = fc.constantFrom(
  ...(['write-quorum-not-met', 'timeout', 'node-down', 'context-rejected'] as const),
);
export const outcome = fc.constantFrom(...(['ok', 'failed'] as const));

export const settings: fc.Arbitrary<Settings> = fc
  .record({
    n: fc.integer({ min: 1, max: 5 }),
    r: fc.integer({ min: 1, max: 5 }),
    w: fc.integer({ min: 1, max: 5 }),
    durability: fc.constantFrom(...(['flushed', 'buffered'] as const)),
  })
  .map((change) => ({ ...defaultSettings, ...change }));

export const position = fc.constantFrom('0', '5', 'a', 'f').map((digit) => digit.repeat(32));
export const range: fc.Arbitrary<Range> = fc.record({ from: position, to: position });
export const place: fc.Arbitrary<Place> = fc.record({
  range,
  prefix: fc.constantFrom('', '0', '01', '10'),
});
export const entries = many(fc.record({ key, versions }));

export const timer: fc.Arbitrary<Timer> = fc.oneof(
  fc.record({ type: is('request-deadline'), request }),
  fc.record({ type: is('forward-timeout'), request }),
  fc.record({ type: is('replica-timeout'), request, node }),
  fc.record({ type: is('probe'), node }),
  fc.record({ type: is('probe-timeout'), node }),
  fc.record({ type: is('handoff-timeout'), node }),
  fc.record({ type: is('handoff') }),
  fc.record({ type: is('flush') }),
  fc.record({ type: is('slice') }),
  fc.record({ type: is('anti-entropy') }),
  fc.record({ type: is('sync-timeout'), node }),
  fc.record({ type: is('gossip') }),
  fc.record({ type: is('transfer') }),
  fc.record({ type: is('transfer-timeout'), transfer: count }),
);
