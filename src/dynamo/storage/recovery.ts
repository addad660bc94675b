import { unreachable } from '../../base/assert.ts';
import { actorOf, type Key, type NodeId } from '../names.ts';
import { withNews } from '../membership/history.ts';
import { refreshRing, treesOf, type Self } from '../self.ts';
import { openTransfer, type NodeState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { sameDot } from '../versioning/causality.ts';
import { reconcile } from '../versioning/reconcile.ts';
import type { Version } from '../versioning/version.ts';
import { identityRecord, persist } from './disk.ts';
import { readLog, type LogRecord } from './log.ts';

/**
 * What a node does before anything else: read its log back. (§4.6, protocol.md 35)
 *
 * Its counters must never go back. A disk without the log of the one before, or a log whose end
 * a crash may have lost, means that own counters may be missing: then the node counts on as a
 * new incarnation, `A~2`, that nobody can mistake for the old one.
 */
export function recover(
  self: Self,
  turn: Turn,
  disk: readonly string[],
  nextIncarnation: number,
): void {
  const { state } = self;
  const { records, torn } = readLog(disk);
  const previous = identityOf(records);
  for (const record of records) replay(state, record);
  state.membership = withNews(state.membership, {
    changes: records.flatMap((record) => (record.type === 'member' ? [record.change] : [])),
    claims: records.flatMap((record) => (record.type === 'token' ? [record.claim] : [])),
  });
  refreshRing(self);
  const mayLackOwn = torn > 0 || previous?.buffered === true;
  state.incarnation = previous && !mayLackOwn ? previous.incarnation : nextIncarnation;
  state.actor = actorOf(state.node, state.incarnation);
  state.logRecords = records.length;
  if (torn > 0) {
    turn.effects.push({ type: 'rewrite-log', records: disk.slice(0, records.length) });
  }
  const isBuffered = state.settings.durability === 'buffered';
  const changed = previous?.incarnation !== state.incarnation || previous.buffered !== isBuffered;
  if (changed)
    persist(self, turn, identityRecord(state.incarnation, state.settings.durability), true);
  turn.record({
    type: 'node-recovered',
    records: records.length,
    torn,
    versions: count([state.store]),
    hints: count([...state.hints.values()]),
    incarnation: state.incarnation,
  });
  if (state.store.size > 0) turn.record({ type: 'merkle-rebuilt', ...treesOf(self).size() });
}

type Identity = Extract<LogRecord, { readonly type: 'identity' }>;

/** The log's last word on who counts here. Once buffered, always suspect: it may have lost then. */
function identityOf(records: readonly LogRecord[]): Identity | null {
  return records.findLast((record) => record.type === 'identity') ?? null;
}

function replay(state: NodeState, record: LogRecord): void {
  switch (record.type) {
    case 'identity':
    case 'member':
    case 'token':
      break;
    case 'version':
      wake(state, record.key, record.version);
      add(state, state.store, record.key, record.version);
      break;
    case 'hint': {
      const keys = state.hints.get(record.for) ?? new Map<Key, readonly Version[]>();
      state.hints.set(record.for, keys);
      add(state, keys, record.key, record.version);
      break;
    }
    case 'hint-gone':
      removeHints(state, record.for, record.key, record.dots);
      break;
    case 'awaited':
      state.awaited = record.ranges;
      break;
    case 'transfer':
      replayTransfer(state, record);
      break;
    case 'dropped':
      for (const key of record.keys) state.store.delete(key);
      break;
    case 'reaped':
      state.reaped.set(record.key, record.version);
      break;
    case 'retired':
      state.retired.set(record.key, Math.max(record.counter, state.retired.get(record.key) ?? 0));
      break;
    default:
      unreachable(record);
  }
}

function replayTransfer(
  state: NodeState,
  { transfer, to, ranges }: Extract<LogRecord, { type: 'transfer' }>,
): void {
  state.nextTransfer = Math.max(state.nextTransfer, transfer + 1);
  if (ranges === null) state.transfers.delete(transfer);
  else state.transfers.set(transfer, openTransfer(transfer, to, ranges));
}

/** A tombstone that was reaped and came back is not remembered as reaped. */
function wake({ reaped }: NodeState, key: Key, { dot }: Version): void {
  const tombstone = reaped.get(key);
  if (tombstone && sameDot(tombstone.dot, dot)) reaped.delete(key);
}

function add(
  state: NodeState,
  store: Map<Key, readonly Version[]>,
  key: Key,
  version: Version,
): void {
  store.set(key, reconcile([...(store.get(key) ?? []), version], state.settings.versioning));
}

function removeHints(
  state: NodeState,
  intended: NodeId,
  key: Key,
  dots: Extract<LogRecord, { readonly type: 'hint-gone' }>['dots'],
): void {
  const keys = state.hints.get(intended);
  const left = keys?.get(key)?.filter((version) => !dots.some((dot) => sameDot(dot, version.dot)));
  if (!keys || !left) return;
  if (left.length > 0) keys.set(key, left);
  else keys.delete(key);
  if (keys.size === 0) state.hints.delete(intended);
}

function count(stores: readonly ReadonlyMap<Key, readonly Version[]>[]): number {
  return stores.flatMap((store) => [...store.values()]).reduce((sum, held) => sum + held.length, 0);
}
