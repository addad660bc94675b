import fc from 'fast-check';
import { expect, test } from 'vitest';

import { LayeredMap } from './layered-map.ts';

const change = fc.record({
  id: fc.integer({ min: 0, max: 200 }),
  value: fc.integer(),
  isOnCopy: fc.boolean(),
});

test('Whatever is set on copies of copies, each is as a map of its own would be', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 300, maxLength: 600, size: 'max' }), (changes) => {
      let map = new LayeredMap<number, number>();
      let plain = new Map<number, number>();
      const left: [LayeredMap<number, number>, Map<number, number>][] = [];
      for (const { id, value, isOnCopy } of changes) {
        if (isOnCopy) {
          left.push([map, plain]);
          [map, plain] = [map.copy(), new Map(plain)];
        }
        map.set(id, value);
        plain.set(id, value);
      }
      for (const [layered, single] of [...left, [map, plain] as const]) {
        expect([...layered]).toEqual([...single]);
        expect(layered.size).toBe(single.size);
        expect(layered.last).toBe([...single.values()].at(-1));
        for (const id of [0, 50, 200]) {
          expect(layered.get(id)).toBe(single.get(id));
          expect(layered.has(id)).toBe(single.has(id));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('Keys, values and each come in the order in which they were first set', () => {
  let map = new LayeredMap<string, number>();
  for (let at = 0; at < 100; at += 1) map = map.copy().set(`r${at}`, at);
  map = map.copy().set('r3', -3);
  expect([...map.keys()]).toEqual(Array.from({ length: 100 }, (_, at) => `r${at}`));
  expect([...map.values()].slice(2, 5)).toEqual([2, -3, 4]);
  const seen: string[] = [];
  for (const [id, value] of map.entries()) seen.push(`${id} ${value}`);
  const told: string[] = [];
  const tell = (value: number, id: string): unknown => told.push(`${id} ${value}`);
  map.forEach(tell);
  expect(told).toEqual(seen);
});
