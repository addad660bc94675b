import type { Position } from '../../base/position.ts';
import type { Key } from '../names.ts';
import { addHashes, emptyHash, type Hash } from '../../base/hash.ts';

/** A place in a tree: the leading bits of the positions below it, as text of 0 and 1. */
export type Prefix = string;

interface Leaf {
  readonly type: 'leaf';
  readonly position: Position;
  readonly key: Key;
  hash: Hash;
}

interface Branch {
  readonly type: 'branch';
  left: TreeNode | null;
  right: TreeNode | null;
  hash: Hash;
  keys: number;
}

type TreeNode = Leaf | Branch;

/** What lies below a place, as a comparison sees it. */
export interface Summary {
  readonly hash: Hash;
  readonly keys: number;
}

/**
 * The Merkle tree of one key range. (§4.7) A binary tree over the bits of the keys' positions: a
 * leaf a key, as high up as it is alone; a branch's hash is the sum of its children's.
 *
 *              Σ                 positions  0…  10…  11…
 *           0 / \ 1
 *          cart  Σ               The shape follows from the keys alone, never from the order
 *            10 / \ 11           in which they came.
 *           lamp   tea
 *
 * Sums, because then a parent and its left child give the right one: a comparison needs to send
 * one hash a branch instead of two.
 */
export class MerkleTree {
  private root: TreeNode | null = null;

  /** Sets the leaf of a key. O(log n). */
  set(key: Key, position: Position, hash: Hash): void {
    this.root = insert(this.root, { type: 'leaf', position, key, hash }, 0);
  }

  /** Takes a key out. O(log n). */
  delete(key: Key, position: Position): void {
    this.root = remove(this.root, key, position, 0);
  }

  /** How many keys it holds. */
  size(): number {
    return summaryOf(this.root).keys;
  }

  at(prefix: Prefix): Summary {
    return summaryOf(this.find(prefix));
  }

  /** Every key below a place, with its leaf hash, in order of position. */
  keysBelow(prefix: Prefix): { readonly key: Key; readonly hash: Hash }[] {
    const found: { key: Key; hash: Hash }[] = [];
    collect(this.find(prefix), found);
    return found;
  }

  /** The hash of one key's leaf; null when it is not in the tree. */
  leaf(key: Key, position: Position): Hash | null {
    let node = this.root;
    for (let depth = 0; node?.type === 'branch'; depth += 1) {
      node = bitAt(position, depth) ? node.right : node.left;
    }
    return node?.key === key ? node.hash : null;
  }

  private find(prefix: Prefix): TreeNode | null {
    let node = this.root;
    for (let depth = 0; depth < prefix.length; depth += 1) {
      if (node?.type !== 'branch') return node && startsWith(node.position, prefix) ? node : null;
      node = prefix[depth] === '1' ? node.right : node.left;
    }
    return node;
  }
}

function summaryOf(node: TreeNode | null): Summary {
  if (!node) return { hash: emptyHash, keys: 0 };
  return { hash: node.hash, keys: node.type === 'leaf' ? 1 : node.keys };
}

function insert(node: TreeNode | null, leaf: Leaf, depth: number): TreeNode {
  if (!node) return leaf;
  if (node.type === 'leaf') {
    if (node.key === leaf.key) return leaf;
    const branch: Branch = { type: 'branch', left: null, right: null, hash: emptyHash, keys: 0 };
    return insert(insert(branch, node, depth), leaf, depth);
  }
  if (bitAt(leaf.position, depth)) node.right = insert(node.right, leaf, depth + 1);
  else node.left = insert(node.left, leaf, depth + 1);
  return summed(node);
}

function remove(
  node: TreeNode | null,
  key: Key,
  position: Position,
  depth: number,
): TreeNode | null {
  if (!node) return null;
  if (node.type === 'leaf') return node.key === key ? null : node;
  if (bitAt(position, depth)) node.right = remove(node.right, key, position, depth + 1);
  else node.left = remove(node.left, key, position, depth + 1);
  // A leaf stands as high up as it is alone.
  const only = node.left && node.right ? null : (node.left ?? node.right);
  return only?.type === 'leaf' ? only : summed(node);
}

function summed(branch: Branch): Branch {
  const left = summaryOf(branch.left);
  const right = summaryOf(branch.right);
  branch.hash = addHashes(left.hash, right.hash);
  branch.keys = left.keys + right.keys;
  return branch;
}

function collect(node: TreeNode | null, into: { key: Key; hash: Hash }[]): void {
  if (!node) return;
  if (node.type === 'leaf') {
    into.push({ key: node.key, hash: node.hash });
    return;
  }
  collect(node.left, into);
  collect(node.right, into);
}

/** Bit `depth` of a position, the most significant first. */
function bitAt(position: Position, depth: number): boolean {
  const digit = Number.parseInt(position[depth >> 2] ?? '0', 16);
  return ((digit >> (3 - (depth & 3))) & 1) === 1;
}

function startsWith(position: Position, prefix: Prefix): boolean {
  for (let depth = 0; depth < prefix.length; depth += 1) {
    if (bitAt(position, depth) !== (prefix[depth] === '1')) return false;
  }
  return true;
}
