import { takeHint } from '../handoff/hint-store.ts';
import { scheduleHandoff } from '../handoff/schedule.ts';
import type { Key, NodeId } from '../names.ts';
import { homeCount, isHome, type Self } from '../self.ts';
import { dropKeys } from '../storage/disk.ts';
import { storeVersions, type Arrival } from '../storage/replica-store.ts';
import type { Because, Turn } from '../turn.ts';
import type { Version } from '../versioning/version.ts';
import { isMember } from './history.ts';
import { isStillOwed } from './on-the-way.ts';

/*
 * Versions that reach a node which is no home of the key, as it knows the ring: whoever sent them
 * knew another one, or the ring has changed since. (§4.8.1, §4.9) Nobody would look for them in its
 * replica store, so it holds them as hints, and they find their way home as any hint does.
 */

/** At home, as a home node; anywhere else, as a hint for the one given, or for the last home. */
export function keepVersions(
  self: Self,
  turn: Turn,
  { key, versions }: { readonly key: Key; readonly versions: readonly Version[] },
  hintFor: NodeId | null,
  arrival: Arrival,
): Because {
  const intended = intendedFor(self, key, hintFor);
  return intended === null
    ? storeVersions(self, turn, key, versions, arrival)
    : takeHint(self, turn, intended, key, versions, arrival.request);
}

/** For whom this node would keep a version that is sent to it; null: at home, for itself. */
export function intendedFor(self: Self, key: Key, hintFor: NodeId | null): NodeId | null {
  const { node, membership } = self.state;
  if (hintFor !== null && hintFor !== node && isMember(membership, hintFor)) return hintFor;
  const heir = isHome(self, key) ? node : heirOf(self, key);
  return heir === node ? null : heir;
}

/** The last home node of a key is the one that came in for another; this node where it knows none. */
function heirOf(self: Self, key: Key): NodeId {
  return self.preferenceLists.of(key)[homeCount(self) - 1] ?? self.state.node;
}

/** What it keeps and is neither a home of nor about to hand over: held as hints from now on. */
export function setStraysAside(self: Self, turn: Turn): void {
  const { store, node } = self.state;
  if (self.preferenceLists.ring.nodes.length === 0) return;
  const strays = [...store].filter(([key]) => !isHome(self, key) && !isStillOwed(self, key));
  const keys: Key[] = [];
  for (const [key, versions] of strays) {
    const heir = heirOf(self, key);
    if (heir === node) continue;
    takeHint(self, turn, heir, key, versions, null);
    keys.push(key);
  }
  if (keys.length === 0) return;
  dropKeys(self, turn, keys);
  turn.record({ type: 'keys-set-aside', keys });
  scheduleHandoff(self, turn);
}
