import { expect, test } from 'vitest';

import { crc32 } from './crc32.ts';

test('is the CRC-32 of everybody else', () => {
  const of = (text: string): string => crc32(new TextEncoder().encode(text)).toString(16);
  expect(of('')).toBe('0');
  expect(of('123456789')).toBe('cbf43926');
  expect(of('The quick brown fox jumps over the lazy dog')).toBe('414fa339');
});
