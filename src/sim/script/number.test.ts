import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseDecimal, parseShare, printDecimal, printShare } from './number.ts';

test('a number is printed without exponent, and reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(printDecimal(value)).toMatch(/^\d+(\.\d+)?$/);
      expect(parseDecimal(printDecimal(value))).toBe(value + 0);
    }),
  );
  expect([0.9, 20, 1e21, 1e-7].map((value) => printDecimal(value))).toEqual([
    '0.9',
    '20',
    '1000000000000000000000',
    '0.0000001',
  ]);
});

test('a share is printed as percent, and reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
      expect(parseShare(printShare(value))).toBe(value + 0);
    }),
  );
  expect([0, 0.05, 0.333, 1].map(printShare)).toEqual(['0', '5%', '33.3%', '100%']);
});

test('a share may be written as percent or as a part of one', () => {
  expect(['5%', '0.05', '0', '1', '33.3%', '100%'].map(parseShare)).toEqual([
    0.05, 0.05, 0, 1, 0.333, 1,
  ]);
});

test('signs, exponents and shares above one are no shares', () => {
  for (const text of ['', '-1', '+1', '1e-2', '.5', '5.', '101%', '1.01', 'NaN', '0x1', '% ']) {
    expect(parseShare(text)).toBeNull();
  }
});
