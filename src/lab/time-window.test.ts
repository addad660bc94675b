import { expect, test } from 'vitest';

import { firstWindow, windowAround } from './time-window.ts';

test('The window stays while the cursor is in it', () => {
  expect(windowAround(firstWindow, 100_000, true)).toBe(firstWindow);
});

test('Live, it turns before the cursor reaches the edge', () => {
  const turned = windowAround(firstWindow, 240_000, true);
  expect(turned.fromUs).toBeGreaterThan(0);
  expect(turned.toUs - turned.fromUs).toBe(250_000);
  expect(windowAround(turned, 240_000, true)).toBe(turned);
});

test('In the past the whole window can be used', () => {
  expect(windowAround(firstWindow, 240_000, false)).toBe(firstWindow);
});

test('It never begins before the run', () => {
  expect(windowAround({ fromUs: 900_000, toUs: 1_900_000 }, 10_000, false).fromUs).toBe(0);
});

test('A window as long as a day still holds the cursor after it turned', () => {
  const day = { fromUs: 0, toUs: 1_000_000 };
  const turned = windowAround(day, 86_400_000_000, true);
  expect(windowAround(turned, 86_400_000_000, true)).toBe(turned);
});
