import { compareText } from '../base/order.ts';
import type { Position } from '../base/position.ts';
import type { Micros } from '../base/time.ts';
import type { FailureReason } from '../dynamo/message.ts';
import type { Actor, ClientId, Key, NodeId, RequestId } from '../dynamo/names.ts';
import { compareDots } from '../dynamo/versioning/causality.ts';
import type { VectorClock, Version } from '../dynamo/versioning/version.ts';
import { runChecks, type Verdicts } from '../trace/checks/run-checks.ts';
import { digestOf } from '../trace/digest.ts';
import type { Trace } from '../trace/trace.ts';
import type {
  AntiEntropyTotals,
  HintView,
  NodeStatus,
  NodeView,
  RequestView,
  View,
} from '../trace/view.ts';

/** What came of a run, as JSON: for the command line, sweeps and tests. (design.md §5) */
export interface Result {
  readonly format: 'dynamo-lab/result@1';
  readonly digest: string;
  readonly events: number;
  readonly nowUs: Micros;
  /** In the order in which they were issued. */
  readonly requests: readonly (PutResult | GetResult)[];
  /** All nodes in walking order; the first n are the home nodes. */
  readonly preferenceLists: Readonly<Record<Key, readonly NodeId[]>>;
  /** In the order named. */
  readonly nodes: Readonly<Record<NodeId, NodeResult>>;
  /** Comparisons of trees that have ended. (§4.7) */
  readonly antiEntropy: AntiEntropyTotals;
  readonly messages: MessageCounts;
  readonly checks: Verdicts;
}

export interface PutResult extends RequestResult {
  readonly op: 'put' | 'delete';
  /** null for a delete. */
  readonly value: string | null;
  /** Of the version written; null when none was. */
  readonly clock: ClockResult | null;
  readonly dot: Actor | null;
  /** Those that were counted, in the order in which they answered. */
  readonly acknowledgedBy: readonly NodeId[];
  readonly hinted: readonly { readonly holder: NodeId; readonly for: NodeId }[];
}

export interface GetResult extends RequestResult {
  readonly op: 'get';
  /** Those that were counted, in the order in which they answered. */
  readonly repliedBy: readonly NodeId[];
  readonly versions: readonly VersionResult[];
  readonly readRepaired: readonly NodeId[];
}

interface RequestResult {
  readonly id: RequestId;
  readonly key: Key;
  readonly client: ClientId;
  readonly startedUs: Micros;
  /** When the client had its answer; null where the run ended before. */
  readonly finishedUs: Micros | null;
  readonly coordinator: NodeId | null;
  readonly outcome: 'ok' | 'failed' | null;
  readonly reason: FailureReason | null;
}

/** The paper's clock: counters by who counted. */
export type ClockResult = Readonly<Record<Actor, number>>;

export interface VersionResult {
  /** null for a tombstone. */
  readonly value: string | null;
  readonly clock: ClockResult;
  /** Whose counter in the clock is this version itself. */
  readonly dot: Actor;
  readonly tombstone?: true;
}

export interface NodeResult {
  readonly status: NodeStatus;
  /** Those that are on the ring: none of a removed node. */
  readonly tokens: readonly Position[];
  /** Ranges of the ring that are its own: one a token. */
  readonly ranges: number;
  readonly store: Readonly<Record<Key, readonly VersionResult[]>>;
  readonly hints: readonly (VersionResult & { readonly for: NodeId; readonly key: Key })[];
  /** Who is a member, as far as this node knows, by name. (§4.8.1) */
  readonly members: readonly NodeId[];
  readonly suspects: readonly NodeId[];
  readonly incarnation: number;
}

export interface MessageCounts {
  readonly sent: number;
  readonly delivered: number;
  readonly lost: number;
  readonly bytes: number;
}

/** What came of the run that this is the trace of; `end` is the view of its end. */
export function resultOf(trace: Trace, end: View): Result {
  const keys = [...end.keys.values()];
  const { sent, delivered, lost, bytes } = end.counts;
  return {
    format: 'dynamo-lab/result@1',
    digest: digestOf(trace),
    events: trace.length,
    nowUs: end.cursor.at,
    requests: Array.from(end.requests.values(), requestResult),
    preferenceLists: Object.fromEntries(keys.map((key) => [key.key, key.preferenceList])),
    nodes: Object.fromEntries(
      Array.from(end.nodes.values(), (node) => [node.node, nodeResult(end, node)]),
    ),
    antiEntropy: end.antiEntropy,
    messages: { sent, delivered, lost, bytes },
    checks: runChecks(trace, end),
  };
}

function requestResult(request: RequestView): PutResult | GetResult {
  const { request: id, op, key, value, versions } = request;
  const answered = request.replies.filter((reply) => !reply.late).map(({ by }) => by);
  if (op === 'get') {
    return {
      id,
      op,
      key,
      ...courseOf(request),
      repliedBy: answered,
      versions: versions.map(versionResult),
      readRepaired: request.readRepaired,
    };
  }
  const [written] = versions;
  return {
    id,
    op,
    key,
    value,
    ...courseOf(request),
    clock: written ? clockResult(written.clock) : null,
    dot: written?.dot.actor ?? null,
    acknowledgedBy: answered,
    hinted: request.hinted,
  };
}

function courseOf(request: RequestView): Omit<RequestResult, 'id' | 'key'> {
  return {
    client: request.client,
    startedUs: request.issuedAt,
    finishedUs: request.answeredAt,
    coordinator: request.coordinator,
    outcome: request.outcome,
    reason: request.reason,
  };
}

function nodeResult(end: View, node: NodeView): NodeResult {
  const keys = [...end.keys.values()];
  const stored = keys.flatMap(({ key, replicas }) => {
    const kept = replicas.get(node.node);
    return kept ? [[key, versionResults(kept)] as const] : [];
  });
  const hints = keys.flatMap(({ key, hints: all }) =>
    all.filter((hint) => hint.holder === node.node).map((hint) => hintResult(key, hint)),
  );
  const tokens = node.status === 'removed' ? [] : node.tokens;
  return {
    status: node.status,
    tokens,
    ranges: tokens.length,
    store: Object.fromEntries(stored),
    hints,
    members: membersOf(node),
    suspects: [...node.suspects.keys()].toSorted(compareText),
    incarnation: node.incarnation,
  };
}

function membersOf({ believes }: NodeView): readonly NodeId[] {
  return [...believes]
    .flatMap(([member, change]) => (change === 'join' ? [member] : []))
    .toSorted(compareText);
}

function hintResult(key: Key, hint: HintView): NodeResult['hints'][number] {
  return { for: hint.for, key, ...versionResult(hint.version) };
}

/** In an order that does not depend on which came first: replicas that agree look the same. */
function versionResults(kept: readonly { readonly version: Version }[]): readonly VersionResult[] {
  return kept
    .map(({ version }) => version)
    .toSorted((a, b) => compareDots(a.dot, b.dot))
    .map(versionResult);
}

function versionResult({ value, clock, dot }: Version): VersionResult {
  const version = { value, clock: clockResult(clock), dot: dot.actor };
  return value === null ? { ...version, tombstone: true } : version;
}

function clockResult(clock: VectorClock): ClockResult {
  return Object.fromEntries(clock.map(({ actor, counter }) => [actor, counter]));
}
