import type { Micros } from '../base/time.ts';
import type { Position } from '../base/position.ts';
import type { Fact, Timer } from '../dynamo/effect.ts';
import type { FailureReason, Message } from '../dynamo/message.ts';
import type { Address, Key, NodeId, RequestId } from '../dynamo/names.ts';
import type { Settings } from '../dynamo/settings.ts';
import type { Context, Version } from '../dynamo/versioning/version.ts';
import type { Flavor } from '../base/flavor.ts';

/** A message on the wire, `m1`, `m2`…, in the order in which they were sent. */
export type MessageId = Flavor<string, 'MessageId'>;

/** The index of an event in its trace: 0 is `run-started`. */
export type EventId = Flavor<number, 'EventId'>;

/** What every event carries. */
export interface EventHeader {
  readonly id: EventId;
  readonly at: Micros;
  /** Whose event it is: a node, a client, or `world`. */
  readonly node: Address;
  /** The event that led to this one; null for what a person did. */
  readonly cause: EventId | null;
}

/** A node at the beginning of a run. */
export interface NodeAtStart {
  readonly node: NodeId;
  /** 1 is ordinary; tokens are in proportion. (§4.2) */
  readonly capacity: number;
  readonly dataCentre: string | null;
  /** Known to all by configuration. (§4.8.2) */
  readonly isSeedNode: boolean;
  readonly tokens: readonly Position[];
}

export type LossReason =
  /** The receiver was down. */
  | 'node-down'
  /** A partition or a cut lay in the way. */
  | 'unreachable'
  /** The link loses some. */
  | 'lossy-link'
  /** A person dropped it. */
  | 'dropped'
  /** Its receiver never existed, or is no longer known. */
  | 'no-receiver';

/** What the world did: commands, faults, the network and the clients. */
export type WorldEvent =
  | {
      readonly type: 'run-started';
      readonly title: string | null;
      readonly randomSeed: number;
      readonly settings: Settings;
      readonly nodes: readonly NodeAtStart[];
      /** The settings of the world as script text: `latency=uniform:5ms:15ms`, … */
      readonly world: Readonly<Record<string, string>>;
    }
  /** One line of the log, as it stands in the script, without its time. */
  | { readonly type: 'command-issued'; readonly line: string }
  /** The command could not be carried out; the run goes on. */
  | { readonly type: 'command-refused'; readonly line: string; readonly why: string }
  | { readonly type: 'setting-changed'; readonly settings: Settings; readonly changes: string }
  | {
      readonly type: 'message-sent';
      readonly message: MessageId;
      readonly to: Address;
      readonly arrivesAt: Micros;
      readonly body: Message;
      readonly bytes: number;
      /** The second copy of this message. */
      readonly copyOf: MessageId | null;
    }
  | { readonly type: 'message-delayed'; readonly message: MessageId; readonly arrivesAt: Micros }
  | { readonly type: 'message-delivered'; readonly message: MessageId }
  | { readonly type: 'message-lost'; readonly message: MessageId; readonly reason: LossReason }
  | { readonly type: 'timer-fired'; readonly timer: Timer }
  | { readonly type: 'node-killed'; readonly target: NodeId }
  | { readonly type: 'node-restarted'; readonly target: NodeId }
  | { readonly type: 'node-paused'; readonly target: NodeId }
  | { readonly type: 'node-resumed'; readonly target: NodeId }
  | { readonly type: 'disk-wiped'; readonly target: NodeId }
  /** The lab itself failed in this node. Not part of what a run repeats. */
  | { readonly type: 'node-crashed'; readonly target: NodeId; readonly error: string }
  /** A write that was acknowledged from memory did not survive the crash. (§5) */
  | { readonly type: 'write-lost'; readonly target: NodeId; readonly records: number }
  | { readonly type: 'clock-skewed'; readonly target: NodeId; readonly byUs: number }
  /** All links that let nothing through from now on, as [from, to]. */
  | {
      readonly type: 'links-cut';
      readonly links: readonly (readonly [Address, Address])[];
    }
  | {
      readonly type: 'link-shaped';
      readonly from: Address | null;
      readonly to: Address | null;
      readonly shape: string;
    }
  | {
      readonly type: 'request-issued';
      readonly request: RequestId;
      readonly op: 'get' | 'put' | 'delete';
      readonly key: Key;
      readonly value: string | null;
      readonly via: NodeId | null;
      /** What the client had seen; null for a blind write and for a get. */
      readonly context: Context | null;
    }
  /** The client has its answer, or gave up. */
  | {
      readonly type: 'request-answered';
      readonly request: RequestId;
      readonly outcome: 'ok' | 'failed';
      readonly reason: FailureReason | null;
      readonly versions: readonly Version[];
    }
  /** For the audience; no effect on the run and no part of its digest. */
  | { readonly type: 'said'; readonly text: string }
  /** A partition-aware client has a fresh view of the members. (§6.4) */
  | {
      readonly type: 'members-downloaded';
      readonly from: NodeId;
      readonly members: readonly NodeId[];
      /** Are they others than it knew? */
      readonly isNews: boolean;
    }
  | { readonly type: 'shown'; readonly view: string; readonly subject: string | null }
  | { readonly type: 'marked'; readonly name: string };

export type TraceEvent = EventHeader & (WorldEvent | Fact);
export type EventType = TraceEvent['type'];
export type EventOf<Type extends EventType> = Extract<TraceEvent, { readonly type: Type }>;
/** An event before it has its place in the trace. */
export type EventBody = WorldEvent | Fact;
