import { expect, test } from 'vitest';

import { fitted } from './panes.ts';

const limits = { usualPx: 240, leastPx: 200, mostPx: 400, closedPx: 0 };

test('A panel stays within its limits', () => {
  expect(fitted(240, limits)).toBe(240);
  expect(fitted(150, limits)).toBe(200);
  expect(fitted(4_000, limits)).toBe(400);
});

test('A panel that is made very small closes', () => {
  expect(fitted(80, limits)).toBe(0);
  expect(fitted(-30, limits)).toBe(0);
});
