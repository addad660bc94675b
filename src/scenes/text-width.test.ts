import fc from 'fast-check';
import { expect, it } from 'vitest';

import { fitText, textWidth } from './text-width.ts';

it('text cut to a width fits it, and is cut only if it must be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(200), (text, width) => {
      const cut = fitText(text, 12, width);
      expect(textWidth(cut, 12)).toBeLessThanOrEqual(Math.max(width, 0));
      if (textWidth(text, 12) <= width) expect(cut).toBe(text);
    }),
  );
});

it('a wide letter is wider than a narrow one, bold wider than plain', () => {
  expect(textWidth('m', 10)).toBeGreaterThan(textWidth('i', 10));
  expect(textWidth('a', 10, true)).toBeGreaterThan(textWidth('a', 10));
});
