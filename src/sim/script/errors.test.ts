import { describe, expect, test } from 'vitest';

import { parseScript } from './parse.ts';
import { errorsOfLine } from './testing/errors-of.ts';

const times = 'a time such as 250us, 120ms, 1.5s or 2m, at most 24 hours';
const nameRule = 'a name (a letter, then letters, digits or "-", at most 16 in all)';

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
