import type { StoreReason } from '../effect.ts';
import type { Key, RequestId } from '../names.ts';
import type { Self } from '../self.ts';
import type { Because, Turn } from '../turn.ts';
import { descends, hasSeen, sameDot, type History } from '../versioning/causality.ts';
import { reconcile, supersedes } from '../versioning/reconcile.ts';
import type { Version } from '../versioning/version.ts';
import { compactWhenWorthwhile, persist, retireUnseen } from './disk.ts';

/** Why versions come in, for the trace. */
export interface Arrival {
  readonly reason: StoreReason;
  readonly request: RequestId | null;
  /** What the writer had seen, where this node is the coordinator and knows it. */
  readonly context?: History;
}

/** What this node keeps of a key as a home node. */
export function held(self: Self, key: Key): readonly Version[] {
  return self.state.store.get(key) ?? [];
}

/**
 * Takes versions into the replica store: ancestors are forgotten, concurrent versions stay side
 * by side, what is known or outdated changes nothing. (§4.4) Written to the log before this
 * returns.
 */
export function storeVersions(
  self: Self,
  turn: Turn,
  key: Key,
  versions: readonly Version[],
  arrival: Arrival,
): Because {
  const before = held(self, key);
  const news = withoutStragglers(self, key, versions, arrival);
  const after = reconcile([...before, ...news], self.state.settings.versioning);
  const added = after.filter((version) => !before.some((old) => sameDot(old.dot, version.dot)));
  if (added.length === 0) return null;
  self.state.store.set(key, after);
  self.state.confirmed.delete(key);
  self.trees?.update(key, after);
  let because: Because = null;
  for (const version of added) {
    persist(self, turn, { type: 'version', key, version });
    because = turn.record({
      type: 'version-stored',
      key,
      version,
      reason: arrival.reason,
      request: arrival.request,
    });
  }
  const gone = before.filter((old) => !after.includes(old));
  retireUnseen(self, turn, key, gone, after);
  for (const old of gone) recordPassing(self, turn, key, old, after, arrival, because);
  compactWhenWorthwhile(self, turn);
  return because;
}

/** A version that a tombstone had superseded before the key was reaped. (protocol.md 13) */
export function isStraggler({ state }: Self, key: Key, version: Version): boolean {
  const tombstone = state.reaped.get(key);
  if (!tombstone) return false;
  const { versioning } = state.settings;
  return sameDot(tombstone.dot, version.dot) || supersedes(tombstone, version, versioning);
}

/**
 * A straggler is no news. But a replica that has it does not know that the key was deleted: then the
 * tombstone is taken back into the store, and supersedes the straggler there in its turn.
 */
function withoutStragglers(
  self: Self,
  key: Key,
  versions: readonly Version[],
  { reason }: Arrival,
): readonly Version[] {
  const news = versions.filter((version) => !isStraggler(self, key, version));
  const tombstone = self.state.reaped.get(key);
  const isOnReplica = reason === 'anti-entropy' || reason === 'read-repair';
  if (!tombstone || news.length === versions.length || !isOnReplica) return news;
  self.state.reaped.delete(key);
  return [tombstone, ...news];
}

/**
 * Superseded in earnest; or lost. Lost is what goes although its successor's writer had not seen
 * it: by the letter of the paper's clocks, as the coordinator knows from the context; or because
 * the last write wins. (protocol.md 12)
 */
function recordPassing(
  self: Self,
  turn: Turn,
  key: Key,
  old: Version,
  after: readonly Version[],
  { context, request }: Arrival,
  because: Because,
): void {
  const { versioning } = self.state.settings;
  const heir = after.find((version) => supersedes(version, old, versioning)) ?? after[0];
  if (!heir) return;
  const wasSeen =
    versioning === 'vector-clock'
      ? context === undefined || hasSeen(context, old.dot)
      : descends(heir, old);
  const passing = { key, version: old, by: heir.dot };
  if (wasSeen) turn.record({ type: 'version-superseded', ...passing }, because);
  else turn.record({ type: 'version-lost', ...passing, request }, because);
}
