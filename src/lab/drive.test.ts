import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Slices } from '../base/slices.ts';
import { drive } from './drive.ts';

let nowMs = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** So many steps of 4 ms each. */
function* steps(count: number): Slices<string, number> {
  for (let step = 0; step < count; step += 1) {
    nowMs += 4;
    yield step / count;
  }
  return 'made';
}

function watched(count: number): { told: (number | string)[]; stop: () => void } {
  const told: (number | string)[] = [];
  const stop = drive(steps(count), {
    onShare: (share) => told.push(share),
    onMade: (made) => told.push(made),
  });
  return { told, stop };
}

test('a long work lets the page have its turn before a frame is over', () => {
  const { told } = watched(7);
  expect(told).toEqual([]);
  vi.runOnlyPendingTimers();
  expect(told).toEqual([2 / 7]);
  vi.runOnlyPendingTimers();
  expect(told).toEqual([2 / 7, 5 / 7]);
  vi.runAllTimers();
  expect(told).toEqual([2 / 7, 5 / 7, 'made']);
});

test('what is dropped makes nothing', () => {
  const { told, stop } = watched(7);
  vi.runOnlyPendingTimers();
  stop();
  vi.runAllTimers();
  expect(told).toEqual([2 / 7]);
});
