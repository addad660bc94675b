/**
 * 64 bits as two unsigned halves, so that adding needs no big integers. Good against accidents,
 * not against an adversary: nodes of one store trust each other.
 */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

export const emptyHash: Hash = { high: 0, low: 0 };

export function sameHash(a: Hash, b: Hash): boolean {
  return a.low === b.low && a.high === b.high;
}

/** a + b modulo 2^64. */
export function addHashes(a: Hash, b: Hash): Hash {
  const low = a.low + b.low;
  const carry = low > 0xffff_ffff ? 1 : 0;
  return { high: (a.high + b.high + carry) >>> 0, low: low >>> 0 };
}

/** a − b modulo 2^64. */
export function subtractHashes(a: Hash, b: Hash): Hash {
  const borrow = a.low < b.low ? 1 : 0;
  return { high: (a.high - b.high - borrow) >>> 0, low: (a.low - b.low) >>> 0 };
}

/** Two rounds of MurmurHash3's 32-bit mixing over UTF-16 code units, with different seeds. */
export function hashText(text: string): Hash {
  let high = 0x9e37_79b9;
  let low = 0x85eb_ca6b;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0xcc9e_2d51);
    high = (high << 13) | (high >>> 19);
    low = Math.imul(low ^ unit, 0x1b87_3593);
    low = (low << 17) | (low >>> 15);
  }
  return { high: avalanche(high ^ low), low: avalanche(low + text.length) };
}

function avalanche(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
