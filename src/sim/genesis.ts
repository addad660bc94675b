import type { Position } from '../base/position.ts';
import { randomStream } from '../base/random.ts';
import type { History } from '../dynamo/membership/history.ts';
import type { NodeId } from '../dynamo/names.ts';
import { dealAll } from '../dynamo/ring/deal.ts';
import { partitionEnds } from '../dynamo/ring/ranges.ts';
import { drawTokens, spreadTokens } from '../dynamo/ring/placement.ts';
import type { Run } from './script/command.ts';

/** Who has which tokens when the run begins. (§4.2) */
export function firstTokens(run: Run): ReadonlyMap<NodeId, readonly Position[]> {
  const { strategy, partitions } = run.settings;
  if (strategy === 3) return dealTokens(run, partitions);
  return run.world.placement === 'even'
    ? spreadTokens(run.cluster, run.settings.tokens)
    : drawTokens(run.cluster, run.settings.tokens, run.world.seed);
}

/** Strategy 3: the ends of Q equal partitions, Q/S each, in an order that the random seed gives. */
function dealTokens(run: Run, partitions: number): ReadonlyMap<NodeId, readonly Position[]> {
  const stream = randomStream(run.world.seed, 'deal');
  const drawn = run.cluster.map((spec) => ({ ...spec, ticket: stream.fraction() }));
  const owners = dealAll(
    partitionEnds(partitions),
    drawn.toSorted((a, b) => a.ticket - b.ticket),
  );
  return new Map(
    run.cluster.map(({ node }) => [
      node,
      Array.from(owners).flatMap(([position, owner]) => (owner === node ? [position] : [])),
    ]),
  );
}

/** What the first members know of each other: all of them joined before the run begins. (§4.8.1) */
export function firstMembership(run: Run): History {
  const changes = run.cluster.map(({ node, capacity, dataCentre }) => {
    return {
      member: node,
      change: 'join',
      issuedAt: 0,
      issuedBy: node,
      capacity,
      dataCentre,
    } as const;
  });
  const claims = Array.from(firstTokens(run), ([node, tokens]) =>
    tokens.map((position) => ({ position, node, version: 1 })),
  ).flat();
  return { changes, claims };
}
