import type { Micros } from '../base/time.ts';
import type { ClientResponse, MembersReply, FailureReason, Message } from './message.ts';
import type { Address, ClientId, Key, NodeId, RequestId } from './names.ts';
import type { Settings } from './settings.ts';
import type { Position } from '../base/position.ts';
import type { Place, Range } from './anti-entropy/place.ts';
import type { Dot, VectorClock, Version } from './versioning/version.ts';

/** A node's alarm clock. At most one of each {@link timerKey} is set at a time. */
export type Timer =
  | { readonly type: 'request-deadline'; readonly request: RequestId }
  | { readonly type: 'replica-timeout'; readonly request: RequestId; readonly node: NodeId }
  | { readonly type: 'forward-timeout'; readonly request: RequestId }
  | { readonly type: 'probe'; readonly node: NodeId }
  | { readonly type: 'probe-timeout'; readonly node: NodeId }
  | { readonly type: 'handoff' }
  | { readonly type: 'handoff-timeout'; readonly node: NodeId }
  | { readonly type: 'flush' }
  /** The next piece of background work may go on. (§6.5) */
  | { readonly type: 'slice' }
  /** Time to compare trees with somebody. (§4.7) */
  | { readonly type: 'anti-entropy' }
  | { readonly type: 'sync-timeout'; readonly node: NodeId }
  /** Time to gossip with somebody. (§4.8.1) */
  | { readonly type: 'gossip' }
  /** Time to try again to hand ranges over. (§4.9) */
  | { readonly type: 'transfer' }
  | { readonly type: 'transfer-timeout'; readonly transfer: number };

/** What an administrator may tell one node to do now. */
export type Administration =
  | { readonly type: 'handoff' }
  | { readonly type: 'sync'; readonly partner: NodeId }
  | { readonly type: 'gossip'; readonly partner: NodeId }
  | {
      readonly type: 'join';
      readonly node: NodeId;
      readonly capacity: number;
      readonly dataCentre: string | null;
    }
  | { readonly type: 'remove'; readonly node: NodeId };

/** What the world tells a node. */
export type Input =
  | {
      readonly type: 'message';
      readonly from: Address;
      readonly message: Message;
    }
  | { readonly type: 'timer'; readonly timer: Timer }
  /**
   * The process starts, with what its disk holds: nothing at first. (§4.6, protocol.md 35)
   * `nextIncarnation` is one more than any that this machine ever counted as.
   */
  | { readonly type: 'start'; readonly disk: readonly string[]; readonly nextIncarnation: number }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'administer'; readonly administration: Administration };

/** When an input arrives. */
export interface Moment {
  /** Virtual time. */
  readonly at: Micros;
  /** What the node's own clock shows: only for timestamps. Differs from `at` by `skew`. */
  readonly wallClock: Micros;
  /** How long the input has waited at the port, while the disk was at work. */
  readonly waitedUs: Micros;
}

/**
 * Something that happened inside a node. It goes into the trace under the same name; no fact
 * is ever read back by the protocol.
 */
