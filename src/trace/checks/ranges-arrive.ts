import type { Slices } from '../../base/slices.ts';
import { holds, isPause, notYet, some } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { RingKnowledge } from './ring-knowledge.ts';

/**
 * In the end every range that changes hands has: no transfer is open, a newcomer has all that it
 * keeps, and a removed node has handed over all that it had. (Dynamo §4.9, protocol.md 33)
 */
export function* rangesArrive({ trace, end }: Evidence): Slices<Finding> {
  const knowledge = new RingKnowledge();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    knowledge.take(event);
  }
  const up = [...end.nodes.values()].filter(({ machine }) => machine === 'up');
  const believedIn = new Set(up.flatMap(({ node }) => knowledge.members(node)));
  const open = [...end.transfers.values()].map(
    ({ from, to }) => `${from} has ranges to hand over to ${to}`,
  );
  const waiting = [...end.nodes.values()].flatMap(({ node, standing }) =>
    standing === 'leaving' || (standing === 'joining' && believedIn.has(node))
      ? [`${node} is still ${standing}`]
      : [],
  );
  const left = [...open, ...waiting];
  return left.length === 0 ? holds : notYet(some(left));
}
