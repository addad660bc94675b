import { expect, it } from 'vitest';

import { identify } from './identity.ts';
import { nodeNames } from './testing/views.ts';

function letters(...names: readonly string[]): readonly string[] {
  return [...identify(names).values()].map(({ letter }) => letter);
}

it('the seventh node has the first one’s colour and another shape', () => {
  const all = [...identify(nodeNames(7)).values()];
  expect(all[6]?.hue).toBe(all[0]?.hue);
  expect(all[6]?.shape).not.toBe(all[0]?.shape);
});

it('eighteen nodes all look different', () => {
  const looks = [...identify(nodeNames(18)).values()].map(({ hue, shape }) => `${hue} ${shape}`);
  expect(new Set(looks).size).toBe(18);
});

it.each([
  [
    ['A', 'B'],
    ['A', 'B'],
  ],
  [
    ['node-1', 'node-2', 'node-30'],
    ['1', '2', '30'],
  ],
  [
    ['london', 'paris'],
    ['lon', 'par'],
  ],
  [
    ['longname', 'longer'],
    ['1', '2'],
  ],
])('%j go by %j', (names, expected) => {
  expect(letters(...names)).toEqual(expected);
});
