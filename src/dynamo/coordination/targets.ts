import type { NodeId } from '../names.ts';
import { believesUp, type Self } from '../self.ts';
import type { RequestMachine, Target } from './machine.ts';

/**
 * Whom a coordinator asks: the first n nodes of the preference list that it believes reachable;
 * those beyond the home nodes stand in for the missing ones, the k-th for the k-th. (§4.6)
 *
 *   list  B C D │ E F      C suspected      →  B, E for C, D
 *
 * With too few reachable nodes, a home node is asked although suspected: belief may be wrong.
 * With `sloppy=off` only home nodes are asked, all of them.
 */
export function chooseTargets(
  self: Self,
  preferenceList: readonly NodeId[],
  homes: number,
): Target[] {
  const { sloppy } = self.state.settings;
  let next = homes;
  return preferenceList.slice(0, homes).map((home) => {
    if (!sloppy || believesUp(self, home)) return target(home, null);
    while (next < preferenceList.length && !believesUp(self, preferenceList[next] ?? '')) next += 1;
    const standIn = preferenceList[next];
    next += 1;
    return standIn === undefined ? target(home, null) : target(standIn, home);
  });
}

/**
 * Who takes over from a target that did not answer: the next node of the list that was not asked
 * yet, those believed up first. null when all were asked, or only home nodes may be.
 */
export function nextStandIn(self: Self, machine: RequestMachine, missed: Target): Target | null {
  if (!self.state.settings.sloppy) return null;
  const asked = new Set(machine.targets.map(({ node }) => node));
  const home = missed.standsInFor ?? missed.node;
  const beyond = machine.preferenceList.slice(machine.homes).filter((node) => !asked.has(node));
  const next = beyond.find((node) => believesUp(self, node));
  if (next !== undefined) return target(next, home);
  if (!asked.has(home)) return target(home, null);
  const last = beyond[0];
  return last === undefined ? null : target(last, home);
}

function target(node: NodeId, standsInFor: NodeId | null): Target {
  return { node, standsInFor, phase: 'asked', versions: [], answeredFor: standsInFor };
}
