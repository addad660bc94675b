import { expect, test } from 'vitest';

import { Pace, defaultSpeed, isLongWait, showSpeed, speedStop, speeds } from './pace.ts';

test('Speeds go from a thousandth to ten times, each stop about twice the one before', () => {
  expect(speeds[0]).toBe(1 / 1000);
  expect(speeds.at(-1)).toBe(10);
  for (const [stop, speed] of speeds.slice(1).entries()) {
    const ratio = speed / (speeds[stop] ?? speed);
    expect(ratio).toBeGreaterThan(1.4);
    expect(ratio).toBeLessThanOrEqual(2.6);
  }
});

test('A speed is called by what it is to real time', () => {
  expect(speeds.map(showSpeed)).toEqual(
    ['1/1000', '1/500', '1/200', '1/100', '1/60', '1/30', '1/20', '1/10', '1/5', '1/2'].concat([
      '1',
      '2',
      '5',
      '10',
    ]),
  );
});

test('Any speed has a nearest stop', () => {
  expect(speeds.map(speedStop)).toEqual(speeds.map((_, stop) => stop));
  expect(speeds[speedStop(1 / 58)]).toBe(defaultSpeed);
});

test('Fractions of a microsecond are not lost', () => {
  const pace = new Pace();
  let us = 0;
  for (let frame = 0; frame < 60; frame += 1) {
    pace.owe(16, 1 / 1000);
    us += pace.take();
  }
  expect(us).toBe(960);
});

test('What is too long a wait depends on the speed', () => {
  expect(isLongWait(100_000, 1 / 60)).toBe(true);
  expect(isLongWait(100_000, 1)).toBe(false);
});
