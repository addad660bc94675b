import type { Micros } from '../../base/time.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { EventId } from '../../trace/event.ts';
import type { HintView, KeyView, NodeStatus, RequestView, View } from '../../trace/view.ts';
import { isSameDot } from '../clocks.ts';
import { isLive, latestRequests, standInsOf } from '../focus.ts';
import { remember } from '../remember.ts';
import { currentVersions } from './current.ts';

/** What a node is to a key, at this moment. */
export type ReplicaRole =
  /** A home node that coordinates the request in hand. */
  | { readonly type: 'coordinator' }
  | { readonly type: 'home' }
  /** Takes the place of home nodes that can't be reached. (§4.6) */
  | { readonly type: 'stands-in'; readonly for: readonly NodeId[] }
  /** Holds versions although it is no home: an old owner, or one about to lose them. */
  | { readonly type: 'holder' };

export interface HeldVersion {
  readonly version: Version;
  readonly storedBy: EventId;
  /** A newer version exists somewhere that replaces this one. */
  readonly isStale: boolean;
}

export interface ReplicaRow {
  readonly node: NodeId;
  readonly role: ReplicaRole;
  readonly status: NodeStatus;
  /** Since when it has this status. */
  readonly since: Micros;
  /** Its place in the preference list, from 1; null when it is not on it. */
  readonly place: number | null;
  readonly versions: readonly HeldVersion[];
  readonly hints: readonly (HintView & { readonly isStale: boolean })[];
  /** It lacks a version that is current elsewhere. Never true of a stand-in. */
  readonly isStale: boolean;
}

/**
 * Who keeps a key, in the order of its preference list: home nodes first, then stand-ins, then
 * whoever else holds a version of it. Unknown keys have no rows.
 */
export function replicasOf(view: View, key: Key): readonly ReplicaRow[] {
  const known = view.keys.get(key);
  if (known === undefined) return [];
  const request = latestRequests(view.requests).ofKey.get(key) ?? null;
  return rowsOf(known, isLive(view, request) ? request : null, view.nodes);
}

const rowsOf = remember(
  (key: KeyView, liveRequest: RequestView | null, nodes: View['nodes']): readonly ReplicaRow[] => {
    const current = currentOf(key);
    const standIns = standInsOf(key, liveRequest);
    return involvedNodes(
      key,
      standIns.map(({ node }) => node),
    ).map((node) => {
      const place = key.preferenceList.indexOf(node);
      const held = (key.replicas.get(node) ?? []).map(({ version, storedBy }) => ({
        version,
        storedBy,
        isStale: !includesVersion(current, version),
      }));
      const isHome = place >= 0 && place < key.homes;
      return {
        node,
        role: roleOf(node, isHome, liveRequest, standIns),
        status: nodes.get(node)?.status ?? 'removed',
        since: nodes.get(node)?.since ?? 0,
        place: place < 0 ? null : place + 1,
        versions: held,
        hints: key.hints
          .filter(({ holder }) => holder === node)
          .map((hint) => ({ ...hint, isStale: !includesVersion(current, hint.version) })),
        isStale:
          isHome &&
          current.some((version) => !held.some((one) => isSameDot(one.version.dot, version.dot))),
      };
    });
  },
  4,
  ([keyA, requestA, nodesA], [keyB, requestB, nodesB]) =>
    keyA === keyB &&
    requestA?.coordinator === requestB?.coordinator &&
    requestA?.chosen === requestB?.chosen &&
    haveSameStatus(nodesA, nodesB),
);

function haveSameStatus(a: View['nodes'], b: View['nodes']): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [node, { status, since }] of a) {
    const other = b.get(node);
    if (other?.status !== status || other.since !== since) return false;
  }
  return true;
}

/** All versions of a key that nothing replaces, wherever they lie. */
export const currentOf = remember(
  (key: KeyView): readonly Version[] =>
    currentVersions([
      ...[...key.replicas.values()].flat().map(({ version }) => version),
      ...key.hints.map(({ version }) => version),
    ]),
  16,
);

function includesVersion(versions: readonly Version[], version: Version): boolean {
  return versions.some((one) => isSameDot(one.dot, version.dot));
}

function involvedNodes(key: KeyView, standIns: readonly NodeId[]): readonly NodeId[] {
  const holders = [...key.replicas].filter(([, held]) => held.length > 0).map(([node]) => node);
  return [...new Set([...key.preferenceList.slice(0, key.homes), ...standIns, ...holders])];
}

function roleOf(
  node: NodeId,
  isHome: boolean,
  request: RequestView | null,
  standIns: readonly { readonly node: NodeId; readonly for: NodeId }[],
): ReplicaRole {
  if (isHome) return { type: request?.coordinator === node ? 'coordinator' : 'home' };
  const homes = standIns.filter((one) => one.node === node).map((one) => one.for);
  return homes.length > 0 ? { type: 'stands-in', for: homes } : { type: 'holder' };
}

/** What a row's node is to the key, in words. */
export function roleText(role: ReplicaRole): string {
  switch (role.type) {
    case 'coordinator':
      return 'coordinator';
    case 'home':
      return 'home';
    case 'stands-in':
      return `stands in for ${role.for.join(', ')}`;
    case 'holder':
      return 'holds a copy';
  }
}
