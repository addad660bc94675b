import { newAdmission, slicesAtMost, type Admission } from './background/slices.ts';
import type { Position } from '../base/position.ts';
import type { Hash } from '../base/hash.ts';
import type { Summary } from './anti-entropy/merkle-tree.ts';
import type { Place, Range } from './anti-entropy/place.ts';
import { membershipOf, type History, type Membership } from './membership/history.ts';
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

/** Ranges on their way to a new owner. (§4.9) */
export interface Transfer {
  readonly transfer: number;
  readonly to: NodeId;
  readonly ranges: readonly Range[];
  /** waiting ─► offered ─► sending ─► handed over, and forgotten. */
  phase: 'waiting' | 'offered' | 'sending';
  /** Which part is under way: 1, 2… */
  part: number;
  /** The slices that its receiver can take: no faster than that. (§6.5) */
  receiverSlices: number;
  /** What arrived of each key, so that nothing is sent twice: its dots. */
  readonly sent: Map<Key, string>;
  /** What is in the part under way. */
  underWay: readonly (readonly [Key, string])[];
}

export function openTransfer(transfer: number, to: NodeId, ranges: readonly Range[]): Transfer {
  const nothingYet = { phase: 'waiting', part: 0, sent: new Map(), underWay: [] } as const;
  return { transfer, to, ranges, receiverSlices: slicesAtMost, ...nothingYet };
}

/** A comparison of trees under way, at the one who began it. (§4.7) */
export interface SyncSession {
  readonly sync: number;
  readonly partner: NodeId;
  /** The hash of each range's root as it was sent, by the end of the range. */
  readonly roots: ReadonlyMap<Position, Hash>;
  /** What the partner has at each place that is being asked about. */
  theirs: readonly { readonly place: Place; readonly summary: Summary }[];
  /** Where they differ and the keys themselves are to be exchanged. */
  found: Place[];
  /** The partner can speak for all that both keep. */
  isWhole: boolean;
  comparisons: number;
  hashes: number;
  messages: number;
  versionsMoved: number;
}

/**
 * All that a node knows: plain data, so that it can be cloned, carried to a worker, and gone
 * on with there. Nodes in one thread share no part of it that ever changes.
 */
export interface NodeState {
  readonly node: NodeId;
  settings: Settings;
  /** Who is a member, and who has which tokens, as far as this node knows. (§4.8.1) */
  membership: Membership;
  /** Tokens that it takes when it first becomes a member. */
  readonly ownTokens: readonly Position[];
  /** Ranges that it keeps from now on, and is still to be given. (§4.9) */
  awaited: readonly Range[];
  /** How often it has looked in vain for what it awaits. */
  awaitedInVain: number;
  /** A member, and nothing is on its way to it. */
  hasJoined: boolean;
  /** Removed, and everything is handed over. */
  hasLeft: boolean;
  /** Ranges that it is to hand over. */
  readonly transfers: Map<number, Transfer>;
  nextTransfer: number;
  transferTimerSet: boolean;
  /** Known to all by configuration. (§4.8.2) */
  readonly seedNodes: readonly NodeId[];

  /** As whom it counts in vector clocks. */
  actor: Actor;
  incarnation: number;
  /** What it keeps as a home node. (§4.3) */
  readonly store: Map<Key, readonly Version[]>;
  /** What it keeps for others, apart from its own: by intended node, then key. (§4.6) */
  readonly hints: Map<NodeId, Map<Key, readonly Version[]>>;
  /** By key: own counters that are used up though nothing here shows it any more. */
  readonly retired: Map<Key, number>;
  /** The tombstones of reaped keys: what they had seen is no news. (protocol.md 13) */
  readonly reaped: Map<Key, Version>;
  /** By key that is a lone tombstone here: who else is known to hold it. */
  readonly confirmed: Map<Key, Set<NodeId>>;
  /** Whether background work may go on. (§6.5) */
  readonly admission: Admission;
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
  /** What it knows before it has heard from anybody. */
  readonly membership: History;
  /** Tokens that it takes when it first becomes a member. */
  readonly ownTokens: readonly Position[];
  /** Known to all by configuration. (§4.8.2) */
  readonly seedNodes: readonly NodeId[];
  readonly randomSeed: number;
}

/** The first members have joined before the run begins. */
function isFounder({ node, membership }: NodeConfiguration): boolean {
  return membership.changes.some(({ member }) => member === node);
}

export function emptyState(configuration: NodeConfiguration): NodeState {
  return {
    node: configuration.node,
    settings: configuration.settings,
    membership: membershipOf(configuration.membership),
    ownTokens: configuration.ownTokens,
    awaited: [],
    admission: newAdmission(),
    awaitedInVain: 0,
    hasJoined: isFounder(configuration),
    hasLeft: false,
    transfers: new Map(),
    nextTransfer: 1,
    transferTimerSet: false,
    seedNodes: configuration.seedNodes,
    actor: configuration.node as string,
    incarnation: 1,
    store: new Map(),
    hints: new Map(),
    retired: new Map(),
    reaped: new Map(),
    confirmed: new Map(),
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
