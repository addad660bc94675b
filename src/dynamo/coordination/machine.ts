import type { Micros } from '../../base/time.ts';
import type { ClientRequest } from '../message.ts';
import type { ClientId, Key, NodeId, RequestId } from '../names.ts';
import type { History } from '../versioning/causality.ts';
import type { Version } from '../versioning/version.ts';

/** A node that a coordinator asks, for itself or for a home node it stands in for. (§4.6) */
export interface Target {
  readonly node: NodeId;
  readonly standsInFor: NodeId | null;
  /** partial: it replied to a get, but its range is still on its way to it. (§4.9) */
  phase: 'asked' | 'answered' | 'partial' | 'missed';
  /** What it replied to a get. */
  versions: readonly Version[];
  /** As whose stand-in it answered: as it knows the ring, it may be no home of the key. */
  answeredFor: NodeId | null;
}

/**
 * One request at its coordinator: an instance of the state machine of §5.
 *
 *   waiting ──quorum──► answered        stragglers are still counted, and repaired
 *      └────no quorum, or the deadline──► failed
 */
interface Machine {
  readonly request: RequestId;
  readonly client: ClientId;
  readonly key: Key;
  readonly startedAt: Micros;
  /** All nodes in walking order; the first `homes` are the home nodes. (§4.3) */
  readonly preferenceList: readonly NodeId[];
  readonly homes: number;
  readonly targets: Target[];
  /** R or W, at most as many as there are home nodes. */
  readonly needed: number;
  /** Answers so far, its own included. */
  count: number;
  phase: 'waiting' | 'answered' | 'failed';
}

export interface GetMachine extends Machine {
  readonly type: 'get';
  /** Who replied first: the next write's coordinator. (§5) */
  fastest: NodeId | null;
}

export interface PutMachine extends Machine {
  readonly type: 'put';
  /** What the client had seen when it wrote. */
  readonly context: History;
  /** The version that was made here. */
  readonly version: Version;
  /** It and what stands beside it: replicas take them together. */
  readonly shipped: readonly Version[];
}

export type RequestMachine = GetMachine | PutMachine;

/** A request that waits for a sign of life from the node it is to be handed to. */
export interface PendingForward {
  readonly request: ClientRequest;
  readonly to: NodeId;
}

/** How many requests a coordinator remembers, for late answers; then it forgets the oldest. */
const requestsRemembered = 2_048;

export function rememberMachine(
  requests: Map<RequestId, RequestMachine>,
  machine: RequestMachine,
): void {
  requests.set(machine.request, machine);
  if (requests.size <= requestsRemembered) return;
  const [oldest] = requests.keys();
  if (oldest !== undefined) requests.delete(oldest);
}
