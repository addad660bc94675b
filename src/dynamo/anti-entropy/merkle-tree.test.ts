import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { positionOf } from '../../base/position.ts';
import type { Version } from '../versioning/version.ts';
import { addHashes, sameHash, subtractHashes } from '../../base/hash.ts';
import { leafHash } from './leaf.ts';
import { MerkleTree } from './merkle-tree.ts';

const contents = fc.dictionary(fc.string({ maxLength: 6 }), fc.integer({ min: 1, max: 9 }), {
  maxKeys: 60,
});

function version(counter: number): Version {
  const dot = { actor: 'A', counter };
  return { value: `v${counter}`, clock: [{ ...dot, raisedAt: 0 }], dot, unseen: [], writtenAt: 0 };
}

function treeOf(entries: readonly (readonly [string, number])[]): MerkleTree {
  const tree = new MerkleTree();
  for (const [key, counter] of entries)
    tree.set(key, positionOf(key), leafHash(key, [version(counter)]));
  return tree;
}

describe('§4.7 Merkle trees', () => {
  it('are the same whatever the order in which keys came, went and changed', () => {
    fc.assert(
      fc.property(contents, contents, (final, noise) => {
        const direct = treeOf(Object.entries(final));
        const roundabout = treeOf(Object.entries(noise));
        for (const [key, counter] of Object.entries(final).toReversed()) {
          roundabout.set(key, positionOf(key), leafHash(key, [version(counter)]));
        }
        for (const key of Object.keys(noise)) {
          if (!Object.hasOwn(final, key)) roundabout.delete(key, positionOf(key));
        }
        expect(roundabout.at('')).toEqual(direct.at(''));
        expect(roundabout.keysBelow('')).toEqual(direct.keysBelow(''));
      }),
    );
  });

  it('differ at the root exactly when a key or a version differs', () => {
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        const same = sameHash(
          treeOf(Object.entries(a)).at('').hash,
          treeOf(Object.entries(b)).at('').hash,
        );
        expect(same).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  it('hash versions without regard to their order', () => {
    expect(leafHash('k', [version(1), version(2)])).toEqual(
      leafHash('k', [version(2), version(1)]),
    );
  });

  it('give the right child from the parent and the left one', () => {
    fc.assert(
      fc.property(contents, (entries) => {
        const tree = treeOf(Object.entries(entries));
        const [root, left, right] = [tree.at(''), tree.at('0'), tree.at('1')];
        expect(addHashes(left.hash, right.hash)).toEqual(root.hash);
        expect(subtractHashes(root.hash, left.hash)).toEqual(right.hash);
      }),
    );
  });
});

function sorted(entries: Record<string, number>): [string, number][] {
  return Object.entries(entries).toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
}
