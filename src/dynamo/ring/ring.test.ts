import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { positionAtFraction, positionOf, shareBetween } from '../../base/position.ts';
import { drawTokens, spreadTokens, tokenCount } from './placement.ts';
import { PreferenceLists } from './preference-lists.ts';
import { makeRing, ownerIndex, walkFrom } from './ring.ts';

const nodes = fc.uniqueArray(fc.constantFrom(...'ABCDEFGHIJKL'.split('')), {
  minLength: 1,
  maxLength: 12,
});
const clusters = fc.record({
  names: nodes,
  tokens: fc.integer({ min: 1, max: 16 }),
  seed: fc.nat(),
  key: fc.string(),
});

function request(node: string, capacity = 1): { node: string; capacity: number; tokens: null } {
  return { node, capacity, tokens: null };
}

describe('§4.2 the ring', () => {
  it('puts a key at the MD5 of its UTF-8 bytes', () => {
    expect(positionOf('cart')).toBe('54013ba69c196820e56801f1ef5aad54');
    expect(positionOf('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(positionOf('\u00e9')).not.toBe(positionOf('e\u0301'));
  });

  it('lets a token own the range up to and including itself, and the first one the rest', () => {
    const ring = makeRing([
      ['A', [positionAtFraction(1n, 4n)]],
      ['B', [positionAtFraction(3n, 4n)]],
    ]);
    const ownerOf = (position: string) => ring.tokens[ownerIndex(ring, position)]?.node;
    expect(ownerOf('0'.repeat(32))).toBe('A');
    expect(ownerOf(positionAtFraction(1n, 4n))).toBe('A');
    expect(ownerOf(`4${'0'.repeat(30)}1`)).toBe('B');
    expect(ownerOf('f'.repeat(32))).toBe('A');
  });

  it('refuses two equal tokens', () => {
    const token = positionOf('x');
    expect(() =>
      makeRing([
        ['A', [token]],
        ['B', [token]],
      ]),
    ).toThrow('two tokens lie at');
  });

  it('changes only the ranges next to a newcomer’s tokens', () => {
    fc.assert(
      fc.property(clusters, ({ names, tokens, seed, key }) => {
        fc.pre(names.length > 1);
        const all = drawTokens(
          names.map((name) => request(name)),
          tokens,
          seed,
        );
        const newcomer = names[0] as string;
        const before = makeRing([...all].filter(([node]) => node !== newcomer));
        const after = makeRing(all);
        const position = positionOf(key);
        const owner = after.tokens[ownerIndex(after, position)]?.node;
        if (owner !== newcomer)
          expect(before.tokens[ownerIndex(before, position)]?.node).toBe(owner);
      }),
    );
  });
});

describe('§4.3 preference lists', () => {
  it('name every node once, in the order of its first token clockwise', () => {
    fc.assert(
      fc.property(clusters, ({ names, tokens, seed, key }) => {
        const ring = makeRing(
          drawTokens(
            names.map((name) => request(name)),
            tokens,
            seed,
          ),
        );
        const list = walkFrom(ring, positionOf(key));
        expect(list.toSorted()).toEqual(names.toSorted());
        const span = (node: string) =>
          Math.min(
            ...ring.tokens
              .filter((t) => t.node === node)
              .map((t) => distance(positionOf(key), t.position)),
          );
        expect(list).toEqual(list.toSorted((a, b) => span(a) - span(b)));
      }),
    );
  });

  it('are the same however often they are asked for', () => {
    const lists = new PreferenceLists(
      makeRing(drawTokens([request('A'), request('B'), request('C')], 8, 7)),
      { strategy: 1, partitions: 64, n: 3 },
      () => null,
    );
    expect(lists.of('cart')).toBe(lists.of('cart'));
    expect(lists.of('cart')).toEqual(walkFrom(lists.ring, positionOf('cart')));
  });
});

describe('§4.2 tokens', () => {
  it('stay a node’s own, whoever else is there', () => {
    const few = drawTokens([request('A'), request('B')], 8, 7);
    const more = drawTokens([request('C'), request('A'), request('D'), request('B')], 8, 7);
    expect(more.get('A')).toEqual(few.get('A'));
  });

  it('are in proportion to capacity, and at least one', () => {
    expect(tokenCount(8, 2)).toBe(16);
    expect(tokenCount(1, 0.125)).toBe(1);
    expect(drawTokens([request('A', 2)], 8, 7).get('A')).toHaveLength(16);
  });

  it('even: node k of S has its first token at k/S, and neighbours differ', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        (count, tokens) => {
          const names = Array.from({ length: count }, (_, index) => `n${index}`);
          const spread = spreadTokens(
            names.map((name) => request(name)),
            tokens,
          );
          names.forEach((name, k) => {
            expect(spread.get(name)).toContain(positionAtFraction(BigInt(k), BigInt(count)));
          });
          const ring = makeRing(spread).tokens;
          ring.forEach((token, index) => {
            expect(token.node).not.toBe(ring[(index + 1) % ring.length]?.node);
          });
        },
      ),
    );
  });
});

function distance(from: string, to: string): number {
  return from === to ? 0 : shareBetween(from, to);
}
