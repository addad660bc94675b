import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import type { Settings } from '../../../dynamo/settings.ts';
import type { Latency, SettingChange, WorldSettings } from '../command.ts';

/* Any settings that are in range and fit each other. */

const period = fc.integer({ min: 1_000, max: 3_600_000_000 });
const hop = fc.integer({ min: 1, max: 60_000_000 });

export const share = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
);

const latency: Arbitrary<Latency> = fc.oneof(
  fc.record({ type: fc.constant('fixed' as const), us: hop }),
  fc
    .tuple(hop, hop)
    .map(([a, b]) => ({ type: 'uniform' as const, fromUs: Math.min(a, b), toUs: Math.max(a, b) })),
  fc.record({ type: fc.constant('exponential' as const), meanUs: hop }),
  fc.record({
    type: fc.constant('lognormal' as const),
    medianUs: hop,
    sigma: fc.double({ min: 0, max: 3, noNaN: true }).map((value) => value + 0),
  }),
  fc.record({ type: fc.constant('dc' as const), localUs: hop, remoteUs: hop }),
);

/** n, r and w that go together. */
const quorum = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    r: fc.integer({ min: 1, max: n }),
    w: fc.integer({ min: 1, max: n }),
  }),
);

const live = {
  clockLimit: fc.integer({ min: 1, max: 1000 }),
  sloppy: fc.boolean(),
  handoff: fc.boolean(),
  handoffEveryUs: period,
  readRepair: fc.boolean(),
  antiEntropy: fc.boolean(),
  antiEntropyEveryUs: period,
  gossipEveryUs: period,
  coordinator: fc.constantFrom('fastest' as const, 'first' as const),
  durability: fc.constantFrom('flushed' as const, 'buffered' as const),
  flushEveryUs: period,
  requestTimeoutUs: period,
  replicaTimeoutUs: period,
  suspectForUs: period,
  giveWayAboveUs: period,
  diskUs: fc.integer({ min: 0, max: 1_000_000 }),
  durableWrite: fc.boolean(),
};

const liveWorld = {
  latency,
  loss: share,
  routing: fc.constantFrom('balancer' as const, 'client' as const),
};

export const nodeSettings: Arbitrary<Settings> = fc
  .tuple(
    quorum,
    fc.record({
      ...live,
      tokens: fc.integer({ min: 1, max: 1024 }),
      strategy: fc.constantFrom(1 as const, 2 as const, 3 as const),
      partitions: fc.integer({ min: 1, max: 65536 }),
      versioning: fc.constantFrom(
        'dotted' as const,
        'vector-clock' as const,
        'last-write-wins' as const,
        'timestamp-only' as const,
      ),
    }),
  )
  .map(([quorums, rest]) => ({ ...quorums, ...rest }));

export const worldSettings: Arbitrary<WorldSettings> = fc.record({
  ...liveWorld,
  placement: fc.constantFrom('random' as const, 'even' as const),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
});

/** What may change while a run goes on; all of n, r and w, or none. */
export const liveChange: Arbitrary<SettingChange> = fc
  .tuple(fc.option(quorum, { nil: {} }), fc.record({ ...live, ...liveWorld }, { requiredKeys: [] }))
  .map(([quorums, rest]) => ({ ...quorums, ...rest }))
  .filter((change) => Object.keys(change).length > 0);
