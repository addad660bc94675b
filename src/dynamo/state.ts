import type { Position } from '../base/position.ts';
import type { Summary } from './anti-entropy/merkle-tree.ts';
import type { Place } from './anti-entropy/place.ts';
import type { PendingForward, RequestMachine } from './coordination/machine.ts';
import { randomStream } from '../base/random.ts';
import type { Actor, Key, NodeId, RequestId } from './names.ts';
import type { Settings } from './settings.ts';
import type { Version } from './versioning/version.ts';

/** Hints on their way home, until the home node acknowledges. (§4.6) */
export interface PendingHandoff {
  readonly to: NodeId;
  readonly key: Key;
  readonly versions: readonly Version[];
}

/** A comparison of trees under way, at the one who began it. (§4.7) */
export interface SyncSession {
  readonly sync: number;
  readonly partner: NodeId;
  /** What the partner has at each place that is being asked about. */
  theirs: readonly { readonly place: Place; readonly summary: Summary }[];
  /** Where they differ and the keys themselves are to be exchanged. */
  found: Place[];
  comparisons: number;
  hashes: number;
  messages: number;
  versionsMoved: number;
}

/**
 * All that a node knows: plain data, so that it can be cloned, carried to a worker, and gone
 * on with there. Never shared between nodes.
 */
export interface NodeState {
  readonly node: NodeId;
  settings: Settings;
  /** Who has which tokens. */
  members: Map<NodeId, readonly Position[]>;

  /** As whom it counts in vector clocks. */
  actor: Actor;
  incarnation: number;
  /** What it keeps as a home node. (§4.3) */
  readonly store: Map<Key, readonly Version[]>;
  /** What it keeps for others, apart from its own: by intended node, then key. (§4.6) */
  readonly hints: Map<NodeId, Map<Key, readonly Version[]>>;
  /** By key: own counters that are used up though nothing here shows it any more. */
  readonly retired: Map<Key, number>;
  /** Records in the log, flushed or not. */
  logRecords: number;
  /** Records in the write buffer. */
  unflushed: number;

  /** Whom it believes failed. Its own opinion only. (§4.8.3) */
  readonly suspects: Set<NodeId>;
  readonly requests: Map<RequestId, RequestMachine>;
  readonly forwards: Map<RequestId, PendingForward>;
  /** Requests that came in lately, so that a duplicated message is not served twice. */
  readonly served: Set<RequestId>;
  readonly handoffs: Map<number, PendingHandoff>;
  /** The comparison of trees that it began, if one is under way. (§4.7) */
  sync: SyncSession | null;
  nextSync: number;
  /** State of its stream of random numbers. */
  random: readonly number[];
  handoffTimerSet: boolean;
  flushTimerSet: boolean;
  /** Counters that number what this node sends. */
  nextHandoff: number;
  nextProbe: number;
}

/** What a node is configured with before it starts. */
export interface NodeConfiguration {
  readonly node: NodeId;
  readonly settings: Settings;
  readonly members: ReadonlyMap<NodeId, readonly Position[]>;
  readonly randomSeed: number;
}

export function emptyState(configuration: NodeConfiguration): NodeState {
  return {
    node: configuration.node,
    settings: configuration.settings,
    members: new Map(configuration.members),
    actor: configuration.node as string,
    incarnation: 1,
    store: new Map(),
    hints: new Map(),
    retired: new Map(),
    logRecords: 0,
    unflushed: 0,
    suspects: new Set(),
    requests: new Map(),
    forwards: new Map(),
    served: new Set(),
    handoffs: new Map(),
    sync: null,
    nextSync: 1,
    random: randomStream(configuration.randomSeed, `node ${configuration.node}`).state(),
    handoffTimerSet: false,
    flushTimerSet: false,
    nextHandoff: 1,
    nextProbe: 1,
  };
}
