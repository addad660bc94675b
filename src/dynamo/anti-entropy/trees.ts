import type { Position } from '../../base/position.ts';
import type { Key, NodeId } from '../names.ts';
import type { PreferenceLists } from '../ring/preference-lists.ts';
import type { Version } from '../versioning/version.ts';
import { leafHash } from './leaf.ts';
import { MerkleTree } from './merkle-tree.ts';
import type { KeyVersions, Place, Range } from './place.ts';

/**
 * A node's Merkle trees: one for each range that it keeps as a home node. (§4.7) They follow from
 * the ring and the replica store, so they are not saved; hints are not in them.
 */
export class Trees {
  private readonly byEnd = new Map<
    Position,
    { readonly range: Range; readonly tree: MerkleTree }
  >();
  private readonly node: NodeId;
  private readonly lists: PreferenceLists;

  constructor(node: NodeId, lists: PreferenceLists, store: ReadonlyMap<Key, readonly Version[]>) {
    this.node = node;
    this.lists = lists;
    for (const range of lists.rangesOf(node)) {
      this.byEnd.set(range.to, { range, tree: new MerkleTree() });
    }
    for (const [key, versions] of store) this.update(key, versions);
  }

  /** The replica store holds these versions of a key now. O(log n). */
  update(key: Key, versions: readonly Version[]): void {
    const { position, rangeEnd } = this.lists.place(key);
    const tree = this.byEnd.get(rangeEnd)?.tree;
    if (versions.length > 0) tree?.set(key, position, leafHash(key, versions));
    else tree?.delete(key, position);
  }

  /** The ranges that this node and another keep. */
  sharedWith(other: NodeId): readonly Range[] {
    return [...this.byEnd.values()]
      .map(({ range }) => range)
      .filter((range) => this.lists.homesOfRange(range.to).includes(other));
  }

  /** Everybody with whom this node shares a range, in the order of names. */
  partners(): readonly NodeId[] {
    const partners = new Set<NodeId>();
    for (const end of this.byEnd.keys()) {
      for (const home of this.lists.homesOfRange(end)) partners.add(home);
    }
    partners.delete(this.node);
    return [...partners].toSorted();
  }

  /** The tree of exactly this range; null when the node does not keep it, or sees it otherwise. */
  tree(range: Range): MerkleTree | null {
    const kept = this.byEnd.get(range.to);
    return kept?.range.from === range.from ? kept.tree : null;
  }

  /** How many ranges the node keeps, and how many keys are in them. */
  size(): { readonly ranges: number; readonly keys: number } {
    let keys = 0;
    for (const { tree } of this.byEnd.values()) keys += tree.size();
    return { ranges: this.byEnd.size, keys };
  }

  /** What the store holds below a place. */
  entriesBelow(place: Place, store: ReadonlyMap<Key, readonly Version[]>): KeyVersions[] {
    const keys = this.tree(place.range)?.keysBelow(place.prefix) ?? [];
    return keys.map(({ key }) => ({ key, versions: store.get(key) ?? [] }));
  }
}
