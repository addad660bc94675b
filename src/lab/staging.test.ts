import { expect, it } from 'vitest';

import { createLab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { closest } from './staging.ts';
import { FakeEngine, runOf } from './testing/fake-engine.ts';

function newLab() {
  return createLab(new FakeEngine(), runOf(), noMemory);
}

it('begins with the ring, and turns to the next picture and back', () => {
  const { staging } = newLab();
  const picture = () => staging.store.getState().picture;
  expect(picture()).toBe('ring');
  staging.turn(1);
  expect(picture()).toBe('history');
  staging.turn(-1);
  expect(picture()).toBe('ring');
});

it('looks closer as far as it goes, and at another picture as a whole again', () => {
  const { staging } = newLab();
  const zoom = () => staging.store.getState().zoom;
  for (let times = 0; times < 9; times += 1) staging.step(1);
  expect(zoom()).toBe(closest);
  staging.step(-1);
  expect(zoom()).toBe(closest / 1.5);
  staging.choose('ring');
  expect(zoom()).toBe(closest / 1.5);
  staging.choose('history');
  expect(zoom()).toBe(1);
  staging.zoomTo(0);
  expect(zoom()).toBe(1);
});

it('keeps the picture that was chosen while the run goes on', async () => {
  const lab = newLab();
  lab.staging.choose('history');
  await lab.door.submit('put cart milk');
  expect(lab.staging.store.getState().picture).toBe('history');
});

it('follows `show`, and goes back with the cursor to before it', async () => {
  const lab = newLab();
  await lab.door.submit('show history');
  expect(lab.staging.store.getState().picture).toBe('history');
  lab.travel.toStart();
  expect(lab.staging.store.getState().picture).toBe('ring');
});

it('looks at what `show` names, and before it at nothing; what a person chose stays', async () => {
  const { door, travel, selecting } = newLab();
  const selected = () => selecting.store.getState().selected;
  await door.submit('show ring A');
  expect(selected()).toEqual({ type: 'node', node: 'A' });
  travel.toStart();
  expect(selected()).toBeNull();
  await travel.toEnd();
  expect(selected()).toEqual({ type: 'node', node: 'A' });
  selecting.select({ type: 'node', node: 'B' });
  travel.toStart();
  expect(selected()).toEqual({ type: 'node', node: 'B' });
});

it('does not know a view that there is not, and says which there are', async () => {
  const submission = await newLab().door.submit('show clocks');
  expect(submission).toMatchObject({ ok: false });
  expect(submission.ok ? '' : submission.sentence).toContain('There is no view "clocks"');
});
