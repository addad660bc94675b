import type { Key } from '../names.ts';
import type { Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { counterOf } from '../versioning/causality.ts';
import type { Version } from '../versioning/version.ts';
import { encodeRecord, type LogRecord } from './log.ts';

/** A log shorter than this is not worth compacting. */
const compactFrom = 256;

/**
 * Appends a record to the log. With `durability=buffered` it waits in the write buffer until
 * the next flush, and a crash before that loses it. (§5)
 */
export function persist(self: Self, turn: Turn, record: LogRecord, mustFlush = false): void {
  const { state } = self;
  const flushed = mustFlush || state.settings.durability === 'flushed';
  turn.persist(encodeRecord(record), flushed);
  state.logRecords += 1;
  if (flushed) return;
  state.unflushed += 1;
  if (state.flushTimerSet) return;
  state.flushTimerSet = true;
  turn.setTimer({ type: 'flush' }, state.settings.flushEveryUs);
}

/** Own counters of a key up to here are used, though this node keeps nothing that shows it. */
export function retire(self: Self, turn: Turn, key: Key, counter: number): void {
  const { retired } = self.state;
  if (counter <= (retired.get(key) ?? 0)) return;
  retired.set(key, counter);
  persist(self, turn, { type: 'retired', key, counter });
}

/** Versions that are gone took own counters with them that no version left here shows. */
export function retireUnseen(
  self: Self,
  turn: Turn,
  key: Key,
  gone: readonly Version[],
  left: readonly Version[],
): void {
  const { actor } = self.state;
  const highest = (versions: readonly Version[]): number =>
    Math.max(0, ...versions.map(({ clock }) => counterOf(clock, actor)));
  const counter = highest(gone);
  if (counter > highest(left)) retire(self, turn, key, counter);
}

/** This node does not keep these keys any more; the counters it used for them stay used. */
export function dropKeys(self: Self, turn: Turn, keys: readonly Key[]): void {
  if (keys.length === 0) return;
  const { store, actor } = self.state;
  for (const key of keys) {
    const counters = (store.get(key) ?? []).map(({ clock }) => counterOf(clock, actor));
    store.delete(key);
    retire(self, turn, key, Math.max(0, ...counters));
  }
  persist(self, turn, { type: 'dropped', keys });
}

/** Everything in the write buffer reaches the disk. */
export function flush(self: Self, turn: Turn): void {
  const { state } = self;
  if (state.unflushed === 0) return;
  turn.effects.push({ type: 'flush' });
  turn.record({ type: 'write-flushed', records: state.unflushed });
  state.unflushed = 0;
}

/** Rewrites a log that holds more than four times as many records as are still of use. */
export function compactWhenWorthwhile(self: Self, turn: Turn): void {
  const { state } = self;
  if (state.logRecords < compactFrom) return;
  const records = liveRecords(self);
  if (state.logRecords <= 4 * records.length) return;
  turn.effects.push({ type: 'rewrite-log', records: records.map(encodeRecord) });
  if (state.unflushed > 0) turn.record({ type: 'write-flushed', records: state.unflushed });
  state.logRecords = records.length;
  state.unflushed = 0;
}

function liveRecords({ state }: Self): LogRecord[] {
  const records: LogRecord[] = [identityRecord(state.incarnation, state.settings.durability)];
  for (const [key, versions] of state.store) {
    for (const version of versions) records.push({ type: 'version', key, version });
  }
  for (const [intended, keys] of state.hints) {
    for (const [key, versions] of keys) {
      for (const version of versions) records.push({ type: 'hint', for: intended, key, version });
    }
  }
  for (const [key, version] of state.reaped) records.push({ type: 'reaped', key, version });
  const { changes, claims } = state.membership;
  for (const change of changes.values()) records.push({ type: 'member', change });
  for (const claim of claims.values()) records.push({ type: 'token', claim });
  if (state.awaited.length > 0) records.push({ type: 'awaited', ranges: state.awaited });
  for (const { transfer, to, ranges } of state.transfers.values()) {
    records.push({ type: 'transfer', transfer, to, ranges });
  }
  for (const [key, counter] of state.retired) records.push({ type: 'retired', key, counter });
  return records;
}

export function identityRecord(incarnation: number, durability: 'flushed' | 'buffered'): LogRecord {
  return { type: 'identity', incarnation, buffered: durability === 'buffered' };
}
