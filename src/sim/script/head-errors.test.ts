import { describe, expect, test } from 'vitest';

import { parseScript } from './parse.ts';
import { errorsOf, errorsOfLine } from './testing/errors-of.ts';

const nameRule = 'a name (a letter, then letters, digits or "-", at most 16 in all)';
const belongs = 'belongs to the head of a script, before the first command; expected a command.';

describe('each fault of the head is told', () => {
  test.each([
    ['', '1:1 Expected "lab 1" first: the version of the language.'],
    ['# nothing\n', '1:1 Expected "lab 1" first: the version of the language.'],
    ['cluster A', '1:1 Expected "lab 1" first: the version of the language.'],
    ['lab\ncluster A B C', '1:4 Expected a version, but the line ends here; the form is: lab 1'],
    ['lab 2\nwarp 9', '1:5 This lab reads version 1 of the language, not "2".'],
    ['lab 1 now\ncluster A', '1:7 Expected the end of the line, found "now"; the form is: lab 1'],
    ['lab 1\nlab 1\ncluster A B C', '2:1 Expected "lab 1" only once, on the first line.'],
    ['lab 1', '1:1 Expected a line such as "cluster A B C" before the first command.'],
    ['lab 1\n\nget k', '3:1 Expected a line such as "cluster A B C" before the first command.'],
    ['lab 1\ntitle\ncluster A B', '2:6 Expected a title, but the line ends here.'],
    [
      'lab 1\ntitle a\ntitle b\ncluster A B',
      '3:1 There is already a title on line 2; expected one.',
    ],
    [
      `lab 1\ntitle ${'x'.repeat(201)}\ncluster A B`,
      '2:7 Expected a title of at most 200 characters.',
    ],
    ['lab 1\ncluster', '2:8 Expected a node, but the line ends here; the form is: cluster NODE…'],
    ['lab 1\ncluster A\ncluster B', '3:1 There is already a cluster on line 2; expected one.'],
    ['lab 1\ncluster A B A', '2:13 A is in the cluster twice; expected each name once.'],
    ['lab 1\ncluster 1A', `2:9 Expected ${nameRule}, found "1A".`],
    ['lab 1\ncluster ABCDEFGHIJKLMNOPQ', `2:9 Expected ${nameRule}, found "ABCDEFGHIJKLMNOPQ".`],
    ['lab 1\ncluster client', '2:9 No node can be called "client": the lab uses that name itself.'],
    ['lab 1\ncluster A*65', '2:11 A capacity takes a number from 0.125 to 64, not "65".'],
    ['lab 1\ncluster A*', '2:11 A capacity takes a number from 0.125 to 64, not "".'],
    ['lab 1\ncluster A@', `2:11 Expected ${nameRule}, found "".`],
    ['lab 1\ncluster A!x', '2:11 Expected nothing after "!", found "x".'],
    ['lab 1\ncluster A!*2!', '2:13 A has "!" twice; expected it once.'],
    [
      'lab 1\ncluster A B C\ntokens A',
      '3:9 Expected a position, but the line ends here; the form is: tokens NODE POSITION…',
    ],
    [
      'lab 1\ncluster A B C\ntokens A 100%',
      '3:10 Expected a position such as 12.5%, below 100%, or 32 hex digits, found "100%".',
    ],
    [
      'lab 1\ncluster A B C\ntokens A 5',
      '3:10 Expected a position such as 12.5%, below 100%, or 32 hex digits, found "5".',
    ],
    ['lab 1\ncluster A B C\ntokens D 5%', '3:8 There is no node "D" in the cluster.'],
    [
      'lab 1\ncluster A B C\ntokens A 5%\ntokens A 6%',
      '4:8 The tokens of A are already placed on line 3.',
    ],
    [
      'lab 1\ncluster A B C\ntokens A 25%\ntokens B 1% 25.0%',
      '4:13 A already has a token at 25.0%; expected a position of its own.',
    ],
    [
      'lab 1\ncluster A B C\ntokens A 5% 5%',
      '3:13 A already has a token at 5%; expected a position of its own.',
    ],
    [
      'lab 1\nnames\ncluster A B',
      '2:6 Expected a name, but the line ends here; the form is: names NAME…',
    ],
    ['lab 1\ncluster A B C\nset n=2\nset n=3', '4:5 n is already set on line 3; expected it once.'],
    [
      'lab 1\ncluster A B C\nset n=2 r=3',
      '3:9 r is 3 but n is 2: a get cannot wait for more replies than there are copies.',
    ],
    [
      'lab 1\ncluster A B C\nset n=2\nset w=4',
      '4:5 w is 4 but n is 2: a put cannot wait for more acknowledgements than there are copies.',
    ],
    ['lab 1\ncluster A B C\nget k\ncluster D', `4:1 "cluster" ${belongs}`],
    ['lab 1\ncluster A B C\nget k\ntitle D', `4:1 "title" ${belongs}`],
    ['lab 1\ncluster A B C\nget k\ntokens D', `4:1 "tokens" ${belongs}`],
    ['lab 1\ncluster A B C\nget k\nnames D', `4:1 "names" ${belongs}`],
  ])('%j', (text, error) => {
    expect(errorsOf(text)[0]).toBe(error);
    expect(errorsOf(text).length).toBeLessThanOrEqual(2);
  });

  test('a default that does not fit n is pointed at where n is set', () => {
    expect(errorsOf('lab 1\ncluster A\nset n=1')).toEqual([
      '3:5 r is 2 but n is 1: a get cannot wait for more replies than there are copies.',
      '3:5 w is 2 but n is 1: a put cannot wait for more acknowledgements than there are copies.',
    ]);
  });
});

