import { expect, test } from 'vitest';

import { nearest } from './nearest.ts';

const words = ['put', 'get', 'partition', 'restart', 'handoff', 'handoff-every', 'read-repair'];

test.each([
  ['pit', 'put'],
  ['puts', 'put'],
  ['PUT', 'put'],
  ['prtition', 'partition'],
  ['partiiton', 'partition'],
  ['handof', 'handoff'],
  ['readrepair', 'read-repair'],
])('%s is probably meant as %s', (word, meant) => {
  expect(nearest(word, words)).toBe(meant);
});

test.each(['frobnicate', 'x', '', 'p', 'x'.repeat(100_000)])('%.12s is near nothing', (word) => {
  expect(nearest(word, words)).toBeNull();
});

test('of one letter, only its case is probably a slip', () => {
  expect(nearest('b', ['A', 'B'])).toBe('B');
  expect(nearest('Z', ['A', 'B'])).toBeNull();
});
