import type { Key, NodeId, RequestId } from '../names.ts';
import type { Self } from '../self.ts';
import { compactWhenWorthwhile, persist, retire, retireUnseen } from '../storage/disk.ts';
import type { Because, Turn } from '../turn.ts';
import { counterOf, sameDot } from '../versioning/causality.ts';
import { reconcile } from '../versioning/reconcile.ts';
import type { Dot, Version } from '../versioning/version.ts';

/*
 * Versions kept for somebody else, in a store of their own. (§4.6) They never mix with the
 * replica store, however often the holder is asked for the key.
 */

/** Every version of a key that is held here for others; the same one for two nodes is there once. */
export function hintedVersions(self: Self, key: Key): readonly Version[] {
  const found: Version[] = [];
  for (const keys of self.state.hints.values()) found.push(...(keys.get(key) ?? []));
  return found.length < 2 ? found : reconcile(found, self.state.settings.versioning);
}

/** Keeps versions for the home node they were meant for: one hint a version and node. */
export function takeHint(
  self: Self,
  turn: Turn,
  intended: NodeId,
  key: Key,
  versions: readonly Version[],
  request: RequestId | null,
): Because {
  const { state } = self;
  const keys = state.hints.get(intended) ?? new Map<Key, readonly Version[]>();
  const before = keys.get(key) ?? [];
  const after = reconcile([...before, ...versions], state.settings.versioning);
  const added = after.filter((version) => !before.some((old) => sameDot(old.dot, version.dot)));
  if (added.length === 0) return null;
  keys.set(key, after);
  state.hints.set(intended, keys);
  let because: Because = null;
  for (const version of added) {
    persist(self, turn, { type: 'hint', for: intended, key, version });
    because = turn.record({ type: 'hint-stored', key, version, for: intended, request });
  }
  const gone = before.filter((old) => !after.includes(old));
  retireUnseen(self, turn, key, gone, after);
  for (const old of gone) {
    turn.record(
      { type: 'hint-discarded', key, for: intended, dot: old.dot, reason: 'superseded' },
      because,
    );
  }
  compactWhenWorthwhile(self, turn);
  return because;
}

/**
 * Deletes hints that have arrived. Only what was acknowledged goes; a version that was hinted
 * meanwhile stays for the next handoff. Own counters that leave with them are retired, so that
 * this node never counts to one of them again.
 */
export function discardHints(
  self: Self,
  turn: Turn,
  intended: NodeId,
  key: Key,
  dots: readonly Dot[],
  because: Because,
): void {
  const keys = self.state.hints.get(intended);
  const before = keys?.get(key) ?? [];
  const gone = before.filter((version) => dots.some((dot) => sameDot(dot, version.dot)));
  if (!keys || gone.length === 0) return;
  const left = before.filter((version) => !gone.includes(version));
  if (left.length > 0) keys.set(key, left);
  else keys.delete(key);
  if (keys.size === 0) self.state.hints.delete(intended);
  persist(self, turn, { type: 'hint-gone', for: intended, key, dots: gone.map((v) => v.dot) });
  retireCounters(self, turn, key, gone);
  for (const { dot } of gone) {
    turn.record({ type: 'hint-discarded', key, for: intended, dot, reason: 'handed-off' }, because);
  }
  compactWhenWorthwhile(self, turn);
}

function retireCounters(self: Self, turn: Turn, key: Key, gone: readonly Version[]): void {
  const { actor } = self.state;
  retire(self, turn, key, Math.max(...gone.map((version) => counterOf(version.clock, actor))));
}
