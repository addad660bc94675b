import type { Position } from '../base/position.ts';
import type { NodeId } from '../dynamo/names.ts';
import { drawTokens, spreadTokens } from '../dynamo/ring/placement.ts';
import type { Run } from './script/command.ts';

/** Who has which tokens when the run begins. (§4.2) */
export function firstTokens(run: Run): ReadonlyMap<NodeId, readonly Position[]> {
  return run.world.placement === 'even'
    ? spreadTokens(run.cluster, run.settings.tokens)
    : drawTokens(run.cluster, run.settings.tokens, run.world.seed);
}
