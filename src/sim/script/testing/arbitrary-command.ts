import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import { maxTimeUs } from '../../../base/time.ts';
import { pictureNames } from '../../../trace/pictures.ts';
import type { Command, Requester } from '../command.ts';
import { maxKeyBytes, maxSayLength, maxValueBytes } from '../limits.ts';
import { exceedsBytes } from '../text.ts';
import { liveChange, share } from './arbitrary-settings.ts';

/** Whom commands may name. */
export interface Cast {
  readonly nodes: readonly string[];
  readonly joining: readonly string[];
  readonly clients: readonly string[];
}

/** Any command that a script can tell about this cast. */
export function arbitraryCommand(cast: Cast): Arbitrary<Command> {
  return fc.oneof(
    requestCommand(cast),
    nodeCommand(cast),
    networkCommand(cast),
    messageCommand,
    loadCommand,
    fc.record({ type: fc.constant('set' as const), change: liveChange }),
    audienceCommand,
  );
}

const letter = oneOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const letterOrDigit = fc.oneof(letter, oneOf('0123456789-'));

function oneOf(all: string): Arbitrary<string> {
  return fc.constantFrom(...Array.from(all));
}

/** A name that the lab has not taken for itself. */
export const name = fc
  .tuple(letter, fc.oneof(fc.constant(''), fc.string({ unit: letterOrDigit, maxLength: 15 })))
  .map((parts) => parts.join(''))
  .filter((each) => each !== 'client' && each !== 'world');

/** Any Unicode, and often what looks like grammar or cannot be seen. */
export function characters(length: { minLength?: number; maxLength: number }): Arbitrary<string> {
  const tricky = oneOf(' \t\n"\\#/>*=,\u00a0\u200b\u2028\ufeff\u007f🛒é');
  return fc
    .oneof(
      fc.string({ ...length, unit: 'binary' }),
      fc.string({ ...length, unit: tricky }),
      fc.string({ ...length, unit: 'grapheme' }),
      fc.constantFrom('as', 'via', 'blind', '#', '"', 'a#', 'null'),
    )
    .filter((text) => Array.from(text).length <= length.maxLength);
}

const key = characters({ minLength: 1, maxLength: 40 }).filter(
  (text) => !exceedsBytes(text, maxKeyBytes),
);
const value = characters({ maxLength: 200 }).filter((text) => !exceedsBytes(text, maxValueBytes));
const positiveTime = fc.integer({ min: 1, max: maxTimeUs });
const message = fc.integer({ min: 1, max: 999_999 }).map((count) => `m${count}`);

function requestCommand({ nodes, clients }: Cast): Arbitrary<Command> {
  const requester: { [Part in keyof Requester]: Arbitrary<Requester[Part]> } = {
    client: fc.constantFrom(...clients),
    via: fc.option(fc.constantFrom(...nodes)),
  };
  return fc.oneof(
    fc.record({ type: fc.constant('put' as const), key, value, blind: fc.boolean(), ...requester }),
    fc.record({ type: fc.constantFrom('get' as const, 'delete' as const), key, ...requester }),
    fc.record({
      type: fc.constantFrom('cart-add' as const, 'cart-remove' as const),
      key,
      item: value,
      ...requester,
    }),
  );
}

function nodeCommand({ nodes, joining }: Cast): Arbitrary<Command> {
  const node = fc.constantFrom(...nodes);
  const via = fc.option(node);
  const pair = fc
    .uniqueArray(node, { minLength: 2, maxLength: 2 })
    .map(([a = '', b = '']): [string, string] => [a, b]);
  return fc.oneof(
    fc.record({
      type: fc.constantFrom('kill', 'restart', 'resume', 'wipe', 'handoff'),
      node,
    }),
    fc.record({ type: fc.constant('pause' as const), node, forUs: fc.option(positiveTime) }),
    fc.record({
      type: fc.constant('skew' as const),
      node,
      byUs: fc.integer({ min: -maxTimeUs, max: maxTimeUs }),
    }),
    fc.record({ type: fc.constant('join' as const), node: fc.constantFrom(...joining), via }),
    fc.record({ type: fc.constant('remove' as const), node, via }),
    nodes.length < 2
      ? fc.record({ type: fc.constant('kill' as const), node })
      : fc.record({ type: fc.constantFrom('sync', 'gossip'), nodes: pair }),
  );
}

function networkCommand({ nodes, clients }: Cast): Arbitrary<Command> {
  const ends = [...nodes, ...clients];
  const pair = fc
    .shuffledSubarray(ends, { minLength: 2, maxLength: 2 })
    .map(([a = '', b = '']): [string, string] => [a, b]);
  const groups = fc
    .tuple(fc.shuffledSubarray(ends, { minLength: 2 }), fc.integer({ min: 1, max: ends.length }))
    .map(([order, cut]) =>
      cut < order.length ? [order.slice(0, cut), order.slice(cut)] : [order],
    );
  const hop = fc.integer({ min: 1, max: 60_000_000 });
  const shape = fc
    .record({ latencyUs: hop, jitterUs: hop, loss: share, duplicate: share }, { requiredKeys: [] })
    .filter((each) => Object.keys(each).length > 0);
  return fc.oneof(
    fc.record({ type: fc.constant('partition' as const), groups }),
    pair.map(([from, to]) => ({ type: 'cut' as const, from, to })),
    fc.record({ type: fc.constant('heal' as const), between: fc.option(pair) }),
    fc.record({
      type: fc.constant('link' as const),
      between: fc.option(pair),
      shape: fc.option(shape),
    }),
  );
}

const messageCommand: Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constantFrom('drop' as const, 'duplicate' as const, 'deliver' as const),
    message,
  }),
  fc.record({ type: fc.constant('delay' as const), message, byUs: positiveTime }),
);

const loadCommand: Arbitrary<Command> = fc.record({
  type: fc.constant('load' as const),
  perSecond: fc.oneof(
    fc.integer({ min: 1, max: 10 }),
    fc.double({ min: 1e-9, max: 10, noNaN: true }),
  ),
  forUs: positiveTime,
  keys: fc.integer({ min: 1, max: 100_000 }),
  zipf: fc.oneof(
    fc.constant(0.9),
    fc.double({ min: 0, max: 5, noNaN: true }).map((each) => each + 0),
  ),
  reads: share,
  clients: fc.integer({ min: 1, max: 1000 }),
});

const audienceCommand: Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('say' as const),
    text: characters({ minLength: 1, maxLength: maxSayLength }),
  }),
  fc.record({
    type: fc.constant('show' as const),
    view: fc.constantFrom(...pictureNames),
    subject: fc.option(key),
  }),
  fc.record({ type: fc.constant('mark' as const), name }),
);
