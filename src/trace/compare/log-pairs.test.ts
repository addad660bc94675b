import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { LogLine } from '../view.ts';
import { pairLines } from './log-pairs.ts';

const log = (...lines: string[]): LogLine[] =>
  lines.map((line, index) => ({ at: index * 10, line, event: index, refused: null }));

const words = (pairs: ReturnType<typeof pairLines>): string[] =>
  pairs.map(([one, other]) => `${one?.line ?? '–'} ${other?.line ?? '–'}`);

test('a line left out leaves all others in pairs', () => {
  expect(words(pairLines(log('a', 'b', 'c', 'b'), log('a', 'c', 'b')))).toEqual([
    'a a',
    'b –',
    'c c',
    'b b',
  ]);
});

test('another line at the same time stands in its place', () => {
  expect(words(pairLines(log('a', 'b', 'c'), log('a', 'x', 'c')))).toEqual(['a a', 'b x', 'c c']);
});

test('every line is in one pair, whatever the logs, also where they are long', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
  fc.assert(
    fc.property(lines, lines, fc.boolean(), (first, second, isLong) => {
      const padding = isLong ? Array.from({ length: 600 }, (_, index) => `p${index % 7}`) : [];
      const [one, other] = [log(...first, ...padding), log(...second, 'z', ...padding)];
      const pairs = pairLines(one, other);
      expect(pairs.flatMap(([line]) => (line ? [line] : [])).map(({ event }) => event)).toEqual(
        one.map(({ event }) => event),
      );
      expect(
        pairs.flatMap(([, line]) => (line ? [line.event] : [])).toSorted((a, b) => a - b),
      ).toEqual(other.map(({ event }) => event));
    }),
    { numRuns: 60 },
  );
});
