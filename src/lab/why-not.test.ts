import { expect, test } from 'vitest';

import type { Command } from '../sim/script/command.ts';
import type { NodeView, View } from '../trace/view.ts';
import { whyNot } from './why-not.ts';

const nodes = new Map(
  (['up', 'down', 'paused'] as const).map((status) => [status, { node: status, status }]),
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

test('Only a message in flight can be dropped', () => {
  expect(whyNot(view, { type: 'drop', message: 'm1' })).toBeNull();
  expect(whyNot(view, { type: 'drop', message: 'm2' })).toBe('m2 is not in flight.');
});

test('A node that is not there is named, with those that are', () => {
  expect(reason('kill', 'Z')).toBe('There is no node Z: the cluster is up down paused.');
});
