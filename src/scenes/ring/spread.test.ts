import fc from 'fast-check';
import { expect, it } from 'vitest';

import { clockwise, turn } from '../geometry.ts';
import { type Spreadable, spreadOnCircle } from './spread.ts';

const labels = fc.array(
  fc.record({
    angle: fc.double({ min: 0, max: turn - 1e-6, noNaN: true }),
    room: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 60 },
);

function apart(a: number, b: number): number {
  return Math.min(clockwise(a, b), clockwise(b, a));
}

it('no two labels on a circle overlap, and none is further from its place than allowed', () => {
  fc.assert(
    fc.property(labels, fc.double({ min: 0.02, max: 0.5, noNaN: true }), (items, furthest) => {
      const placed = [...spreadOnCircle(items, furthest)];
      for (const [index, angle] of placed) {
        const item = items[index] as Spreadable;
        expect(apart(item.angle, angle)).toBeLessThanOrEqual(furthest + 1e-9);
        for (const [other, otherAngle] of placed) {
          if (other === index) continue;
          const room = (item.room + (items[other] as Spreadable).room) / 2;
          expect(apart(angle, otherAngle)).toBeGreaterThanOrEqual(room - 1e-9);
        }
      }
    }),
  );
});

it('labels that have room stay where they belong', () => {
  const items = [0, 1, 2, 3].map((angle) => ({ angle, room: 0.2, weight: 1 }));
  expect([...spreadOnCircle(items, 0.1)].map(([, angle]) => angle)).toEqual([
    expect.closeTo(0),
    expect.closeTo(1),
    expect.closeTo(2),
    expect.closeTo(3),
  ]);
});

it('where not all find room the widest ranges keep their letter', () => {
  const items = [0.1, 0.9, 0.5].map((weight) => ({ angle: 1, room: 0.3, weight }));
  expect([...spreadOnCircle(items, 0.2).keys()]).toContain(1);
  expect([...spreadOnCircle(items, 0.2).keys()]).not.toContain(0);
});
