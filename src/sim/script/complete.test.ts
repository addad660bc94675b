import { describe, expect, test } from 'vitest';

import { commandTable } from './command-table.ts';
import { complete, maxCandidates } from './complete.ts';
import { commandHelp } from './line-help.ts';

const context = {
  nodes: ['A', 'B', 'node-3'],
  clients: ['alice'],
  keys: ['cart', 'my cart', 'as'],
  messages: ['m1', 'm12'],
};

/** What is offered at the `|`, after the column where the word starts. */
function offered(marked: string): [number, ...string[]] {
  const column = marked.indexOf('|') + 1;
  const { column: from, candidates } = complete(marked.replace('|', ''), column, context);
  return [from, ...candidates.map((candidate) => candidate.text)];
}

describe('what may stand at the cursor is offered', () => {
  test.each<[string, [number, ...string[]]]>([
    ['re|', [1, 'restart', 'resume', 'remove']],
    ['  ki|', [3, 'kill']],
    ['zz|', [1]],
    ['put |', [5, 'cart', '"my cart"', '"as"']],
    ['put ca|', [5, 'cart']],
    ['put my|', [5, '"my cart"']],
    ['put "my c|', [5, '"my cart"']],
    ['put "ca|', [5, '"cart"']],
    ['put cart |', [10]],
    ['put cart milk |', [15, 'as', 'via', 'blind']],
    ['put cart milk as |', [18, 'alice', 'client']],
    ['put cart milk as al|ice', [18, 'alice']],
    ['put cart milk as alice |', [24, 'via', 'blind']],
    ['get cart via n|', [14, 'node-3']],
    ['get cart via N|', [14, 'node-3']],
    ['cart |', [6, 'add', 'remove']],
    ['cart add |', [10, 'cart', '"my cart"', '"as"']],
    ['kill |', [6, 'A', 'B', 'node-3']],
    ['kill A |', [8]],
    ['pause A |', [9, 'for']],
    ['partition A |', [13, '/', 'A', 'B', 'node-3', 'alice', 'client']],
    ['partition A/|', [13, 'A', 'B', 'node-3', 'alice', 'client']],
    ['cut A |', [7, '>']],
    ['cut A>|', [7, 'A', 'B', 'node-3', 'alice', 'client']],
    ['cut A>no|', [7, 'node-3']],
    ['heal al|', [6, 'alice']],
    ['link |', [6, '*', 'A', 'B', 'node-3', 'alice', 'client']],
    ['link * |', [8, 'latency', 'jitter', 'loss', 'duplicate', 'normal']],
    ['link * loss 5% |', [16, 'latency', 'jitter', 'duplicate']],
    ['drop m1|', [6, 'm1', 'm12']],
    ['join F |', [8, 'via']],
    ['set anti|', [5, 'anti-entropy=', 'anti-entropy-every=']],
    ['set versioning|', [5]],
    ['set durability=|', [5, 'durability=flushed', 'durability=buffered']],
    ['set durability=b|', [5, 'durability=buffered']],
    ['set n=3 sl|', [9, 'sloppy=']],
    ['set sloppy=on slo|', [15]],
    ['load 5/s |', [10, 'for']],
    ['load 5/s for 1s keys=5 |', [24, 'zipf=', 'reads=', 'clients=']],
    ['show ri|', [6, 'ring']],
    ['show ring |', [11, 'cart', '"my cart"', '"as"', 'A', 'B', 'node-3']],
    ['say it "is |', [8]],
    ['kill Z A|', [8]],
  ])('%s', (marked, texts) => {
    expect(offered(marked)).toEqual(texts);
  });
});

test('an empty line offers every command', () => {
  expect(offered('|')).toEqual([1, ...commandTable.map((row) => row.name)]);
});

test('the form of the command is shown as soon as it is known', () => {
  const help = (source: string) => complete(source, source.length + 1, context).help?.form;
  expect(help('')).toBeUndefined();
  expect(help('ki')).toBe('kill NODE');
  expect(help('re')).toBeUndefined();
  expect(help('put k')).toBe('put KEY VALUE [as CLIENT] [via NODE] [blind]');
  expect(help('wrong A')).toBeUndefined();
});

test('what is after the cursor does not matter', () => {
  expect(offered('kill | B')).toEqual([6, 'A', 'B', 'node-3']);
});

test('among very many keys, a few are offered', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `key-${index}`);
  const { candidates } = complete('get k', 6, { ...context, keys });
  expect(candidates).toHaveLength(maxCandidates);
});

test('every command has help that starts with its name', () => {
  expect(commandHelp).toHaveLength(commandTable.length);
  for (const { name, form, meaning } of commandHelp) {
    expect(form.split(' ')[0]).toBe(name);
    expect(meaning).toMatch(/\.$/);
  }
});
