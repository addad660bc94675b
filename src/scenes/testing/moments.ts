import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView, View } from '../../trace/view.ts';
import {
  drawTokens,
  flightView,
  keyView,
  nodeNames,
  nodeView,
  requestView,
  versionOf,
  viewOf,
} from './views.ts';

function cluster(
  count: number,
  tokens: number,
  more: Readonly<Record<NodeId, Partial<NodeView>>> = {},
): readonly NodeView[] {
  return nodeNames(count).map((node) => nodeView(node, drawTokens(node, tokens), more[node] ?? {}));
}

/** Nothing has happened yet. */
export function quietMoment(nodes = 6, tokens = 8): View {
  return viewOf({ nodes: cluster(nodes, tokens) });
}

/**
 * A sloppy quorum in the making (§4.6): the second home node of `cart` is down, so the fourth on
 * the list has been asked to stand in, and its copy is on the way with a hint.
 */
export function standInMoment(count = 6, tokens = 8): View {
  const plain = cluster(count, tokens);
  const list = keyView('cart', plain, {}).preferenceList;
  const [first, away, third, standIn] = list as [NodeId, NodeId, NodeId, NodeId];
  const nodes = cluster(count, tokens, {
    [away]: { status: 'down', since: 900_000 },
    [first]: { suspects: new Map([[away, 40]]), versionsHeld: 1 },
    [third]: { versionsHeld: 1 },
  });
  const milk = versionOf('milk', `${first}:1`);
  const eggs = versionOf('eggs', `${first}:2`);
  const stores = (hintFor: NodeId | null) =>
    ({
      type: 'store',
      request: 'r2',
      key: 'cart',
      versions: [eggs],
      hintFor,
      durable: false,
    }) as const;
  return viewOf({
    atUs: 1_362_000,
    nodes,
    clients: ['alice', 'bob'],
    keys: [
      keyView('cart', nodes, { [first]: [eggs], [third]: [eggs], [away]: [milk] }),
      keyView('basket', nodes, {}),
      keyView('wishlist', nodes, {}),
    ],
    requests: [
      requestView({
        request: 'r2',
        key: 'cart',
        value: 'eggs',
        issuedAt: 1_200_000,
        issuedBy: 30,
        coordinator: first,
        chosen: [
          { node: first, standsInFor: null },
          { node: third, standsInFor: null },
          { node: standIn, standsInFor: away },
        ],
        timedOut: [away],
        replies: [
          { by: first, standsInFor: null, at: 1_212_000, late: false, event: 33, versions: [] },
          { by: third, standsInFor: null, at: 1_340_000, late: false, event: 38, versions: [] },
        ],
        completedAt: 1_340_000,
        outcome: 'ok',
        hinted: [{ holder: standIn, for: away }],
      }),
    ],
    inFlight: [
      flightView('m9', first, standIn, 1_356_000, 1_368_000, stores(away)),
      flightView('m10', third, first, 1_358_000, 1_366_000, {
        type: 'store-ack',
        request: 'r2',
        hintFor: null,
      }),
      flightView('m12', first, 'alice', 1_360_000, 1_366_000, {
        type: 'response',
        request: 'r2',
        outcome: 'ok',
        versions: [],
        context: { key: 'cart', clock: [], unseen: [], fastest: null },
      }),
      flightView('m13', 'bob', third, 1_357_000, 1_369_000, {
        type: 'get',
        request: 'r3',
        client: 'bob',
        key: 'cart',
      }),
    ],
    lost: [
      {
        flight: flightView('m8', first, away, 1_340_000, 1_352_000, stores(null)),
        lostAt: 1_352_000,
        reason: 'node-down',
        event: 39,
      },
    ],
  });
}

/** Two sides of a partition have both written: concurrent versions side by side. (§4.4) */
export function partitionMoment(count = 5): View {
  const nodes = cluster(count, 8, {
    A: { suspects: new Map([['D', 1]]) },
    B: { status: 'paused' },
    D: { suspects: new Map([['A', 1]]) },
  });
  const milk = versionOf('milk and bread', 'A2');
  const eggs = versionOf('eggs', 'A1 D1');
  const sides = [
    ['A', 'B'],
    ['C', 'D', 'E'],
  ] as const;
  const cutLinks = sides[0].flatMap((a) =>
    [...sides[1], ...nodes.slice(5).map(({ node }) => node)].flatMap((b) => [
      `${a}>${b}`,
      `${b}>${a}`,
    ]),
  );
  const list = keyView('cart', nodes, {}).preferenceList.slice(0, 3);
  const key = keyView('cart', nodes, {
    ...Object.fromEntries(list.map((node) => [node, [eggs]])),
    [list[0] as NodeId]: [milk, eggs],
  });
  return viewOf({
    atUs: 1_005_000,
    nodes,
    clients: ['alice'],
    keys: [key],
    cutLinks,
    lost: [
      {
        flight: flightView('m3', 'A', 'D', 995_000, 1_005_000, { type: 'probe', probe: 1 }),
        lostAt: 1_000_000,
        reason: 'unreachable',
        event: 3,
      },
    ],
    inFlight: [
      flightView('m4', 'E', 'C', 1_000_000, 1_011_000, { type: 'probe', probe: 2 }),
      flightView('m5', 'C', 'E', 1_000_000, 1_011_000, { type: 'probe-reply', probe: 2 }),
    ],
    requests: [
      requestView({
        request: 'r4',
        key: 'cart',
        op: 'get',
        issuedBy: 3,
        issuedAt: 900_000,
        coordinator: list[0] as NodeId,
        chosen: list.map((node) => ({ node, standsInFor: null })),
        replies: [
          {
            by: list[0] as NodeId,
            standsInFor: null,
            at: 950_000,
            late: false,
            event: 9,
            versions: [milk, eggs],
          },
        ],
      }),
    ],
  });
}
