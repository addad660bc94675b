import { confirmTombstone, isLone } from '../anti-entropy/tombstones.ts';
import type { ClientRequest } from '../message.ts';
import type { Key, NodeId, RequestId } from '../names.ts';
import { hintedVersions, takeHint } from '../handoff/hint-store.ts';
import { scheduleHandoff } from '../handoff/schedule.ts';
import { homeCount, type Self } from '../self.ts';
import { retire } from '../storage/disk.ts';
import { held, storeVersions } from '../storage/replica-store.ts';
import type { Because, Turn } from '../turn.ts';
import { emptyHistory, hasSeen, sameDot, type History } from '../versioning/causality.ts';
import { checkContext, contextOf } from '../versioning/context.ts';
import { reconcile } from '../versioning/reconcile.ts';
import { stampVersion } from '../versioning/stamp.ts';
import type { VectorClock, Version } from '../versioning/version.ts';
import type { PutMachine } from './machine.ts';
import { chooseTargets } from './targets.ts';

export type PutRequest = Extract<ClientRequest, { readonly type: 'put' }>;

/**
 * The coordinator's beginning of a put: check the context, make the version. (§4.4, §5)
 * null when the context was refused; nothing is stored then.
 */
export function beginPut(self: Self, turn: Turn, put: PutRequest): PutMachine | null {
  const { request, client, key } = put;
  const context = checkContext(put.context, key);
  if (typeof context === 'string') {
    refuse(turn, put, context);
    return null;
  }
  const homes = homeCount(self);
  const preferenceList = self.preferenceLists.of(key);
  const targets = chooseTargets(self, preferenceList, homes);
  const stamped = stamp(self, turn, put, context ?? emptyHistory);
  const isKept = stamped.shipped.includes(stamped.version);
  if (!isKept || !targets.some(({ node }) => node === self.state.node)) {
    retire(self, turn, key, stamped.version.dot.counter);
  }
  const needed = Math.min(self.state.settings.w, homes);
  const progress = { targets, needed, count: 0, phase: 'waiting', startedAt: turn.at } as const;
  const place = { preferenceList, homes };
  return { type: 'put', request, client, key, ...stamped, ...place, ...progress };
}

function refuse(turn: Turn, { request, client, key }: PutRequest, detail: string): void {
  const reason = 'context-rejected' as const;
  const completed = { request, op: 'put', key, outcome: 'failed', reason, detail } as const;
  const because = turn.record({ type: 'request-completed', ...completed });
  turn.respond(client, { type: 'response', request, outcome: 'failed', reason }, because);
}

/** The new version, and with it what the replicas must take at the same time: what it spared. */
function stamp(
  self: Self,
  turn: Turn,
  { request, key, value }: PutRequest,
  context: History,
): Pick<PutMachine, 'version' | 'shipped' | 'context'> {
  const { state } = self;
  const mine = [...held(self, key), ...hintedVersions(self, key)];
  const { version, dropped } = stampVersion({
    actor: state.actor,
    value,
    context,
    held: mine,
    retired: state.retired.get(key) ?? 0,
    versioning: state.settings.versioning,
    clockLimit: state.settings.clockLimit,
    wallClock: turn.wallClock,
  });
  const shipped = reconcile([...mine, version], state.settings.versioning);
  const [survivor] = shipped;
  if (survivor && !shipped.includes(version)) {
    // An earlier put bears a later time: this one is lost at once. (protocol.md 12)
    turn.record({ type: 'version-lost', key, version, by: survivor.dot, request });
  }
  if (dropped.length > 0)
    recordTruncation(turn, { request, key, context }, version, shipped, dropped);
  return { version, shipped, context };
}

/** What the shorter clock costs: versions that the writer had seen may look concurrent. (§4.4) */
function recordTruncation(
  turn: Turn,
  { request, key, context }: { request: RequestId; key: Key; context: History },
  { dot }: Version,
  shipped: readonly Version[],
  dropped: VectorClock,
): void {
  const because = turn.record({ type: 'clock-truncated', key, request, dot, dropped });
  for (const { dot: ancestor } of shipped) {
    if (sameDot(ancestor, dot) || !hasSeen(context, ancestor)) continue;
    turn.record({ type: 'false-concurrency', key, request, version: dot, ancestor }, because);
  }
}

/** The coordinator's own copy, before anything is sent: at home, or with a hint. */
export function writeLocally(
  self: Self,
  turn: Turn,
  machine: PutMachine,
  standsInFor: NodeId | null,
): void {
  const { request, key, shipped, context } = machine;
  if (standsInFor === null) {
    storeVersions(self, turn, key, shipped, { reason: 'coordinated', request, context });
    return;
  }
  takeHint(self, turn, standsInFor, key, shipped, request);
  scheduleHandoff(self, turn);
}

/** W acknowledgements are in. The context lets the client go on from its own write. */
export function answerPut(self: Self, turn: Turn, machine: PutMachine, because: Because): void {
  const { request, client, key, version } = machine;
  const context = contextOf(key, [version], self.state.node);
  const versions = [version];
  turn.respond(client, { type: 'response', request, outcome: 'ok', versions, context }, because);
}

/** All are in: when a delete reached every home node itself, its tombstone may go. */
export function confirmDelete(self: Self, turn: Turn, machine: PutMachine, because: Because): void {
  const { key, version } = machine;
  if (version.value !== null || !isLone(self, key, version.dot)) return;
  const holders = machine.targets
    .filter(({ phase, answeredFor }) => phase === 'answered' && answeredFor === null)
    .map(({ node }) => node);
  confirmTombstone(self, turn, key, holders, because);
}