export type Fact =
  /** Background work has more slices now, or fewer. (§6.5) */
  | {
      readonly type: 'slices-changed';
      /** 1 … `of`. */
      readonly slices: number;
      readonly of: number;
      /** The 99th percentile of the requests that this node coordinated lately. */
      readonly p99Us: Micros;
      /** `give-way-above`. */
      readonly limitUs: Micros;
    }
  | {
      readonly type: 'request-received';
      readonly request: RequestId;
      readonly op: 'get' | 'put';
      readonly key: Key;
      readonly client: ClientId;
    }
  | { readonly type: 'request-forwarded'; readonly request: RequestId; readonly to: NodeId }
  | {
      readonly type: 'preference-list-resolved';
      readonly request: RequestId;
      readonly key: Key;
      /** All nodes in walking order; the first `homes` are the home nodes. (§4.3) */
      readonly preferenceList: readonly NodeId[];
      readonly homes: number;
      /** Who is asked, and for whom: null at home, or the home node it stands in for. (§4.6) */
      readonly chosen: readonly { readonly node: NodeId; readonly standsInFor: NodeId | null }[];
    }
  | {
      readonly type: 'version-stored';
      readonly key: Key;
      readonly version: Version;
      readonly reason: StoreReason;
      readonly request: RequestId | null;
    }
  | {
      readonly type: 'version-superseded';
      readonly key: Key;
      readonly version: Version;
      readonly by: Dot;
    }
  /** The paper's clock dropped a version that its successor's writer had not seen. (§4.4) */
  | {
      readonly type: 'version-lost';
      readonly key: Key;
      readonly version: Version;
      readonly by: Dot;
      readonly request: RequestId | null;
    }
  /** The clock had more than `clock-limit` pairs: the oldest went. (§4.4) */
  | {
      readonly type: 'clock-truncated';
      readonly key: Key;
      readonly request: RequestId;
      readonly dot: Dot;
      readonly dropped: VectorClock;
    }
  /** Because of that a version that the writer had seen stays beside its successor. (§4.4) */
  | {
      readonly type: 'false-concurrency';
      readonly key: Key;
      readonly request: RequestId;
      readonly version: Dot;
      readonly ancestor: Dot;
    }
  /** Every home node holds the tombstone and nothing beside it: the key is gone. (protocol.md 13) */
  | { readonly type: 'tombstone-reaped'; readonly key: Key; readonly dot: Dot }
  | {
      readonly type: 'hint-stored';
      readonly key: Key;
      readonly version: Version;
      readonly for: NodeId;
      readonly request: RequestId | null;
    }
  | {
      readonly type: 'hint-handed-off';
      readonly key: Key;
      readonly to: NodeId;
      readonly dots: readonly Dot[];
    }
  | {
      readonly type: 'hint-discarded';
      readonly key: Key;
      readonly for: NodeId;
      readonly dot: Dot;
      readonly reason: 'handed-off' | 'superseded';
    }
  /** A replica's acknowledgement of a put was counted, or came after the answer. */
  | {
      readonly type: 'write-acknowledged';
      readonly request: RequestId;
      readonly by: NodeId;
      readonly standsInFor: NodeId | null;
      /** Acknowledgements so far, this one included, against W. */
      readonly count: number;
      readonly late: boolean;
    }
  /** A replica's reply to a get was counted, or came after the answer. */
  | {
      readonly type: 'read-replied';
      readonly request: RequestId;
      readonly by: NodeId;
      readonly standsInFor: NodeId | null;
      readonly versions: readonly Version[];
      readonly count: number;
      readonly late: boolean;
    }
  /** Replies differed: what is left once ancestors are dropped. (§4.4, §5) */
  | {
      readonly type: 'versions-reconciled';
      readonly request: RequestId;
      readonly key: Key;
      readonly versions: readonly Version[];
      readonly dropped: readonly Dot[];
    }
  | {
      readonly type: 'read-repaired';
      readonly request: RequestId;
      readonly key: Key;
      /** The replica that was behind. */
      readonly replica: NodeId;
      readonly versions: readonly Version[];
    }
  /** The coordinator has its answer: the quorum is met, or cannot be. (§4.5) */
  | {
      readonly type: 'request-completed';
      readonly request: RequestId;
      readonly op: 'get' | 'put';
      readonly key: Key;
      readonly outcome: 'ok' | 'failed';
      readonly reason: FailureReason | null;
      readonly detail: string | null;
    }
  | { readonly type: 'node-suspected'; readonly suspect: NodeId; readonly missed: Suspicion }
  | { readonly type: 'node-trusted'; readonly trusted: NodeId }
  | {
      readonly type: 'node-recovered';
      /** Log records that were read back; 0 on a first start. */
      readonly records: number;
      /** Records at the end of the log that were cut off by the crash, and dropped. */
      readonly torn: number;
      readonly versions: number;
      readonly hints: number;
      /** Which incarnation the node counts as from now on: 1 for `A`, 2 for `A~2`. */
      readonly incarnation: number;
    }
  | { readonly type: 'write-flushed'; readonly records: number }
  /** A change of who is a member, by an administrator here or heard of from a peer. (§4.8.1) */
  | {
      readonly type: 'membership-learned';
      readonly member: NodeId;
      readonly change: 'join' | 'remove';
      readonly issuedAt: Micros;
      readonly issuedBy: NodeId;
      /** null: an administrator said so. */
      readonly from: NodeId | null;
    }
  /** Who has which tokens: only what is news to this node. */
  | {
      readonly type: 'tokens-learned';
      readonly owners: readonly { readonly node: NodeId; readonly tokens: readonly Position[] }[];
      readonly from: NodeId | null;
    }
  | {
      readonly type: 'range-offered';
      readonly to: NodeId;
      readonly transfer: number;
      readonly ranges: readonly Range[];
    }
  /** The new owner has all of it, and said so; the old one drops what is not its own. (§4.9) */
  | {
      readonly type: 'range-handed-over';
      readonly to: NodeId;
      readonly transfer: number;
      readonly ranges: readonly Range[];
      readonly keysSent: number;
      /** Keys that this node does not keep any more. */
      readonly dropped: readonly Key[];
    }
  | {
      readonly type: 'range-taken-over';
      readonly from: NodeId;
      readonly transfer: number;
      /** Ranges that are still on their way to this node from others. */
      readonly stillAwaited: number;
    }
  /** The ring has changed again: what was offered is not for that node any more. (§4.9) */
  | {
      readonly type: 'transfer-withdrawn';
      readonly to: NodeId;
      readonly transfer: number;
    }
  /** Keys that this node came to hold and does not keep: it holds them as hints from now on. */
  | { readonly type: 'keys-set-aside'; readonly keys: readonly Key[] }
  /** A newcomer has all its ranges, or all that anybody had left to give. */
  | { readonly type: 'node-joined' }
  /** A removed node has handed over all it had. */
  | { readonly type: 'node-left' }
  /** Places of the trees of two nodes were compared. (§4.7) */
  | {
      readonly type: 'anti-entropy-compared';
      readonly partner: NodeId;
      readonly sync: number;
      readonly places: readonly { readonly place: Place; readonly isEqual: boolean }[];
    }
  | {
      readonly type: 'anti-entropy-finished';
      readonly partner: NodeId;
      readonly sync: number;
      readonly outcome: 'in-step' | 'synchronised' | 'broken-off';
      readonly comparisons: number;
      /** Hashes sent by either side. */
      readonly hashes: number;
      readonly messages: number;
      /** Versions stored by either side, as far as the one who began knows. */
      readonly versionsMoved: number;
    }
  /** The trees were made anew: after a restart, or because the ranges changed. (§4.7) */
  | {
      readonly type: 'merkle-rebuilt';
      readonly ranges: number;
      /** What it cost: keys hashed. */
      readonly keys: number;
    };

