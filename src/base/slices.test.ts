import { expect, test } from 'vitest';

import { allOf, partOf, type Slices } from './slices.ts';

function* half(): Slices<string, number | undefined> {
  yield 0.5;
  yield;
  return 'made';
}

test('what slices make is the same at once', () => {
  expect(allOf(half())).toBe('made');
});

test('a part of a work tells how much of the whole is done', () => {
  const part = partOf(half(), 0.2, 0.6);
  expect(part.next()).toEqual({ done: false, value: 0.4 });
  expect(part.next()).toEqual({ done: false, value: 0.2 });
  expect(part.next()).toEqual({ done: true, value: 'made' });
});
