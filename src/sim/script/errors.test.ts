import { describe, expect, test } from 'vitest';

import { parseScript } from './parse.ts';

/** The errors of a script as `line:column message`. */
function errorsOf(text: string): string[] {
  const result = parseScript(text);
  return result.ok
    ? []
    : result.errors.map((error) => `${error.line}:${error.column} ${error.message}`);
}

/** The errors of one line under `lab 1` and `cluster A B C`: its line is 3. */
function errorsOfLine(line: string): string[] {
  return errorsOf(`lab 1\ncluster A B C\n${line}`);
}

const times = 'a time such as 250us, 120ms, 1.5s or 2m, at most 24 hours';
const nameRule = 'a name (a letter, then letters, digits or "-", at most 16 in all)';
const belongs = 'belongs to the head of a script, before the first command; expected a command.';

describe('each fault of a line is told where it is, in one sentence', () => {
  test.each([
    // Words and strings
    ['put "k', '3:5 This string is not closed; expected " before the end of the line.'],
    [
      'put "a\\x" v',
      '3:7 Expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX after a backslash.',
    ],
    ['put "a\\u12g4" v', '3:7 Expected four hexadecimal digits after \\u.'],
    ['put "a\tb" v', '3:7 A control character in a string must be escaped; expected \\u0009.'],
    ['put a"b" v', '3:6 Expected white space before the quote: a string is a word of its own.'],
    ['put "a"b v', '3:8 Expected white space after the closing quote.'],
    [
      'put "\\ud800" v',
      '3:5 This holds half a character (a lone surrogate); expected whole characters.',
    ],
    [
      'put \udc00 v',
      '3:5 This holds half a character (a lone surrogate); expected whole characters.',
    ],
    // Commands
    ['putt k v', '3:1 There is no command "putt"; did you mean "put"?'],
    ['PUT k v', '3:1 There is no command "PUT"; did you mean "put"?'],
    ['frobnicate', '3:1 There is no command "frobnicate".'],
    ['"put" k v', '3:1 There is no command "put".'],
    ['at 1s', '3:6 Expected a command, but the line ends here.'],
    [
      'at 1s at 2s get k',
      '3:7 "at" stands at the start of a line of a script, before a time and a command; expected a command.',
    ],
    ['at 1s +1s get k', '3:7 Expected a command, found the time "+1s".'],
    [
      'at 1s until 2s',
      '3:7 "until" stands on a line of its own, at the end of a script; expected a command.',
    ],
    // Times
    ['at', '3:3 Expected a time, but the line ends here; the form is: at TIME COMMAND'],
    ['at 5 get k', `3:4 Expected ${times}, found "5".`],
    ['at 0.5us get k', `3:4 Expected ${times}, found "0.5us".`],
    ['at 25h get k', `3:4 Expected ${times}, found "25h".`],
    ['at 1441m get k', `3:4 Expected ${times}, found "1441m".`],
    ['+ get k', `3:1 Expected ${times}, found "".`],
    ['until', '3:6 Expected a time, but the line ends here; the form is: until TIME'],
    ['until 1s now', '3:10 Expected the end of the line, found "now"; the form is: until TIME'],
    // Requests
    [
      'put',
      '3:4 Expected a key, but the line ends here; the form is: put KEY VALUE [as CLIENT] [via NODE] [blind]',
    ],
    [
      'put k # v',
      '3:6 Expected a value, but the line ends here; the form is: put KEY VALUE [as CLIENT] [via NODE] [blind]',
    ],
    [
      'put k as bob',
      '3:7 Expected a value, found the keyword "as"; to mean the text, put it in quotes.',
    ],
    ['put "" v', '3:5 Expected a key of at least one character.'],
    [
      'get k as',
      '3:9 Expected a client, but the line ends here; the form is: get KEY [as CLIENT] [via NODE]',
    ],
    ['get k as 9lives', `3:10 Expected ${nameRule}, found "9lives".`],
    ['get k as B', '3:10 B is a node; expected another name for the client.'],
    ['get k as world', '3:10 No client can be called "world": the lab uses that name itself.'],
    ['get k via D', '3:11 There is no node "D"; there are A, B and C.'],
    ['get k via b', '3:11 There is no node "b"; did you mean "B"?'],
    ['get k via A via B', '3:13 "via" is given twice; expected it once.'],
    [
      'get k blind',
      '3:7 Expected "as", "via" or the end of the line, found "blind"; the form is: get KEY [as CLIENT] [via NODE]',
    ],
    [
      'put k v blnd',
      '3:9 Expected "as", "via", "blind" or the end of the line, found "blnd"; did you mean "blind"?',
    ],
    ['cart ad k v', '3:6 Expected "add" or "remove", found "ad"; did you mean "add"?'],
    [
      'cart add k',
      '3:11 Expected an item, but the line ends here; the form is: cart add|remove KEY ITEM [as CLIENT] [via NODE]',
    ],
    // Nodes
    ['kill', '3:5 Expected a node, but the line ends here; the form is: kill NODE'],
    ['kill Z', '3:6 There is no node "Z"; there are A, B and C.'],
    ['kill A B', '3:8 Expected the end of the line, found "B"; the form is: kill NODE'],
    [
      'pause A 2s',
      '3:9 Expected "for" or the end of the line, found "2s"; the form is: pause NODE [for TIME]',
    ],
    ['pause A for 0', '3:13 Expected a time of at least 1us.'],
    ['skew A 1', `3:8 Expected ${times}, found "1".`],
    ['skew A -1', `3:8 Expected ${times}, found "1".`],
    ['join client', '3:6 No node can be called "client": the lab uses that name itself.'],
    ['join 4', `3:6 Expected ${nameRule}, found "4".`],
    ['sync A A', '3:8 Expected two different names, found "A" twice.'],
    ['gossip A', '3:9 Expected a node, but the line ends here; the form is: gossip A B'],
    // Network
    [
      'partition',
      '3:10 Expected a node or a client, but the line ends here; the form is: partition A B / C D E',
    ],
    ['partition / A', '3:11 Expected a node or a client before "/".'],
    ['partition A / / B', '3:15 Expected a node or a client before "/".'],
    [
      'partition A B /',
      '3:16 Expected a node or a client, but the line ends here; the form is: partition A B / C D E',
    ],
    ['partition A/B A', '3:15 "A" is in the partition twice; expected it once.'],
    ['partition A / bob', '3:15 There is no node or client "bob"; there are A, B, C and client.'],
    ['cut A B', '3:7 Expected ">", found "B".'],
    ['cut A>A', '3:7 Expected two different names, found "A" twice.'],
    ['heal A', '3:7 Expected a node or a client, but the line ends here; the form is: heal [A B]'],
    [
      'link A > B',
      '3:11 Expected "latency", "jitter", "loss", "duplicate" or "normal", but the line ends here; the form is: link A > B|* [latency TIME] [jitter TIME] [loss SHARE] [duplicate SHARE]|normal',
    ],
    ['link * latency 0', '3:16 latency takes a time from 1us to 1m, not "0".'],
    ['link * jitter -1s', '3:15 jitter takes a time from 0 to 1m, not "-1s".'],
    ['link * loss 101%', '3:13 loss takes a share from 0% to 100%, or from 0 to 1, not "101%".'],
    [
      'link * normal loss 1%',
      '3:15 Expected the end of the line, found "loss"; the form is: link A > B|* [latency TIME] [jitter TIME] [loss SHARE] [duplicate SHARE]|normal',
    ],
    ['drop 42', '3:6 Expected a message such as m42, found "42".'],
    ['delay m42 0', '3:11 Expected a time of at least 1us.'],
    // Settings
    ['set', '3:4 Expected KEY=VALUE, but the line ends here; the form is: set KEY=VALUE…'],
    ['set n', '3:5 Expected KEY=VALUE without spaces, like n=3, found "n".'],
    ['set n = 3', '3:5 Expected KEY=VALUE without spaces, like n=3, found "n".'],
    ['set n=', '3:7 n takes a whole number from 1 to 1000, not "".'],
    ['set r=0', '3:7 r takes a whole number from 1 to 1000, not "0".'],
    ['set n=1001', '3:7 n takes a whole number from 1 to 1000, not "1001".'],
    ['set sloppy=yes', '3:12 sloppy takes on or off, not "yes".'],
    ['set strategy=4', '3:14 strategy takes 1, 2 or 3, not "4".'],
    ['set versionning=dotted', '3:5 There is no setting "versionning"; did you mean "versioning"?'],
    ['set n=4 n=5', '3:9 n is set twice on this line; expected it once.'],
    ['set handoff-every=0', '3:19 handoff-every takes a time from 1ms to 60m, not "0".'],
    ['set loss=2', '3:10 loss takes a share from 0% to 100%, or from 0 to 1, not "2".'],
    [
      'set seed=4294967296',
      '3:10 seed takes a whole number from 0 to 4294967295, not "4294967296".',
    ],
    [
      'set latency=uniform:9ms:5ms',
      '3:13 latency takes fixed:X, uniform:FROM:TO, exponential:MEAN, lognormal:MEDIAN:SIGMA or dc:LOCAL:REMOTE, with times from 1us to 1m, FROM not above TO and SIGMA from 0 to 3, not "uniform:9ms:5ms".',
    ],
    [
      'at 0 set placement=even',
      '3:10 placement cannot change while the run goes on; set it before the first command.',
    ],
    // Load, and what is for the audience
    [
      'load 5 for 1s',
      '3:6 Expected a rate such as 20/s, above 0/s and at most 10000/s, found "5".',
    ],
    [
      'load 0/s for 1s',
      '3:6 Expected a rate such as 20/s, above 0/s and at most 10000/s, found "0/s".',
    ],
    ['load 5/s 1s', '3:10 Expected "for", found "1s".'],
    [
      'load 9999/s for 2m',
      '3:17 Expected at most 1000000 requests from one load; lower its rate or its time.',
    ],
    ['load 5/s for 1s keys=0', '3:22 keys takes a whole number from 1 to 100000, not "0".'],
    ['load 5/s for 1s zipf=6', '3:22 zipf takes a number from 0 to 5, not "6".'],
    [
      'load 5/s for 1s key=5',
      '3:17 Expected "keys", "zipf", "reads", "clients" or the end of the line, found "key"; did you mean "keys"?',
    ],
    [
      'load 5/s for 1s keys',
      '3:17 Expected KEY=VALUE without spaces, like keys=100, found "keys".',
    ],
    ['say', '3:4 Expected a text, but the line ends here.'],
    ['say ""', '3:5 Expected a text of at least one character.'],
    ['say "a" b', '3:9 Expected the end of the line after the closing quote.'],
    [`say ${'x'.repeat(501)}`, '3:5 Expected a text of at most 500 characters.'],
    ['show rnig', '3:6 There is no view "rnig"; did you mean "ring"?'],
    ['show', '3:5 Expected a view, but the line ends here; the form is: show VIEW [KEY or NODE]'],
    ['mark 1st', `3:6 Expected ${nameRule}, found "1st".`],
  ])('%s', (line, error) => {
    expect(errorsOfLine(line)).toEqual([error]);
  });
});

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

test('an error says how long the faulty word is', () => {
  const result = parseScript('lab 1\ncluster A B C\nkill Zebra');
  expect(!result.ok && result.errors[0]?.length).toBe(5);
});

test('twenty errors are told, in the order of the text, and the rest counted', () => {
  const result = parseScript(`lab 1\ncluster A B C\n${'kill Z\nkil A\n'.repeat(50)}`);
  expect(!result.ok && result.errors.map((error) => error.line)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 3),
  );
  expect(!result.ok && result.more).toBe(80);
});
