import { expect, test } from 'vitest';

import type { Entry, Group } from './entry.ts';
import { matching } from './match.ts';

const entry = (group: Group, name: string, detail?: string): Entry => ({
  id: name,
  group,
  name,
  detail,
});

const entries = [
  entry('Pictures', 'Ring', 'show ring'),
  entry('Do', 'kill B'),
  entry('Demos', 'Two writers in a partition', 'Concurrent versions: both sides write'),
  entry('Commands', 'partition A B / C D', 'Cut the cluster into groups'),
  entry('Situations', 'Overflow the clock'),
  { ...entry('Nodes', 'B: Wipe its disk', 'wipe B'), isHidden: true },
];

const found = (query: string): string[] => matching(entries, query).map(({ name }) => name);

test('Without a query all is there in the order of the groups, but what is only to be found', () => {
  expect(found('')).toEqual([
    'kill B',
    'Overflow the clock',
    'Ring',
    'partition A B / C D',
    'Two writers in a partition',
  ]);
});

test('A word that begins the name is better than one that stands in it', () => {
  expect(found('partition')).toEqual(['partition A B / C D', 'Two writers in a partition']);
});

test('Every word counts, in the name or in what is said about it', () => {
  expect(found('wipe b')).toEqual(['B: Wipe its disk']);
  expect(found('concurrent demos')).toEqual(['Two writers in a partition']);
  expect(found('wipe ring')).toEqual([]);
});

test('The beginnings of words are enough', () => {
  expect(found('ovclo')).toEqual(['Overflow the clock']);
  expect(found('xyz')).toEqual([]);
});
