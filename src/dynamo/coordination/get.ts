import { hintedVersions } from '../handoff/hint-store.ts';
import type { ClientRequest } from '../message.ts';
import type { Key } from '../names.ts';
import { homeCount, isHome, type Self } from '../self.ts';
import { held, storeVersions } from '../storage/replica-store.ts';
import type { Because, Turn } from '../turn.ts';
import { sameDot } from '../versioning/causality.ts';
import { contextOf } from '../versioning/context.ts';
import { lacking, reconcile } from '../versioning/reconcile.ts';
import type { Dot, Version } from '../versioning/version.ts';
import type { GetMachine } from './machine.ts';
import { chooseTargets } from './targets.ts';

export type GetRequest = Extract<ClientRequest, { readonly type: 'get' }>;

/** The coordinator's beginning of a get: all n are asked, R replies are waited for. (§5) */
export function beginGet(self: Self, turn: Turn, get: GetRequest): GetMachine {
  const { request, client, key } = get;
  const homes = homeCount(self);
  const preferenceList = self.preferenceLists.of(key);
  const targets = chooseTargets(self, preferenceList, homes);
  const needed = Math.min(self.state.settings.r, homes);
  const progress = { targets, needed, count: 0, phase: 'waiting', startedAt: turn.at } as const;
  const place = { preferenceList, homes };
  return { type: 'get', request, client, key, fastest: null, ...place, ...progress };
}

/** What a node replies to a fetch: what it keeps at home, and what it keeps for others. (§4.6) */
export function readLocally(self: Self, key: Key): readonly Version[] {
  const hinted = hintedVersions(self, key);
  const own = held(self, key);
  if (hinted.length === 0) return own;
  return reconcile([...own, ...hinted], self.state.settings.versioning);
}

/**
 * R replies are in: ancestors are dropped, what is causally unrelated is returned side by side,
 * with one context. (§4.4) Tombstones are in the context, not in the answer.
 */
export function answerGet(self: Self, turn: Turn, machine: GetMachine, because: Because): void {
  const { request, client, key } = machine;
  const { versions, dropped } = reconcileReplies(self, machine);
  const reason =
    dropped.length > 0 || versions.length > 1
      ? turn.record({ type: 'versions-reconciled', request, key, versions, dropped }, because)
      : because;
  const context = contextOf(key, versions, machine.fastest);
  const living = versions.filter((version) => version.value !== null);
  const answer = { outcome: 'ok', versions: living, context } as const;
  turn.respond(client, { type: 'response', request, ...answer }, reason);
}

interface Reconciled {
  readonly versions: readonly Version[];
  readonly dropped: readonly Dot[];
}

function reconcileReplies(self: Self, machine: GetMachine): Reconciled {
  const replied = machine.targets.flatMap((target) =>
    target.phase === 'answered' || target.phase === 'partial' ? target.versions : [],
  );
  const versions = reconcile(replied, self.state.settings.versioning);
  const dropped: Dot[] = [];
  for (const { dot } of replied) {
    const isKept = versions.some((version) => sameDot(version.dot, dot));
    if (!isKept && !dropped.some((other) => sameDot(other, dot))) dropped.push(dot);
  }
  return { versions, dropped };
}

/**
 * Read repair: all replies are in, or given up; each home node that is behind gets what it
 * lacks, and nothing else. (§5)
 */
export function repairReplicas(self: Self, turn: Turn, machine: GetMachine): void {
  if (!self.state.settings.readRepair) return;
  const { request, key } = machine;
  const { versions } = reconcileReplies(self, machine);
  for (const target of machine.targets) {
    if (target.phase !== 'answered' || target.standsInFor !== null) continue;
    const { node } = target;
    const isHere = node === self.state.node;
    const has = isHere ? held(self, key) : target.versions;
    const wanted = lacking(has, versions, self.state.settings.versioning);
    if (wanted.length === 0) continue;
    const repaired = { request, key, replica: node, versions: wanted };
    const because = turn.record({ type: 'read-repaired', ...repaired });
    if (isHere && isHome(self, key))
      storeVersions(self, turn, key, wanted, { reason: 'read-repair', request });
    else if (!isHere) turn.send(node, { type: 'repair', request, key, versions: wanted }, because);
  }
}
