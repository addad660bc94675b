import type { Micros } from '../base/time.ts';
import type { Position } from '../base/position.ts';
import type { Place, Range } from '../dynamo/anti-entropy/place.ts';
import type { FailureReason, Message } from '../dynamo/message.ts';
import type { Address, ClientId, Key, NodeId, RequestId } from '../dynamo/names.ts';
import type { Settings } from '../dynamo/settings.ts';
import type { Context, Version } from '../dynamo/versioning/version.ts';
import type { EventId, LossReason, MessageId } from './event.ts';
import type { LayeredMap } from './layered-map.ts';
import type { PictureName } from './pictures.ts';

/** A moment of a run: everything up to and including its first `events` events has happened. */
export interface Cursor {
  readonly at: Micros;
  readonly events: number;
}

export type NodeStatus = 'up' | 'down' | 'paused' | 'joining' | 'leaving' | 'removed';

/** Where a node is between coming and going, whatever its machine does. (§4.8, §4.9) */
export type Standing =
  /** Its ranges are still on their way to it. */
  | 'joining'
  | 'member'
  /** It has learned that it is removed, and hands its ranges over. */
  | 'leaving'
  /** It has handed them over, or was dead when it was removed. */
  | 'removed';

export interface NodeView {
  readonly node: NodeId;
  readonly capacity: number;
  readonly dataCentre: string | null;
  readonly isSeedNode: boolean;
  /** Sorted. Those of a removed node are not on the ring: it takes them again if it comes back. */
  readonly tokens: readonly Position[];
  /** What is to be seen of the two below: a machine's trouble first, unless the node is removed. */
  readonly status: NodeStatus;
  readonly machine: 'up' | 'down' | 'paused';
  readonly standing: Standing;
  /** While it joins or leaves: how many transfers are done, of those that are known of. */
  readonly moved: { readonly done: number; readonly of: number };
  /** Since when it has had this status. */
  readonly since: Micros;
  /** The event that gave it this status. */
  readonly statusEvent: EventId;
  readonly incarnation: number;
  /** Whom it suspects, and the event that made it. (§4.8.3) */
  readonly suspects: ReadonlyMap<NodeId, EventId>;
  /** The latest change of each node that it knows of: members are those that joined. (§4.8.1) */
  readonly believes: ReadonlyMap<NodeId, 'join' | 'remove'>;
  /** The latest change of its own membership that an administrator issued, since the beginning. */
  readonly issued: { readonly change: 'join' | 'remove'; readonly issuedAt: Micros } | null;
  /** The comparison of trees that it began, while it is under way. (§4.7) */
  readonly sync: SyncView | null;
  /** The one that ended last. */
  readonly lastSync: FinishedSyncView | null;
  /** The slices that background work may use; null: all of them, as at the start. (§6.5) */
  readonly background: {
    readonly slices: number;
    readonly of: number;
    readonly p99Us: Micros;
  } | null;
  /** Its wall clock less virtual time. */
  readonly skewUs: number;
  /** What went wrong in the lab itself, if it did. */
  readonly crash: string | null;
  readonly versionsHeld: number;
  readonly hintsHeld: number;
  /** Records in the write buffer that a crash would lose; 0 with `durability=flushed`. */
  readonly unflushed: number;
}

/** Two nodes compare their Merkle trees, from the roots down where they differ. (§4.7) */
export interface SyncView {
  readonly sync: number;
  readonly partner: NodeId;
  /** When the roots had been compared. */
  readonly since: Micros;
  /** What was compared so far: the roots first, then a level of the trees each. */
  readonly levels: readonly (readonly ComparedPlace[])[];
  /** The latest comparison. */
  readonly event: EventId;
}

export interface ComparedPlace {
  readonly place: Place;
  readonly isEqual: boolean;
}

/** How a comparison of trees ended, and what it cost. */
export interface FinishedSyncView {
  readonly partner: NodeId;
  readonly outcome: 'in-step' | 'synchronised' | 'broken-off';
  readonly comparisons: number;
  readonly hashes: number;
  readonly messages: number;
  /** Those that either side is known to have taken by the one who began. */
  readonly versionsMoved: number;
  readonly at: Micros;
  readonly event: EventId;
}

/** Ranges on their way from an old owner to a new one, from the first offer on. (§4.9) */
export interface TransferView {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Counted by the old owner. */
  readonly transfer: number;
  readonly ranges: readonly Range[];
  readonly offeredAt: Micros;
  /** The new owner has all of it; the old one does not know that yet. */
  readonly isTaken: boolean;
  readonly event: EventId;
}

export interface ReplicaVersion {
  readonly version: Version;
  /** The event that stored it. */
  readonly storedBy: EventId;
  readonly storedAt: Micros;
}

export interface HintView {
  readonly holder: NodeId;
  /** The home node it stands in for. (§4.6) */
  readonly for: NodeId;
  readonly version: Version;
  readonly storedBy: EventId;
  readonly storedAt: Micros;
}

