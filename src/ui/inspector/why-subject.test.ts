import { expect, test } from 'vitest';

import type { Selected } from '../../lab/selection.ts';
import { play } from '../../sim/testing/play.ts';
import { eventBehind } from './why-subject.ts';

const played = play('lab 1\ncluster A B C D E F\nat 20ms put cart milk as alice\n');
const { trace } = played;
const view = (at?: number) => played.view(at);

test('A message that has arrived can be asked why it was sent; one to come cannot', () => {
  const [first] = played.all('message-sent').filter(({ body }) => body.type === 'store');
  if (!first) throw new Error('nothing was stored');
  const selected = { type: 'message', message: first.message } as const;
  expect(eventBehind(view(), trace, selected)).toBe(first.id);
  expect(eventBehind(view(first.at - 1), trace, selected)).toBeNull();
  expect(eventBehind(view(first.at + 1), trace, selected)).toBe(first.id);
});

test('Everything that can be looked at has an event behind it', () => {
  const now = view();
  const [version] = now.keys.get('cart')?.replicas.get('B') ?? [];
  if (!version) throw new Error('B keeps nothing');
  const { dot } = version.version;
  const all: readonly Selected[] = [
    { type: 'node', node: 'B' },
    { type: 'key', key: 'cart' },
    { type: 'request', request: 'r1' },
    { type: 'client', client: 'alice' },
    { type: 'version', key: 'cart', node: 'B', dot },
    { type: 'event', event: 3 },
  ];
  expect(all.filter((selected) => eventBehind(now, trace, selected) === null)).toEqual([]);
});
