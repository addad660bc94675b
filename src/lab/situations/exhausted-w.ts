import type { Command } from '../../sim/script/command.ts';
import { nextValue } from '../next-value.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import type { Situation } from './situation.ts';

/** A coordinator is left with fewer than W nodes, stand-ins included, and somebody writes. (§4.5) */
export const exhaustedW: Situation = {
  id: 'exhausted-w',
  name: () => 'Exhaust W',
  shows:
    'Fewer than W nodes are left in reach, stand-ins included: a put fails, and stays where it is.',
  plan: (view, about) => {
    const near = neighbourhoodOf(view, about);
    if (typeof near === 'string') return near;
    const { key, client, needed, coordinators } = near;
    if (needed === 1) {
      return near.homes.length === 1
        ? `${key} has one home node: W is 1, and whoever takes the put meets it.`
        : 'W = 1: whichever node takes the put meets it alone. Raise W first.';
    }
    const [via = ''] = coordinators;
    const others = near.near(via).filter((node) => node !== via);
    const put: Command = { type: 'put', key, value: nextValue(view), client, via, blind: false };
    if (others.length + 1 < needed) return { now: [put], later: [] };
    const group = [via, ...others.slice(0, needed - 2)];
    return { now: [{ type: 'partition', groups: [group] }, put], later: [] };
  },
};
