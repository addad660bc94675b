import { expect, it } from 'vitest';

import { focusOf } from '../focus.ts';
import { standInMoment } from '../testing/moments.ts';
import { ringTokens } from './rim.ts';
import { spreadStops, type Walk, walkOf } from './walk.ts';

function walkOfMoment(): Walk {
  const view = standInMoment();
  const { key, request } = focusOf(view, null);
  if (key === null) throw new Error('the moment has a key');
  return walkOf(key, request, ringTokens(view.nodes), view.nodes);
}

it('the walk passes the home nodes in order and goes on to the stand-in (§4.6)', () => {
  expect(walkOfMoment().stops.map(({ place, role }) => [place, role])).toEqual([
    [1, 'home'],
    [2, 'struck'],
    [3, 'home'],
    [4, 'stand-in'],
  ]);
});

it('a stand-in names the home node whose place it takes', () => {
  const { stops } = walkOfMoment();
  expect(stops[3]?.standsInFor).toBe(stops[1]?.node);
});

it('stops are moved on clockwise only, and keep their order', () => {
  const angles = spreadStops(walkOfMoment(), 0.2);
  const { from } = walkOfMoment();
  for (const [at, angle] of angles.entries()) {
    expect(angle).toBeGreaterThanOrEqual((angles[at - 1] ?? from) + 0.2 - 1e-9);
  }
});

it('a walk with more stops than go round has no numbers', () => {
  expect(spreadStops(walkOfMoment(), 2)).toEqual([]);
});
