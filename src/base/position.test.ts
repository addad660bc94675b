import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { positionOf } from './position.ts';

describe('§4.2 where a key lies', () => {
  it('is at the MD5 of its UTF-8 bytes, as another implementation has it', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(keys, fc.nat(5), (key, times) => {
        const long = key.repeat(times);
        expect(positionOf(long)).toBe(bytesToHex(md5(utf8ToBytes(long))));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes half of a surrogate pair for U+FFFD', () => {
    expect(positionOf('a\ud800')).toBe(positionOf('a\ufffd'));
  });
});
