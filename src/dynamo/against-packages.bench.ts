/*
 * What nodes do all the time, against public packages for the same work in the same run: above 1
 * this lab is quicker. Run with `npm run bench -- against-packages`.
 */
import { createHash } from 'node:crypto';

import { compare } from '@thi.ng/vclock';
import HashRing from 'hashring';
import { MerkleTree as PackageTree } from 'merkletreejs';

import { positionOf } from '../base/position.ts';
import { leafHash } from './anti-entropy/leaf.ts';
import { MerkleTree } from './anti-entropy/merkle-tree.ts';
import { PreferenceLists } from './ring/preference-lists.ts';
import { drawTokens } from './ring/placement.ts';
import { makeRing } from './ring/ring.ts';
import { defaultSettings } from './settings.ts';
import { clockDescends } from './versioning/causality.ts';
import type { Version } from './versioning/version.ts';

const rounds = 7;

/** The quickest of some rounds, in ns a piece of work. */
function nsOf(pieces: number, round: (index: number) => unknown): number {
  let least = Infinity;
  for (let index = 0; index < rounds; index += 1) {
    const start = performance.now();
    round(index);
    least = Math.min(least, performance.now() - start);
  }
  return (least * 1e6) / pieces;
}

function row(work: string, packageName: string, ours: number, theirs: number) {
  const [lab, other] = [ours, theirs].map((ns) => `${Math.round(ns)} ns`);
  return { work, lab, package: packageName, 'its time': other, ratio: (theirs / ours).toFixed(2) };
}

/** n = 3 distinct nodes of 100 with 40 virtual nodes each, for keys never asked for before. */
function lookup() {
  const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
  const requests = names.map((node) => ({ node, capacity: 1, tokens: null }));
  const ring = makeRing(drawTokens(requests, 40, 1));
  const lists = new PreferenceLists(ring, defaultSettings, () => null);
  const theirs = new HashRing(names, 'md5', { 'vnode count': 40, 'max cache size': 1 });
  const count = 10_000;
  const keys = (round: number) => Array.from({ length: count }, (_, index) => `k${round} ${index}`);
  return row(
    'ring lookup, new key',
    'hashring',
    nsOf(count, (round) => {
      for (const key of keys(round)) lists.of(key).slice(0, 3);
    }),
    nsOf(count, (round) => {
      for (const key of keys(round)) theirs.range(key, 3, true);
    }),
  );
}

/** Does a descend from b, does b from a: clocks of five pairs, as they grow. */
function clocks() {
  const count = 100_000;
  const actors = ['A', 'B', 'C', 'D', 'E'];
  const ours = Array.from({ length: 64 }, (_, index) =>
    actors.map((actor, place) => ({
      actor,
      counter: 1 + ((index * (place + 1)) % 7),
      raisedAt: 0,
    })),
  );
  const theirs = ours.map((clock) =>
    Object.fromEntries(clock.map(({ actor, counter }) => [actor, counter])),
  );
  let found = 0;
  return row(
    'clock comparison',
    '@thi.ng/vclock',
    nsOf(count, () => {
      for (let index = 0; index < count; index += 1) {
        const [a, b] = [ours[index % 64] ?? [], ours[(index * 7) % 64] ?? []];
        if (clockDescends(a, b) || clockDescends(b, a)) found += 1;
      }
    }),
    nsOf(count, () => {
      for (let index = 0; index < count; index += 1) {
        if (compare(theirs[index % 64] ?? {}, theirs[(index * 7) % 64] ?? {}) !== 0) found += 1;
      }
    }),
  );
}

function versionOf(key: string, counter: number): Version {
  const dot = { actor: 'A', counter };
  return {
    value: `${key} ${counter}`,
    clock: [{ ...dot, raisedAt: 0 }],
    dot,
    unseen: [],
    writtenAt: 0,
  };
}

function md5(text: unknown): Buffer {
  return createHash('md5').update(String(text)).digest();
}

const keyCount = 1_000;
const treeKeys = Array.from({ length: keyCount }, (_, index) => `key ${index}`);
const positions = treeKeys.map(positionOf);

function treeOf(counterOf: (index: number) => number): MerkleTree {
  const tree = new MerkleTree();
  treeKeys.forEach((key, index) => {
    tree.set(key, positions[index] ?? '', leafHash(key, [versionOf(key, counterOf(index))]));
  });
  return tree;
}

/** One key of a thousand changes; the root is asked for. Theirs is built anew: it has no other way. */
function update() {
  const tree = treeOf(() => 1);
  const leaves = treeKeys.map((key) => md5(`${key} 1`));
  const count = 50;
  return row(
    'Merkle update, 1 of 1000 keys',
    'merkletreejs',
    nsOf(count, (round) => {
      for (let index = 0; index < count; index += 1) {
        const key = treeKeys[index] ?? '';
        tree.set(key, positions[index] ?? '', leafHash(key, [versionOf(key, round + 2)]));
        tree.at('');
      }
    }),
    nsOf(count, (round) => {
      for (let index = 0; index < count; index += 1) {
        leaves[index] = md5(`${treeKeys[index]} ${round + 2}`);
        new PackageTree(leaves, md5).getRoot();
      }
    }),
  );
}

/** Which of a thousand keys differ between two trees, when ten do: by descending, in hashes seen. */
function differing(a: MerkleTree, b: MerkleTree, prefix = ''): readonly string[] {
  const [mine, theirs] = [a.at(prefix), b.at(prefix)];
  if (mine.hash.high === theirs.hash.high && mine.hash.low === theirs.hash.low) return [];
  if (mine.keys <= 1 || theirs.keys <= 1) return a.keysBelow(prefix).map(({ key }) => key);
  return [...differing(a, b, `${prefix}0`), ...differing(a, b, `${prefix}1`)];
}

/** merkletreejs cannot descend: all its leaves are compared, once the roots differ. */
function diff() {
  const [a, b] = [treeOf(() => 1), treeOf((index) => (index % 100 === 0 ? 2 : 1))];
  const leavesOf = (second: number) =>
    treeKeys.map((key, index) => md5(`${key} ${index % 100 === 0 ? second : 1}`));
  const [one, two] = [new PackageTree(leavesOf(1), md5), new PackageTree(leavesOf(2), md5)];
  const count = 200;
  return row(
    'Merkle diff, 10 of 1000 keys',
    'merkletreejs',
    nsOf(count, () => {
      for (let index = 0; index < count; index += 1) differing(a, b);
    }),
    nsOf(count, () => {
      for (let index = 0; index < count; index += 1) {
        if (one.getRoot().equals(two.getRoot())) continue;
        const others = two.getLeaves();
        one.getLeaves().filter((leaf, at) => !leaf.equals(others[at] as Buffer));
      }
    }),
  );
}

console.table([lookup(), clocks(), update(), diff()]);