describe('the order of lines is kept', () => {
  test('a time may not go back', () => {
    expect(errorsOfLine('at 2s get k\nat 1s get k')).toEqual([
      '4:4 1s is before the line above; expected 2s or later.',
    ]);
  });

  test('a run may not end before its last command', () => {
    expect(errorsOfLine('at 2s get k\nuntil 1.5s')).toEqual([
      '4:7 1.5s is before the line above; expected 2s or later.',
    ]);
  });

  test('nothing follows until', () => {
    expect(errorsOfLine('until 1s\nget k\nuntil 2s')).toEqual([
      '4:1 Expected nothing after the "until" of line 3.',
      '5:1 Expected nothing after the "until" of line 3.',
    ]);
  });

  test('a run ends within a day', () => {
    expect(errorsOfLine('at 1440m get k\n+1us get k')).toEqual([
      '4:1 A run ends after 24 hours; expected an earlier time.',
    ]);
  });
});

describe('names are known from the whole script', () => {
  test('a node that joins later may be named before', () => {
    expect(errorsOfLine('cut A > F\nat 1s join F\nkill F')).toEqual([]);
  });

  test('a client that speaks later may be named before, and the client without a name always', () => {
    expect(errorsOfLine('partition A bob client\nat 1s get k as bob')).toEqual([]);
  });

  test('names that nobody has yet may be declared', () => {
    expect(errorsOf('lab 1\ncluster A B C\nnames bob F\ncut bob > A\nkill F')).toEqual([]);
  });

  test('no node is called like a client', () => {
    expect(errorsOfLine('get k as bob\njoin bob')).toEqual([
      '3:10 bob is a node; expected another name for the client.',
      '4:6 bob is a client; expected another name for the node.',
    ]);
  });

  test('while the cluster line is at fault, no name is called unknown', () => {
    expect(errorsOf('lab 1\ncluster A B 3\nkill A\nkill Z')).toEqual([
      `2:13 Expected ${nameRule}, found "3".`,
    ]);
  });
});

describe('live settings', () => {
  test('are checked against what was set before', () => {
    expect(errorsOfLine('at 0 set n=2\nset r=2\nset w=3\nset loss=5%')).toEqual([
      '5:5 w is 3 but n is 2: a put cannot wait for more acknowledgements than there are copies.',
    ]);
  });

  test('more copies than nodes is worth a notice, not an error', () => {
    const result = parseScript('lab 1\ncluster A B C\nset n=5\njoin D\nset n=4\nset n=6');
    expect(result.ok && result.notices).toEqual([
      {
        line: 3,
        column: 5,
        length: 1,
        message: 'n is 5 but the cluster has 3 nodes: every node keeps every key.',
      },
      {
        line: 6,
        column: 5,
        length: 1,
        message: 'n is 6 but the cluster has 4 nodes: every node keeps every key.',
      },
    ]);
  });

  test('fewer partitions than nodes under strategy 3 is worth a notice', () => {
    const result = parseScript('lab 1\ncluster A B C\nset strategy=3 partitions=2');
    expect(result.ok && result.notices.map((notice) => notice.message)).toEqual([
      'partitions is 2 but the cluster has 3 nodes: under strategy 3 some nodes get none.',
    ]);
  });

  test('a default n on a smaller cluster is noticed at the cluster', () => {
    const result = parseScript('lab 1\ncluster A B');
    expect(result.ok && result.notices.map(({ line, column }) => [line, column])).toEqual([[2, 1]]);
  });
});

test('a slip in the head is one slip: the lines below it still belong to the head', () => {
  expect(errorsOf('lab 1\ntitel x\n"\ncluster A B C\nset seed=2\nget k')).toEqual([
    '2:1 There is no command "titel"; did you mean "title"?',
    '3:1 This string is not closed; expected " before the end of the line.',
  ]);
  expect(errorsOfLine('get k\nuntill 5s')).toEqual([
    '4:1 There is no command "untill"; did you mean "until"?',
  ]);
});
