import type { Command } from '../../sim/script/command.ts';
import { nextValue } from '../next-value.ts';
import { anotherClient, neighbourhoodOf } from './neighbourhood.ts';
import { afterAnswers } from './requests-since.ts';
import type { Situation } from './situation.ts';

/**
 * Two clients read the same; then both write at the same moment, through two home nodes where there
 * are two. Neither context has the other's write. (§4.4)
 */
export const concurrentWrites: Situation = {
  id: 'concurrent-writes',
  name: () => 'Make the next two writes concurrent',
  shows: 'Two clients read, then both write at once: a get (G) now returns both versions.',
  plan: (view, about) => {
    const { versioning } = view.settings;
    if (versioning === 'last-write-wins' || versioning === 'timestamp-only') {
      return `With versioning=${versioning} one of two concurrent writes is dropped at once.`;
    }
    const near = neighbourhoodOf(view, about);
    if (typeof near === 'string') return near;
    const { key, client, coordinators } = near;
    const [first = '', second = first] = coordinators;
    if (versioning === 'vector-clock' && first === second) {
      return `With versioning=vector-clock it takes two home nodes, and only ${first} can be reached.`;
    }
    const other = anotherClient(view, client);
    const gets: readonly Command[] = [
      { type: 'get', key, client, via: first },
      { type: 'get', key, client: other, via: first },
    ];
    const puts: readonly Command[] = [
      { type: 'put', key, value: nextValue(view), client, via: first, blind: false },
      { type: 'put', key, value: nextValue(view, 1), client: other, via: second, blind: false },
    ];
    return { now: gets, later: [afterAnswers(gets, puts)] };
  },
};
