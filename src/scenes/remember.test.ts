import { expect, it } from 'vitest';

import { remember } from './remember.ts';

it('the same arguments are answered with the very same object', () => {
  const pair = remember((a: object, b: object) => ({ a, b }));
  const [one, other] = [{}, {}];
  expect(pair(one, other)).toBe(pair(one, other));
  expect(pair(one, other)).not.toBe(pair(other, one));
});

it('keeps no more answers than it was told', () => {
  let asked = 0;
  const counted = remember((value: number) => {
    asked += 1;
    return value;
  }, 2);
  for (const value of [1, 2, 1, 3, 2]) counted(value);
  expect(asked).toBe(4);
});
