import type { Position } from '../base/position.ts';
import type { History } from '../dynamo/membership/history.ts';
import type { NodeId } from '../dynamo/names.ts';
import { drawTokens, spreadTokens } from '../dynamo/ring/placement.ts';
import type { Run } from './script/command.ts';

/** Who has which tokens when the run begins. (§4.2) */
export function firstTokens(run: Run): ReadonlyMap<NodeId, readonly Position[]> {
  return run.world.placement === 'even'
    ? spreadTokens(run.cluster, run.settings.tokens)
    : drawTokens(run.cluster, run.settings.tokens, run.world.seed);
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
