import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Draft, Editable, KeyOnDisk } from '../draft.ts';
import type { EventId } from '../event.ts';
import type { HintView, KeyView, ReplicaVersion } from '../view.ts';

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
  const view = draft.key(change.key, change.id);
  const isMore = versions.length > (view.replicas.get(node)?.length ?? 0);
  rememberDisk(draft, view, node, isMore);
  setReplicas(draft, view, node, versions);
}

/** From now on the node holds these hints for others. */
export function keepHints(
  draft: Draft,
  change: Change,
  holder: NodeId,
  hints: readonly HintView[],
): void {
  const view = draft.key(change.key, change.id);
  rememberDisk(draft, view, holder, true);
  setHints(draft, view, holder, hints);
}

/**
 * Before a change that a crash would undo: what the disk holds of the key. A version that is
 * superseded leaves with the record of its successor, and makes none of its own.
 */
function rememberDisk(draft: Draft, view: KeyView, id: NodeId, makesRecord: boolean): void {
  const node = draft.view.settings.durability === 'buffered' ? draft.node(id) : null;
  if (!node) return;
  if (makesRecord) node.unflushed += 1;
  const ofNode = draft.onDisk.get(id) ?? new Map<Key, KeyOnDisk>();
  if (ofNode.has(view.key)) return;
  const keys = draft.map(ofNode).set(view.key, {
    replicas: replicasOf(draft, view.key, id),
    hints: hintsOf(draft, view.key, id),
  });
  draft.onDisk = draft.map(draft.onDisk).set(id, keys);
}

function setReplicas(
  draft: Draft,
  view: Editable<KeyView>,
  id: NodeId,
  versions: readonly ReplicaVersion[],
): void {
  const before = view.replicas.get(id)?.length ?? 0;
  const replicas = draft.map(view.replicas);
  if (versions.length === 0) replicas.delete(id);
  else replicas.set(id, versions);
  view.replicas = replicas;
  const node = draft.node(id);
  if (node) node.versionsHeld += versions.length - before;
}

function setHints(
  draft: Draft,
  view: Editable<KeyView>,
  holder: NodeId,
  hints: readonly HintView[],
): void {
  const others = view.hints.filter((hint) => hint.holder !== holder);
  const node = draft.node(holder);
  if (node) node.hintsHeld += others.length + hints.length - view.hints.length;
  view.hints = [...others, ...hints].toSorted((a, b) => a.storedBy - b.storedBy);
}

/** The write buffer died with the node: what its disk held of each key is all there is. */
export function loseUnflushed(draft: Draft, node: NodeId, event: EventId): void {
  const changed = draft.onDisk.get(node) ?? new Map<Key, KeyOnDisk>();
  for (const [key, kept] of changed) restore(draft, draft.key(key, event), node, kept);
  settle(draft, node);
}

export function wipe(draft: Draft, node: NodeId, event: EventId): void {
  for (const view of draft.view.keys.values()) {
    const isHolder = view.replicas.has(node) || view.hints.some((hint) => hint.holder === node);
    if (isHolder) restore(draft, draft.key(view.key, event), node, nothing);
  }
  settle(draft, node);
}

function restore(draft: Draft, view: Editable<KeyView>, node: NodeId, kept: KeyOnDisk): void {
  setReplicas(draft, view, node, kept.replicas);
  setHints(draft, view, node, kept.hints);
}

/** The disk holds all that the node does. */
export function settle(draft: Draft, id: NodeId): void {
  if (!draft.onDisk.has(id)) return;
  const node = draft.node(id);
  if (node) node.unflushed = 0;
  const onDisk = draft.map(draft.onDisk);
  onDisk.delete(id);
  draft.onDisk = onDisk;
}
