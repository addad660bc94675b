import { expect, it } from 'vitest';

import { isIn } from './diagram.ts';
import { createLab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, runOf } from './testing/fake-engine.ts';

function newLab() {
  return createLab(new FakeEngine(), runOf(), noMemory);
}

it('zooms around the cursor, in and out again', () => {
  const { diagram } = newLab();
  const before = diagram.state.window;
  diagram.zoom('in');
  const { fromUs, toUs } = diagram.state.window;
  expect(toUs - fromUs).toBe((before.toUs - before.fromUs) / 2);
  diagram.zoom('out');
  expect(diagram.state.window).toEqual(before);
});

it('turns to the cursor when that is taken elsewhere by a step or a jump', async () => {
  const { diagram, timeline, travel } = newLab();
  await travel.seek(10_000);
  diagram.show({ fromUs: 5_000_000, toUs: 6_000_000 });
  expect(isIn(diagram.state.window, timeline.state.branch.cursor.at)).toBe(false);
  travel.toStart();
  expect(isIn(diagram.state.window, timeline.state.branch.cursor.at)).toBe(true);
});

it('goes back to the cursor when it is asked to', () => {
  const { diagram, timeline } = newLab();
  diagram.show({ fromUs: 5_000_000, toUs: 6_000_000 });
  diagram.showCursor();
  expect(isIn(diagram.state.window, timeline.state.branch.cursor.at)).toBe(true);
});