/** What the missed answer would have been to. */
export type Suspicion = 'store' | 'fetch' | 'forward' | 'handoff' | 'probe' | 'sync' | 'transfer';

/** Why a replica stored a version. */
export type StoreReason =
  'coordinated' | 'replicated' | 'read-repair' | 'handoff' | 'anti-entropy' | 'transfer';

/**
 * What a node asks of its host. The host carries effects out in order: a `persist` comes
 * before the `send` that promises it. `because` is the index, among the effects of the same
 * step, of the recorded fact that led here; null means the input itself.
 */
export type Effect =
  | { readonly type: 'record'; readonly fact: Fact; readonly because: number | null }
  | {
      readonly type: 'send';
      readonly to: NodeId;
      readonly message: Message;
      readonly because: number | null;
    }
  | {
      readonly type: 'respond';
      readonly to: ClientId;
      readonly message: ClientResponse | MembersReply;
      readonly because: number | null;
    }
  /** `background` timers alone do not keep a run going. */
  | {
      readonly type: 'set-timer';
      readonly timer: Timer;
      readonly at: Micros;
      readonly background: boolean;
    }
  | { readonly type: 'cancel-timer'; readonly timer: Timer }
  /** Appends one record to the log. Not `flushed`: it sits in a buffer that a crash empties. */
  | { readonly type: 'persist'; readonly record: string; readonly flushed: boolean }
  /** Everything buffered reaches the disk. */
  | { readonly type: 'flush' }
  /** Compaction: these records take the place of the whole log. */
  | { readonly type: 'rewrite-log'; readonly records: readonly string[] };

/** Two timers with the same key are the same timer. */
export function timerKey(timer: Timer): string {
  switch (timer.type) {
    case 'request-deadline':
    case 'forward-timeout':
      return `${timer.type} ${timer.request}`;
    case 'replica-timeout':
      return `${timer.type} ${timer.request} ${timer.node}`;
    case 'probe':
    case 'probe-timeout':
    case 'handoff-timeout':
    case 'sync-timeout':
      return `${timer.type} ${timer.node}`;
    case 'handoff':
    case 'flush':
    case 'slice':
    case 'anti-entropy':
    case 'gossip':
    case 'transfer':
      return timer.type;
    case 'transfer-timeout':
      return `${timer.type} ${timer.transfer}`;
  }
}
