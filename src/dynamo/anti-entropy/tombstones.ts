import type { Key, NodeId } from '../names.ts';
import { homeCount, treesOf, type Self } from '../self.ts';
import { dropKeys, persist } from '../storage/disk.ts';
import { held } from '../storage/replica-store.ts';
import type { Because, Turn } from '../turn.ts';
import { sameDot } from '../versioning/causality.ts';
import type { Dot, Version } from '../versioning/version.ts';
import type { Range } from './place.ts';

/*
 * A tombstone may go when every home node of the key holds it and nothing stands beside it, never
 * before: a node that was away longer would bring the key back. (protocol.md 13)
 *
 * Who holds it, a node learns from acknowledgements of the delete, and from anti-entropy that finds
 * a range equal. When it knows it of all home nodes it says so to all, and each drops the key. What
 * the tombstone had seen is remembered, so that a straggler (a hint, a late message) that it had
 * superseded is not taken for news. Where another home node turns out to have such a straggler, the
 * tombstone wakes up again, and supersedes it there too.
 */

/** How many reaped keys are remembered; then the oldest are forgotten. */
const reapedRemembered = 4_096;

/** The tombstone of a key that has nothing beside it; null for any other key. */
function loneTombstone(self: Self, key: Key): Version | null {
  const [only, ...others] = held(self, key);
  return only?.value === null && others.length === 0 ? only : null;
}

/** Is this tombstone all that the node keeps of the key? Not an older one, nor a newer one. */
export function isLone(self: Self, key: Key, dot: Dot): boolean {
  const tombstone = loneTombstone(self, key);
  return tombstone !== null && sameDot(tombstone.dot, dot);
}

/** These home nodes hold the tombstone, as somebody here has just seen. */
export function confirmTombstone(
  self: Self,
  turn: Turn,
  key: Key,
  holders: readonly NodeId[],
  because: Because,
): void {
  const tombstone = loneTombstone(self, key);
  if (!tombstone) return;
  const { confirmed, node } = self.state;
  const known = confirmed.get(key) ?? new Set([node]);
  for (const holder of holders) known.add(holder);
  confirmed.set(key, known);
  const homes = self.preferenceLists.of(key).slice(0, homeCount(self));
  if (!homes.every((home) => known.has(home))) return;
  const { dot } = tombstone;
  for (const home of homes) if (home !== node) turn.send(home, { type: 'reap', key, dot }, because);
  reap(self, turn, key, dot);
}

/** A range is equal here and there: so are all its tombstones. */
export function confirmRange(self: Self, turn: Turn, range: Range, partner: NodeId): void {
  for (const { key } of treesOf(self).entriesBelow({ range, prefix: '' }, self.state.store)) {
    confirmTombstone(self, turn, key, [partner], null);
  }
}

/** Drops the key, if it is still nothing but this tombstone, and nothing is hinted for it here. */
export function reap(self: Self, turn: Turn, key: Key, dot: Dot): void {
  const { state } = self;
  const tombstone = loneTombstone(self, key);
  const isHinted = [...state.hints.values()].some((keys) => keys.has(key));
  if (!tombstone || !isLone(self, key, dot) || isHinted) return;
  remember(self, key, tombstone);
  persist(self, turn, { type: 'reaped', key, version: tombstone });
  dropKeys(self, turn, [key]);
  self.trees?.update(key, []);
  turn.record({ type: 'tombstone-reaped', key, dot });
}

function remember(self: Self, key: Key, tombstone: Version): void {
  const { reaped } = self.state;
  reaped.delete(key);
  reaped.set(key, tombstone);
  if (reaped.size <= reapedRemembered) return;
  const [oldest] = reaped.keys();
  if (oldest !== undefined) reaped.delete(oldest);
}
