import { expect, test } from 'vitest';

import { defaultSettings } from '../../dynamo/settings.ts';
import { parseCommand } from './parse-command.ts';

const context = { nodes: ['A', 'B', 'C'], clients: ['alice'], settings: defaultSettings };

function errorOf(source: string): string {
  const result = parseCommand(source, context);
  return result.ok ? '' : `${result.error.column} ${result.error.message}`;
}

test('a line of the command bar is a command without a time', () => {
  expect(parseCommand('put cart "milk" as bob # hello', context)).toEqual({
    ok: true,
    command: { type: 'put', key: 'cart', value: 'milk', client: 'bob', via: null, blind: false },
    notices: [],
  });
});

test.each([
  ['', '1 Expected a command, but the line ends here.'],
  ['  # only a comment', '1 Expected a command, but the line ends here.'],
  ['kill Z', '6 There is no node "Z"; there are A, B and C.'],
  ['cut bob > A', '5 There is no node or client "bob"; there are A, B, C, alice and client.'],
  ['join alice', '6 alice is a client; expected another name for the node.'],
  ['get k as A', '10 A is a node; expected another name for the client.'],
  [
    'at 1s get k',
    '1 "at" stands at the start of a line of a script, before a time and a command; expected a command.',
  ],
  ['+1s get k', '1 Expected a command, found the time "+1s".'],
  ['get a\nget b', '6 Expected one line; a script of many lines can be opened as a file.'],
  ['set seed=2', '5 seed cannot change while the run goes on; set it before the first command.'],
  ['set r=4', '5 r is 4 but n is 3: a get cannot wait for more replies than there are copies.'],
  [
    'set n=1 r=1',
    '5 w is 2 but n is 1: a put cannot wait for more acknowledgements than there are copies.',
  ],
])('%j: %s', (source, error) => {
  expect(errorOf(source)).toBe(error);
});

test('a node may join under a new name, or its old one', () => {
  for (const name of ['D', 'A']) {
    expect(parseCommand(`join ${name}`, context)).toMatchObject({ command: { node: name } });
  }
});

test('a thousand nodes are enough', () => {
  const nodes = Array.from({ length: 1000 }, (_, index) => `n${index}`);
  const result = parseCommand('join extra', { nodes, clients: [] });
  expect(!result.ok && result.error.message).toBe(
    'Expected at most 1000 nodes, counting those that join.',
  );
});

test('more copies than nodes is worth a notice', () => {
  expect(parseCommand('set sloppy=off n=4', context)).toMatchObject({
    ok: true,
    notices: [
      { column: 16, message: 'n is 4 but the cluster has 3 nodes: every node keeps every key.' },
    ],
  });
});
