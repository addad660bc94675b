import type { ClientId, Key, NodeId, RequestId } from './names.ts';
import type { Context, Version } from './versioning/version.ts';

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

/**
 * Everything that travels. Closed: a node answers each of these, and nothing else.
 *
 * A stand-in is addressed like a replica, with `hintFor` naming the home node it stands in
 * for; null means that the receiver is a home node itself. (§4.6)
 */
export type Message =
  | ClientRequest
  | ClientResponse
  /** A node that is no home of the key hands the request to one that is. One hop. (§5) */
  | { readonly type: 'forward'; readonly request: ClientRequest }
  | {
      readonly type: 'store';
      readonly request: RequestId;
      readonly key: Key;
      readonly versions: readonly Version[];
      readonly hintFor: NodeId | null;
    }
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
  /** Are you there? Sent to a suspected node, and before a request is handed on. (§4.8.3) */
  | { readonly type: 'probe'; readonly probe: number }
  | { readonly type: 'probe-reply'; readonly probe: number };

/** The shape a message has on screen, one per kind. (look.md) */
export type MessageKind = 'read' | 'write' | 'reply' | 'hint' | 'probe' | 'gossip' | 'merkle';
