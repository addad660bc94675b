import { expect, test } from 'vitest';

import { compare } from '../../lab/comparing.ts';
import { createLab } from '../../lab/lab.ts';
import { noMemory } from '../../lab/preferences.ts';
import { FakeEngine, put, runOf } from '../../lab/testing/fake-engine.ts';
import { allEntries } from './entries.ts';
import type { Entry } from './entry.ts';
import { matching } from './match.ts';

async function opened() {
  const lab = createLab(new FakeEngine(), runOf([{ at: 0, command: put('milk') }]), noMemory);
  await lab.timeline.start();
  await lab.travel.seek(5_000);
  await lab.door.fork();
  const entries = (): readonly Entry[] => allEntries(lab, { demos: [], open: () => undefined });
  const find = (query: string): Entry | undefined => matching(entries(), query)[0];
  return { lab, entries, find };
}

test('What a control of the page does is found by its words, and done', async () => {
  const { lab, find } = await opened();
  find('step by event')?.act?.();
  expect(lab.playback.state.unit).toBe('event');
  find('speed 1/5 of')?.act?.();
  expect(lab.playback.state.speed).toBe(1 / 5);
  find('filter only')?.act?.();
  expect(lab.diagram.state.filter.key).toBe('cart');
  find('clear the filter')?.act?.();
  expect(lab.diagram.state.filter.key).toBeNull();
  find('join add a node')?.act?.();
  expect(lab.prompt.store.getState().text).toBe('join D');
  find('delete the branch main')?.act?.();
  await lab.timeline.idle();
  expect(lab.timeline.state.branches.map(({ name }) => name)).toEqual(['branch 2']);
  find('bring back')?.act?.();
  await lab.timeline.idle();
  expect(lab.timeline.state.branches).toHaveLength(2);
});

test('What makes no sense now is there and says why', async () => {
  const { entries } = await opened();
  const reason = (name: string) => entries().find((entry) => entry.name === name)?.reason;
  expect(reason('Clear the loop')).toBe('No loop is set.');
  expect(reason('Clear the filter')).toBe('Nothing is filtered.');
  expect(reason('Step by message')).toBe('It is so now.');
});

test('A comparison is left from where it was asked for', async () => {
  const { lab, find } = await opened();
  await compare(lab);
  find('leave the comparison')?.act?.();
  expect(lab.comparing.getState().pair).toBeNull();
  expect(find('compare two branches')?.name).toBe('Compare two branches');
});

test('A message in flight is dropped by its name', async () => {
  const { lab, find } = await opened();
  const [message = '?'] = lab.timeline.state.view.inFlight.keys();
  expect(find(`${message} drop`)).toMatchObject({ name: `${message}: Drop`, group: 'Messages' });
});

test('Every entry has a name of its own in its group', async () => {
  const { entries } = await opened();
  const ids = entries().map(({ id, group }) => `${group} ${id}`);
  expect(ids).toEqual([...new Set(ids)]);
});
