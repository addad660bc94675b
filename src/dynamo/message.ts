import type { ClientId, Key, NodeId, RequestId } from './names.ts';
import type { History } from './membership/history.ts';
import type { KeyVersions, Place, Range } from './anti-entropy/place.ts';
import type { Hash } from '../base/hash.ts';
import type { Summary } from './anti-entropy/merkle-tree.ts';
import type { Context, Dot, Version } from './versioning/version.ts';

/** Why a request failed. (design.md §5) */
export type FailureReason =
  | 'write-quorum-not-met'
  | 'read-quorum-not-met'
  | 'no-node-reachable'
  | 'timeout'
  | 'node-down'
  /** The put's context is malformed, or belongs to another key. Nothing was stored. (§4.4) */
  | 'context-rejected';

/** What a client asks of any node. (§4.1) */
export type ClientRequest =
  | {
      readonly type: 'get';
      readonly request: RequestId;
      readonly client: ClientId;
      readonly key: Key;
    }
  | {
      readonly type: 'put';
      readonly request: RequestId;
      readonly client: ClientId;
      readonly key: Key;
      /** null deletes: a tombstone is written. */
      readonly value: string | null;
      /** What the client had seen of the key; null for a blind write. Unchecked. */
      readonly context: unknown;
    };

/** What the coordinator answers. */
export type ClientResponse =
  | {
      readonly type: 'response';
      readonly request: RequestId;
      readonly outcome: 'ok';
      /** get: all causally unrelated versions, none for an absent key. put: the one written. */
      readonly versions: readonly Version[];
      readonly context: Context;
    }
  | {
      readonly type: 'response';
      readonly request: RequestId;
      readonly outcome: 'failed';
      readonly reason: FailureReason;
    };

/** A partition-aware client asks any node who is a member, and which tokens they have. (§6.4) */
export interface MembersAsk {
  readonly type: 'members-ask';
  readonly client: ClientId;
}

export interface MembersReply {
  readonly type: 'members-reply';
  readonly history: History;
}

/**
 * Everything that travels. Closed: a node answers each of these, and nothing else.
 *
 * A stand-in is addressed like a replica, with `hintFor` naming the home node it stands in
 * for; null means that the receiver is a home node itself. (§4.6)
 */
export type Message =
  | ClientRequest
  | ClientResponse
  | MembersAsk
  | MembersReply
  /** A node that is no home of the key hands the request to one that is. One hop. (§5) */
  | { readonly type: 'forward'; readonly request: ClientRequest }
  | {
      readonly type: 'store';
      readonly request: RequestId;
      readonly key: Key;
      readonly versions: readonly Version[];
      readonly hintFor: NodeId | null;
      /** This replica is to have it on its disk before it says so. (§5) */
      readonly durable: boolean;
    }
  /** `hintFor`: for whom it is kept, as the receiver knows the ring; null: at home. */
  | { readonly type: 'store-ack'; readonly request: RequestId; readonly hintFor: NodeId | null }
  | {
      readonly type: 'fetch';
      readonly request: RequestId;
      readonly key: Key;
      readonly hintFor: NodeId | null;
    }
  | {
      readonly type: 'fetch-reply';
      readonly request: RequestId;
      /** The range is still on its way here: there may be more than this. (§4.9) */
      readonly isPartial: boolean;
      readonly versions: readonly Version[];
      readonly hintFor: NodeId | null;
    }
  /** Read repair: the versions that a stale replica lacks. (§5) */
  | {
      readonly type: 'repair';
      readonly request: RequestId;
      readonly key: Key;
      readonly versions: readonly Version[];
    }
  /** A hint travels home. (§4.6) */
  | {
      readonly type: 'handoff';
      /** Counted by the holder; comes back in the acknowledgement. */
      readonly handoff: number;
      readonly key: Key;
      readonly versions: readonly Version[];
    }
  | { readonly type: 'handoff-ack'; readonly handoff: number }
  /** All home nodes hold just this tombstone: drop the key. (protocol.md 13) */
  | { readonly type: 'reap'; readonly key: Key; readonly dot: Dot }
  /** Gossip: what do you know of members and tokens? (§4.8.1) */
  | { readonly type: 'gossip'; readonly digest: Hash }
  /** null: the same. Otherwise all that the answerer knows, and the other one tells in turn. */
  | { readonly type: 'gossip-reply'; readonly history: History | null }
  | { readonly type: 'gossip-history'; readonly history: History }
  /** An old owner offers ranges to a node that keeps them now. (§4.9) */
  | {
      readonly type: 'range-offer';
      /** Counted by the old owner. */
      readonly transfer: number;
      readonly ranges: readonly Range[];
    }
  /** The newcomer wants them; or does not know yet that they are its own. */
  | { readonly type: 'range-accept'; readonly transfer: number; readonly accepted: boolean }
  | {
      readonly type: 'range-transfer';
      readonly transfer: number;
      readonly part: number;
      readonly ranges: readonly Range[];
      readonly entries: readonly KeyVersions[];
      /** Nothing is left: with its acknowledgement the ranges have changed hands. */
      readonly isLast: boolean;
    }
  | {
      readonly type: 'range-received';
      readonly transfer: number;
      readonly part: number;
      /** How many slices background work may use at the receiver: go no faster. (§6.5) */
      readonly slices: number;
    }
  /** Anti-entropy: the roots of the ranges that two nodes share. (§4.7) */
  | {
      readonly type: 'sync-roots';
      /** Counted by the one who began. */
      readonly sync: number;
      readonly roots: readonly { readonly range: Range; readonly hash: Hash }[];
    }
  /** The ranges whose roots differ, with the answerer's own. */
  | {
      readonly type: 'sync-differing';
      readonly sync: number;
      readonly roots: readonly { readonly range: Range; readonly summary: Summary }[];
      /** Ranges that it cannot speak for: its ring is cut otherwise, or they are on their way to it. */
      readonly unknown: readonly Range[];
    }
  /** What is below these places in your trees? */
  | { readonly type: 'sync-ask'; readonly sync: number; readonly places: readonly Place[] }
  /** The left children there; the right ones follow from the parents. */
  | {
      readonly type: 'sync-branches';
      readonly sync: number;
      readonly left: readonly { readonly place: Place; readonly summary: Summary }[];
    }
  /** Down at the keys: all that the one who began holds below these places. */
  | {
      readonly type: 'sync-exchange';
      readonly sync: number;
      readonly places: readonly Place[];
      readonly entries: readonly KeyVersions[];
    }
  /** What the other one lacks. */
  | {
      readonly type: 'sync-entries';
      readonly sync: number;
      readonly entries: readonly KeyVersions[];
    }
  /** Are you there? Sent to a suspected node, and before a request is handed on. (§4.8.3) */
  | { readonly type: 'probe'; readonly probe: number }
  | { readonly type: 'probe-reply'; readonly probe: number };

/** The shape a message has on screen, one per kind. (look.md) */
export type MessageKind =
  'read' | 'write' | 'reply' | 'hint' | 'probe' | 'gossip' | 'merkle' | 'transfer';

/**
 * Does it travel all the time, whether or not anybody asks for anything, and bring no news?
 * Gossip that finds nothing new, probes, and Merkle trees whose roots are equal.
 */
export function isBackground(message: Message): boolean {
  switch (message.type) {
    case 'gossip':
    case 'probe':
    case 'probe-reply':
    case 'members-ask':
    case 'members-reply':
    case 'sync-roots':
      return true;
    case 'gossip-reply':
      return message.history === null;
    case 'sync-differing':
      return message.roots.length === 0;
    default:
      return false;
  }
}
