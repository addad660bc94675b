import { expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { sceneOf } from '../testing/draw.ts';
import { examination, examine, examinedSoFar } from './examination.ts';
import { health } from './health.ts';

const long = `lab 1
cluster A B C D E F
set n=3 r=2 w=2 tokens=8 seed=7
at 0 load 200/s for 4s keys=20 clients=3
until 5s
`;

it('examines a long run in slices, none of which goes through much of it', () => {
  const { trace, ...run } = play(long);
  const { cursor } = play(long).view();
  expect(run.nowUs).toBe(cursor.at);
  const work = examination(trace, cursor, true);
  if (work === null) throw new Error('nothing to do');
  let slices = 1;
  for (let step = work.next(); step.done !== true; step = work.next()) {
    slices += 1;
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
  }
  expect(slices).toBeGreaterThan(trace.length / 1_024);
  expect(examination(trace, cursor, true)).toBeNull();
  expect(examinedSoFar(trace, cursor, true)).toEqual(examine(play(long).trace, cursor, true));
});

it('shows what is known until then, and says so', () => {
  const run = play(long);
  const { trace } = run;
  const { cursor } = run.view();
  const early = run.view(3_000_000).cursor;
  const hurried = { ...run.view(), cursor };
  const moment = { view: hurried, trace, selection: null, compared: null, isHurried: true };
  expect(examinedSoFar(trace, cursor, true)).toBeNull();
  expect(health.sentence(moment)).toMatch(/^The invariants are being examined/);
  examine(trace, early, true);
  expect(examinedSoFar(trace, cursor, true)?.upTo).toEqual(examine(trace, early, true).upTo);
  expect(health.sentence(moment)).toMatch(/invariants hold|not yet/);
  // A film or a saved picture waits for all of it.
  expect(sceneOf(health, run).sentence).toBe(health.sentence({ ...moment, isHurried: false }));
});
