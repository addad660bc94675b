import { expect, test } from 'vitest';

import type { Command } from '../sim/script/command.ts';
import type { NodeView, View } from '../trace/view.ts';
import { whyNot } from './why-not.ts';

const nodes = new Map(
  [
    ...(['up', 'down', 'paused'] as const).map((machine) => [machine, machine, 'member'] as const),
    ...(['joining', 'leaving', 'removed'] as const).map((each) => [each, 'up', each] as const),
  ].map(([node, machine, standing]) => {
    const status = standing === 'member' ? machine : standing;
    return [node, { node, machine, standing, status }];
  }),
) as unknown as ReadonlyMap<string, NodeView>;
const view = { nodes, cutLinks: new Set(), inFlight: new Map([['m1', {}]]) } as unknown as View;

function reason(type: 'kill' | 'restart' | 'pause' | 'resume', node: string): string | null {
  return whyNot(view, type === 'pause' ? { type, node, forUs: null } : { type, node });
}

test('Only what is down can be restarted, and only what is not can be killed', () => {
  expect(reason('kill', 'up')).toBeNull();
  expect(reason('kill', 'paused')).toBeNull();
  expect(reason('kill', 'down')).toMatch(/down already/);
  expect(reason('restart', 'down')).toBeNull();
  expect(reason('restart', 'up')).toMatch(/nothing to restart/);
  expect(reason('restart', 'paused')).toMatch(/resume it instead/);
});

test('Only what is up can be paused, and only what is paused resumed', () => {
  expect(reason('pause', 'up')).toBeNull();
  expect(reason('pause', 'down')).toMatch(/cannot pause/);
  expect(reason('pause', 'paused')).toMatch(/paused already/);
  expect(reason('resume', 'paused')).toBeNull();
  expect(reason('resume', 'up')).toMatch(/not paused/);
});

test('Where nothing is cut there is nothing to heal', () => {
  const heal: Command = { type: 'heal', between: null };
  expect(whyNot(view, heal)).toMatch(/Nothing is cut/);
  expect(whyNot({ ...view, cutLinks: new Set(['A>B']) }, heal)).toBeNull();
});

test('A link is cut, healed and made normal only where that changes something', () => {
  const line = (text: string) => ({ at: 0, line: text, event: 1, refused: null });
  const shaped = {
    ...view,
    cutLinks: new Set(['A>B']),
    log: [line('link A > B loss 20%'), line('link B > A loss 20%'), line('link B > A normal')],
  };
  expect(whyNot(shaped, { type: 'cut', from: 'A', to: 'B' })).toBe('A > B is cut already.');
  expect(whyNot(shaped, { type: 'cut', from: 'B', to: 'A' })).toBeNull();
  expect(whyNot(shaped, { type: 'heal', between: ['B', 'A'] })).toBeNull();
  expect(whyNot(shaped, { type: 'heal', between: ['B', 'C'] })).toMatch(/Nothing is cut between/);
  const normal = (between: [string, string] | null) =>
    whyNot(shaped, { type: 'link', between, shape: null });
  expect(normal(['A', 'B'])).toBeNull();
  expect(normal(['B', 'A'])).toBe('B > A is normal.');
  expect(normal(null)).toBeNull();
});

test('Only a message in flight can be dropped', () => {
  expect(whyNot(view, { type: 'drop', message: 'm1' })).toBeNull();
  expect(whyNot(view, { type: 'drop', message: 'm2' })).toBe('m2 is not in flight.');
});

test('A node that is not there is named, with those that are', () => {
  expect(reason('kill', 'Z')).toBe(
    'There is no node Z: the cluster is up down paused joining leaving removed.',
  );
});

test('A node joins once, and is removed once; one that was removed may be added back', () => {
  const join = (node: string) => whyNot(view, { type: 'join', node, via: null });
  const remove = (node: string) => whyNot(view, { type: 'remove', node, via: null });
  expect([join('X'), join('removed'), join('leaving')]).toEqual([null, null, null]);
  expect(join('up')).toBe('up is a member already.');
  expect(join('joining')).toBe('joining is joining already.');
  expect([remove('paused'), remove('down'), remove('joining')]).toEqual([null, null, null]);
  expect(remove('removed')).toBe('removed is removed already.');
  expect(remove('leaving')).toBe('leaving is leaving already.');
  expect(remove('X')).toMatch(/There is no node X/);
});

test('A change of the membership needs a node that is up to take it', () => {
  expect(whyNot(view, { type: 'join', node: 'X', via: 'down' })).toMatch(/down is down/);
  expect(whyNot(view, { type: 'join', node: 'X', via: 'X' })).toBeNull();
  const alone = new Map([...nodes].filter(([name]) => name === 'up' || name === 'down'));
  const last = whyNot({ ...view, nodes: alone }, { type: 'remove', node: 'up', via: null });
  expect(last).toBe('No other node is up to take the change.');
});

test('The last member cannot be removed, by itself neither (§4.8.1)', () => {
  const alone = new Map([...nodes].filter(([name]) => name !== 'down' && name !== 'paused'));
  for (const via of [null, 'up']) {
    const why = whyNot({ ...view, nodes: alone }, { type: 'remove', node: 'up', via });
    expect(why).toBe('Without up there is no ring.');
  }
});

test('Two nodes gossip or compare their trees when the first one runs', () => {
  const talk = (a: string, b: string) => whyNot(view, { type: 'sync', nodes: [a, b] });
  expect(talk('up', 'down')).toBeNull();
  expect(talk('down', 'up')).toBe('down is down: it can do nothing now.');
  expect(talk('up', 'up')).toBe('up cannot sync with itself.');
  expect(whyNot(view, { type: 'gossip', nodes: ['up', 'Z'] })).toMatch(/no node Z/);
});