export interface KeyView {
  readonly key: Key;
  readonly position: Position;
  /** In walking order; the first `homes` are the home nodes. (§4.3) */
  readonly preferenceList: readonly NodeId[];
  readonly homes: number;
  /** What each node's replica store holds; concurrent versions side by side. */
  readonly replicas: ReadonlyMap<NodeId, readonly ReplicaVersion[]>;
  readonly hints: readonly HintView[];
  /** The last event that changed anything here. */
  readonly changedBy: EventId;
}

/** One replica's part in a request. */
export interface ReplyView {
  readonly by: NodeId;
  readonly standsInFor: NodeId | null;
  readonly at: Micros;
  readonly late: boolean;
  readonly event: EventId;
  /** For a get: what it had. Empty for a put. */
  readonly versions: readonly Version[];
}

export interface RequestView {
  readonly request: RequestId;
  readonly op: 'get' | 'put' | 'delete';
  readonly key: Key;
  /** null for a get and a delete. */
  readonly value: string | null;
  readonly client: ClientId;
  readonly context: Context | null;
  readonly via: NodeId | null;
  readonly issuedAt: Micros;
  readonly issuedBy: EventId;
  /** The node that handed the request on, when the first one was no home of the key. */
  readonly forwardedBy: NodeId | null;
  readonly coordinator: NodeId | null;
  /** Who is asked, and for whom it stands in. */
  readonly chosen: readonly { readonly node: NodeId; readonly standsInFor: NodeId | null }[];
  /** Who was asked and did not answer in time. */
  readonly timedOut: readonly NodeId[];
  /** R or W. */
  readonly needed: number;
  readonly replies: readonly ReplyView[];
  /** When the coordinator had its answer; null before. */
  readonly completedAt: Micros | null;
  readonly completedBy: EventId | null;
  /** When the client had it; null before. */
  readonly answeredAt: Micros | null;
  readonly outcome: 'ok' | 'failed' | null;
  readonly reason: FailureReason | null;
  /** get: what was returned. put: the version written. */
  readonly versions: readonly Version[];
  /** Replicas that were mended after the answer. */
  readonly readRepaired: readonly NodeId[];
  readonly hinted: readonly { readonly holder: NodeId; readonly for: NodeId }[];
}

export interface FlightView {
  readonly message: MessageId;
  readonly from: Address;
  readonly to: Address;
  readonly sentAt: Micros;
  readonly arrivesAt: Micros;
  readonly body: Message;
  readonly sentBy: EventId;
}

/** A message that did not arrive: shown hollow for a moment. */
export interface LostView {
  readonly flight: FlightView;
  readonly lostAt: Micros;
  readonly reason: LossReason;
  readonly event: EventId;
}

export interface LogLine {
  readonly at: Micros;
  readonly line: string;
  readonly event: EventId;
  /** Why it was refused, or null. */
  readonly refused: string | null;
}

/**
 * All there is to see at one moment of a run, from the trace alone. Never changed in place:
 * what is the same object before and after an event is unchanged.
 */
export interface View {
  readonly cursor: Cursor;
  readonly title: string | null;
  readonly randomSeed: number;
  readonly settings: Settings;
  /** Settings of the world as script text. */
  readonly world: Readonly<Record<string, string>>;
  /** In the order named. */
  readonly nodes: ReadonlyMap<NodeId, NodeView>;
  /** In the order of their first request. */
  readonly clients: ReadonlySet<ClientId>;
  readonly keys: LayeredMap<Key, KeyView>;
  readonly requests: LayeredMap<RequestId, RequestView>;
  readonly inFlight: ReadonlyMap<MessageId, FlightView>;
  /** The latest {@link lostShownLimit} lost messages, oldest first. */
  readonly lost: readonly LostView[];
  /** `A>B` for each direction that lets nothing through. */
  readonly cutLinks: ReadonlySet<string>;
  readonly log: readonly LogLine[];
  readonly marks: readonly {
    readonly name: string;
    readonly at: Micros;
    readonly event: EventId;
  }[];
  /** What `show` turned the audience to last. */
  readonly shown: ShownView | null;
  /** What `say` put up last. */
  readonly said: string | null;
  /** Ranges that change hands now, in the order of their first offers. */
  readonly transfers: ReadonlyMap<string, TransferView>;
  /** What anti-entropy has cost and brought so far. (§4.7) */
  readonly antiEntropy: AntiEntropyTotals;
  readonly counts: {
    readonly sent: number;
    readonly delivered: number;
    readonly lost: number;
    readonly bytes: number;
  };
}

/** A picture, and what of it: a key, a node or a request. */
export interface ShownView {
  readonly picture: PictureName;
  readonly subject: string | null;
  readonly event: EventId;
}

/** Comparisons of trees that have ended, and the versions that replicas have taken by them. */
export interface AntiEntropyTotals {
  readonly rounds: number;
  readonly comparisons: number;
  readonly hashes: number;
  readonly versionsMoved: number;
}

export const lostShownLimit = 32;
