import { expect, test } from 'vitest';

import { firstWindow, windowAround, windowOn, windowWithin, zoomed } from './time-window.ts';

test('The window stays while the cursor is in it', () => {
  expect(windowAround(firstWindow, 100_000, 'runsOn')).toBe(firstWindow);
});

test('Live, it turns before the cursor reaches the edge', () => {
  const turned = windowAround(firstWindow, 240_000, 'runsOn');
  expect(turned.fromUs).toBeGreaterThan(0);
  expect(turned.toUs - turned.fromUs).toBe(250_000);
  expect(windowAround(turned, 240_000, 'runsOn')).toBe(turned);
});

test('At rest there is more to look back at than ahead', () => {
  const turned = windowAround(firstWindow, 1_000_000, 'rests');
  expect(turned).toEqual({ fromUs: 812_500, toUs: 1_062_500 });
  expect(windowAround(turned, 1_000_000, 'rests')).toBe(turned);
});

test('In the past the whole window can be used', () => {
  expect(windowAround(firstWindow, 240_000, 'past')).toBe(firstWindow);
});

test('It never begins before the run', () => {
  expect(windowAround({ fromUs: 900_000, toUs: 1_900_000 }, 10_000, 'past').fromUs).toBe(0);
});

test('A window as long as a day still holds the cursor after it turned', () => {
  const day = { fromUs: 0, toUs: 1_000_000 };
  const turned = windowAround(day, 86_400_000_000, 'runsOn');
  expect(windowAround(turned, 86_400_000_000, 'runsOn')).toBe(turned);
});

test('Zooming keeps the moment under the pointer where it is', () => {
  const near = zoomed({ fromUs: 0, toUs: 1_000 }, 0.5, 250);
  expect(near).toEqual({ fromUs: 125, toUs: 625 });
  expect(zoomed(near, 2, 250)).toEqual({ fromUs: 0, toUs: 1_000 });
});

test('It goes from two minutes to a fraction of a millisecond, and to all of a longer run', () => {
  const length = (toUs: number, horizonUs: number): number => {
    const window = windowWithin({ fromUs: 0, toUs }, horizonUs);
    return window.toUs - window.fromUs;
  };
  expect(length(1, 0)).toBe(200);
  expect(length(1e12, 0)).toBe(120_000_000);
  expect(length(1e12, 3_600_000_000)).toBe(7_200_000_000);
  expect(windowWithin({ fromUs: -50, toUs: 950 }, 0)).toEqual({ fromUs: 0, toUs: 1_000 });
});

test('A single moment is shown with some time around it', () => {
  expect(windowOn(10_000, 10_000)).toEqual({ fromUs: 9_500, toUs: 10_500 });
});
