import { expect, test } from 'vitest';

import { printRun } from '../sim/script/print.ts';
import { followLink, goToPlace, placeNow } from './go-to-place.ts';
import { createLab, type Lab } from './lab.ts';
import { readLink, writeLink } from './link.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';

const run = runOf([
  { at: 0, command: put('milk') },
  { at: 40_000, command: put('eggs') },
]);

async function freshLab(): Promise<Lab> {
  const lab = createLab(new FakeEngine(), runOf([]), noMemory);
  await lab.timeline.start();
  return lab;
}

test('A link leads to the very event it was made at, and to what was looked at', async () => {
  const there = await freshLab();
  await there.timeline.open(run);
  there.playback.setUnit('event');
  for (let step = 0; step < 6; step += 1) {
    await there.travel.stepForward();
    there.selecting.select({ type: 'node', node: 'A' });
    there.staging.choose('history');
    const link = await writeLink(there.timeline.state.branch.run, placeNow(there));

    const here = await freshLab();
    await followLink(here, link);
    expect(printRun(here.timeline.state.branch.run)).toBe(printRun(run));
    expect(here.timeline.state.branch.cursor).toEqual(there.timeline.state.branch.cursor);
    expect(here.timeline.state.view).toEqual(there.timeline.state.view);
    expect(here.staging.store.getState().picture).toBe('history');
    expect(here.selecting.store.getState().selected).toEqual({ type: 'node', node: 'A' });
  }
});

test('A link that is cut off is told in words, and what was on screen stays', async () => {
  const lab = await freshLab();
  const { branches, branch } = lab.timeline.state;
  await followLink(lab, (await writeLink(run, placeNow(lab))).slice(0, 40));
  expect(lab.timeline.state.branches).toBe(branches);
  expect(lab.timeline.state.branch).toBe(branch);
  expect(lab.notices.store.getState()).toMatchObject([
    { kind: 'refusal', text: expect.stringContaining('cut off or altered') as string },
  ]);
});

test('A place that the run does not have is the moment alone', async () => {
  const lab = await freshLab();
  await lab.timeline.open(run);
  await goToPlace(lab, { atUs: 10_000, after: 900, view: null, selected: null });
  const { cursor, trace } = lab.timeline.state.branch;
  expect(cursor).toEqual(trace.cursorAt(10_000));
  const link = await readLink(await writeLink(run, placeNow(lab)));
  expect(link).toMatchObject({ ok: true, place: { atUs: 10_000 } });
});

test('A picture or a node that there is not is told, and not looked at', async () => {
  const lab = await freshLab();
  await lab.timeline.open(run);
  const selected = { type: 'node', node: 'Z' } as const;
  await goToPlace(lab, { atUs: 10_000, after: null, view: 'clocks', selected });
  expect(lab.notices.store.getState().map(({ text }) => text)).toEqual([
    'This lab has no picture called “clocks”.',
    'The node to be looked at is not there at this moment.',
  ]);
  expect(lab.selecting.store.getState().selected).toBeNull();
  expect(lab.staging.store.getState().picture).toBe('ring');
});
