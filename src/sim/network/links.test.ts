import fc from 'fast-check';
import { expect, test } from 'vitest';

import { defaultWorldSettings, type LinkShape } from '../script/command.ts';
import { Links } from './links.ts';

const us = fc.integer({ min: 1, max: 50_000 });
const shape: fc.Arbitrary<Partial<LinkShape>> = fc.record(
  { latencyUs: us, jitterUs: us },
  { requiredKeys: [] },
);
const pair = fc.constantFrom(
  ...(['A>B', 'B>A', 'A>C'] as const).map((name) => name.split('>') as [string, string]),
);
const everyLink = ['A', 'B', 'C'].flatMap((from) =>
  ['A', 'B', 'C'].map((to) => [from, to] as const),
);
const shaping = fc.record({ between: fc.option(pair), shape: fc.option(shape) });

test('nothing arrives within the lookahead, however links are shaped', () => {
  fc.assert(
    fc.property(fc.array(shaping, { maxLength: 6 }), us, (shapings, fromUs) => {
      const latency = { type: 'uniform', fromUs, toUs: fromUs + 1_000 } as const;
      const links = new Links({ ...defaultWorldSettings, latency }, new Map());
      for (const { between, shape: next } of shapings) links.shape(between, next);
      const least = links.lookaheadUs();
      for (const [from, to] of everyLink) {
        for (let draws = 0; draws < 5; draws += 1) {
          expect(links.pass(from, to).latencyUs).toBeGreaterThanOrEqual(least);
        }
      }
    }),
  );
});
