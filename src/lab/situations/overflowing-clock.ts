import type { Command } from '../../sim/script/command.ts';
import { nextValue } from '../next-value.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { afterAnswers, firstOf, requestOf, soonAfter } from './requests-since.ts';
import type { Later, Situation } from './situation.ts';

/**
 * One client writes a key through one coordinator after the other, each time with the context of
 * its last write: the clock gains a pair each time. With as many coordinators as `clock-limit`
 * allows and one more, its oldest pair goes. Where a key has no more home nodes than that, the
 * limit is lowered for the time of it. (§4.4)
 */
export const overflowingClock: Situation = {
  id: 'overflowing-clock',
  name: () => 'Overflow the clock',
  shows: 'One write after the other, each through another node, until the clock loses a pair.',
  plan: (view, about) => {
    const near = neighbourhoodOf(view, about);
    if (typeof near === 'string') return near;
    const { key, client, needed } = near;
    const coordinators = near.coordinators.filter((node) => near.near(node).length >= needed);
    if (coordinators.length < 2) {
      return `A clock needs two coordinators to outgrow its limit, and ${key} has only one now.`;
    }
    const { clockLimit } = view.settings;
    const limit = Math.min(clockLimit, coordinators.length - 1);
    const get: Command = { type: 'get', key, client, via: coordinators[0] ?? null };
    const puts = coordinators.slice(0, limit + 1).map((via, index): Command => {
      return { type: 'put', key, value: nextValue(view, index), client, via, blind: false };
    });
    const chain = puts.map((put, index) => afterAnswers([puts[index - 1] ?? get], [put]));
    if (limit === clockLimit) return { now: [get], later: chain };
    return {
      now: [{ type: 'set', change: { clockLimit: limit } }, get],
      later: [...chain, limitAfter(puts.at(-1) ?? get, clockLimit)],
    };
  },
};

/** The limit is as it was as soon as the last write has its clock. */
function limitAfter(put: Command, clockLimit: number): Later {
  return (since) => {
    const request = requestOf(since, put);
    const cut = firstOf(since, 'clock-truncated', (event) => event.request === request);
    return cut && soonAfter(cut.at, [{ type: 'set', change: { clockLimit } }]);
  };
}
