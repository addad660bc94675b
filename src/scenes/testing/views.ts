import { type Position, positionOf } from '../../base/position.ts';
import { randomStream } from '../../base/random.ts';
import type { Micros } from '../../base/time.ts';
import type { Message } from '../../dynamo/message.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Settings } from '../../dynamo/settings.ts';
import { LayeredMap } from '../../trace/layered-map.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { newNode } from '../../trace/reduce/standing.ts';
import type {
  FlightView,
  HintView,
  KeyView,
  LostView,
  NodeView,
  RequestView,
  View,
} from '../../trace/view.ts';

/*
 * Views made by hand, for figures of states that a run reaches only by luck or at length. They are
 * typed, so they can't drift from what the projector gives; whether a run may come to them is up
 * to the author of the figure.
 */

const settings: Settings = {
  n: 3,
  r: 2,
  w: 2,
  tokens: 8,
  strategy: 1,
  partitions: 64,
  versioning: 'dotted',
  clockLimit: 10,
  sloppy: true,
  handoff: true,
  handoffEveryUs: 2_000_000,
  readRepair: true,
  antiEntropy: true,
  antiEntropyEveryUs: 10_000_000,
  gossipEveryUs: 1_000_000,
  coordinator: 'fastest',
  durability: 'flushed',
  flushEveryUs: 1_000_000,
  requestTimeoutUs: 300_000,
  replicaTimeoutUs: 100_000,
  suspectForUs: 1_000_000,
  diskUs: 0,
  giveWayAboveUs: 200_000,
  durableWrite: true,
};

/** `count` node names: A … Z, then node-27…; more than 26 are all numbered. */
export function nodeNames(count: number): readonly NodeId[] {
  return Array.from({ length: count }, (_, at) =>
    count <= 26 ? String.fromCodePoint(65 + at) : `n${at + 1}`,
  );
}

export function nodeView(
  node: NodeId,
  tokens: readonly Position[],
  more: Partial<NodeView> = {},
): NodeView {
  const born = newNode(
    { node, capacity: 1, dataCentre: null, isSeedNode: false, tokens },
    { id: 0, at: 0, node, cause: null },
  );
  return { ...born, tokens, status: 'up', standing: 'member', ...more };
}

/** Seeded tokens, sorted. */
export function drawTokens(node: NodeId, count: number): readonly Position[] {
  const stream = randomStream(7, `tokens ${node}`);
  const word = (): string => stream.integer(0, 0xffff_ffff).toString(16).padStart(8, '0');
  return Array.from({ length: count }, () => word() + word() + word() + word()).toSorted();
}

export interface ViewParts {
  readonly nodes?: readonly NodeView[];
  readonly clients?: readonly string[];
  readonly keys?: readonly KeyView[];
  readonly requests?: readonly RequestView[];
  readonly inFlight?: readonly FlightView[];
  readonly lost?: readonly LostView[];
  readonly cutLinks?: readonly string[];
  readonly atUs?: Micros;
}

function layered<Value>(entries: readonly (readonly [string, Value])[]): LayeredMap<string, Value> {
  return new LayeredMap(new Map(entries));
}

export function viewOf(parts: ViewParts): View {
  return {
    cursor: { at: parts.atUs ?? 0, events: 100 },
    title: null,
    randomSeed: 7,
    settings,
    world: {},
    nodes: new Map((parts.nodes ?? []).map((node) => [node.node, node])),
    clients: new Set(parts.clients ?? []),
    keys: layered((parts.keys ?? []).map((key) => [key.key, key])),
    requests: layered((parts.requests ?? []).map((request) => [request.request, request])),
    inFlight: new Map((parts.inFlight ?? []).map((flight) => [flight.message, flight])),
    lost: parts.lost ?? [],
    cutLinks: new Set(parts.cutLinks ?? []),
    log: [],
    marks: [],
    shown: null,
    said: null,
    transfers: new Map(),
    antiEntropy: { rounds: 0, comparisons: 0, hashes: 0, versionsMoved: 0 },
    counts: { sent: 0, delivered: 0, lost: 0, bytes: 0 },
  };
}

/** A version from its clock as text: `A2 B1`; the last entry is its dot unless another is named. */
export function versionOf(value: string | null, clock: string, dot?: string): Version {
  const entries = clock.split(' ').map((entry) => {
    const match = /^(.*?):?(\d+)$/.exec(entry);
    return { actor: match?.[1] ?? '', counter: Number(match?.[2] ?? 0), raisedAt: 0 };
  });
  const own = entries[clock.split(' ').indexOf(dot ?? clock.split(' ').at(-1) ?? '')];
  return {
    value,
    clock: entries,
    dot: { actor: own?.actor ?? '', counter: own?.counter ?? 0 },
    unseen: [],
    writtenAt: 0,
  };
}

/** A key and who holds it: `{ A: [version] }`. The preference list is walked from the tokens. */
export function keyView(
  key: Key,
  nodes: readonly NodeView[],
  held: Readonly<Record<NodeId, readonly Version[]>>,
  hints: readonly { holder: NodeId; for: NodeId; version: Version }[] = [],
  homes = 3,
): KeyView {
  const position = positionOf(key);
  return {
    key,
    position,
    preferenceList: walkFrom(position, nodes),
    homes: Math.min(homes, nodes.length),
    replicas: new Map(
      Object.entries(held).map(([node, versions]) => [
        node,
        versions.map((version) => ({ version, storedBy: 1, storedAt: 0 })),
      ]),
    ),
    hints: hints.map((hint): HintView => ({ ...hint, storedBy: 1, storedAt: 0 })),
    changedBy: 1,
  };
}

function walkFrom(position: Position, nodes: readonly NodeView[]): readonly NodeId[] {
  const tokens = nodes
    .flatMap((node) => node.tokens.map((token) => ({ token, node: node.node })))
    .toSorted((a, b) => (a.token < b.token ? -1 : 1));
  const after = tokens.filter(({ token }) => token >= position);
  const before = tokens.filter(({ token }) => token < position);
  return [...new Set([...after, ...before].map(({ node }) => node))];
}

export function requestView(
  more: Partial<RequestView> & Pick<RequestView, 'request' | 'key'>,
): RequestView {
  return {
    op: 'put',
    value: null,
    client: 'alice',
    context: null,
    via: null,
    issuedAt: 0,
    issuedBy: 1,
    forwardedBy: null,
    coordinator: null,
    chosen: [],
    timedOut: [],
    needed: 2,
    replies: [],
    completedAt: null,
    completedBy: null,
    answeredAt: null,
    outcome: null,
    reason: null,
    versions: [],
    readRepaired: [],
    hinted: [],
    ...more,
  };
}

export function flightView(
  message: string,
  from: string,
  to: string,
  sentAt: Micros,
  arrivesAt: Micros,
  body: Message,
): FlightView {
  return { message, from, to, sentAt, arrivesAt, body, sentBy: 1 };
}
