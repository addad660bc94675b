import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Draft, KeyOnDisk } from '../draft.ts';
import type { EventId } from '../event.ts';
import type { HintView, ReplicaVersion } from '../view.ts';

/*
 * What a node keeps of a key, in its replica store and as hints for others, and what of that
 * its disk would give back. Lists are replaced, never changed in place, so that to remember
 * what the disk holds is to keep the list.
 */

const nothing: KeyOnDisk = { replicas: [], hints: [] };

/** A change to what a node keeps of a key, and the event that it was. */
interface Change {
  readonly key: Key;
  readonly id: EventId;
}

export function replicasOf(draft: Draft, key: Key, node: NodeId): readonly ReplicaVersion[] {
  return draft.view.keys.get(key)?.replicas.get(node) ?? nothing.replicas;
}

/** The hints that this node holds, oldest first. */
export function hintsOf(draft: Draft, key: Key, holder: NodeId): readonly HintView[] {
  const view = draft.view.keys.get(key);
  return view ? view.hints.filter((hint) => hint.holder === holder) : nothing.hints;
}

/** From now on the node's replica store has these versions of the key. */
export function keepReplicas(
  draft: Draft,
  change: Change,
  node: NodeId,
  versions: readonly ReplicaVersion[],
): void {
  const isMore = versions.length > replicasOf(draft, change.key, node).length;
  rememberDisk(draft, change.key, node, isMore);
  setReplicas(draft, change, node, versions);
}

/** From now on the node holds these hints for others. */
export function keepHints(
  draft: Draft,
  change: Change,
  holder: NodeId,
  hints: readonly HintView[],
  makesRecord: boolean,
): void {
  rememberDisk(draft, change.key, holder, makesRecord);
  setHints(draft, change, holder, hints);
}

/**
 * Before a change that a crash would undo: what the disk holds of the key. What is superseded
 * leaves with the record of its successor, and makes none of its own.
 */
function rememberDisk(draft: Draft, key: Key, id: NodeId, makesRecord: boolean): void {
  const node = draft.view.nodes.get(id);
  if (!node || draft.view.settings.durability !== 'buffered') return;
  if (makesRecord) draft.setNode(id, { unflushed: node.unflushed + 1 });
  const ofNode = draft.onDisk.get(id) ?? new Map<Key, KeyOnDisk>();
  if (ofNode.has(key)) return;
  const kept = { replicas: replicasOf(draft, key, id), hints: hintsOf(draft, key, id) };
  draft.onDisk = draft.map(draft.onDisk).set(id, draft.map(ofNode).set(key, kept));
}

function setReplicas(
  draft: Draft,
  change: Change,
  id: NodeId,
  versions: readonly ReplicaVersion[],
): void {
  const before = draft.view.keys.get(change.key)?.replicas ?? new Map<NodeId, never>();
  const more = versions.length - replicasOf(draft, change.key, id).length;
  const replicas = draft.map(before);
  if (versions.length === 0) replicas.delete(id);
  else replicas.set(id, versions);
  draft.setKey(change.key, change.id, { replicas });
  const node = draft.view.nodes.get(id);
  if (node) draft.setNode(id, { versionsHeld: node.versionsHeld + more });
}

function setHints(draft: Draft, change: Change, holder: NodeId, hints: readonly HintView[]): void {
  const before = draft.view.keys.get(change.key)?.hints ?? nothing.hints;
  const others = before.filter((hint) => hint.holder !== holder);
  const all = [...others, ...hints].toSorted((a, b) => a.storedBy - b.storedBy);
  draft.setKey(change.key, change.id, { hints: all });
  const node = draft.view.nodes.get(holder);
  if (node) draft.setNode(holder, { hintsHeld: node.hintsHeld + all.length - before.length });
}

/** The write buffer died with the node: what its disk held of each key is all there is. */
export function loseUnflushed(draft: Draft, node: NodeId, event: EventId): void {
  const changed = draft.onDisk.get(node) ?? new Map<Key, KeyOnDisk>();
  for (const [key, kept] of changed) restore(draft, { key, id: event }, node, kept);
  settle(draft, node);
}

export function wipe(draft: Draft, node: NodeId, event: EventId): void {
  for (const { key, replicas, hints } of draft.view.keys.values()) {
    const isHolder = replicas.has(node) || hints.some((hint) => hint.holder === node);
    if (isHolder) restore(draft, { key, id: event }, node, nothing);
  }
  settle(draft, node);
}

function restore(draft: Draft, change: Change, node: NodeId, kept: KeyOnDisk): void {
  setReplicas(draft, change, node, kept.replicas);
  setHints(draft, change, node, kept.hints);
}

/** The disk holds all that the node does. */
export function settle(draft: Draft, id: NodeId): void {
  if (!draft.onDisk.has(id)) return;
  draft.setNode(id, { unflushed: 0 });
  const onDisk = draft.map(draft.onDisk);
  onDisk.delete(id);
  draft.onDisk = onDisk;
}
