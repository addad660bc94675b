import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Command, Run } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { parseScript } from './parse.ts';
import { printCommand } from './print-command.ts';
import { printRun } from './print.ts';
import { arbitraryRun } from './testing/arbitrary-run.ts';

function read(text: string): Run {
  const result = parseScript(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)}\n${text}`);
  return result.run;
}

function body(text: string): string[] {
  return printRun(read(`lab 1\ncluster A B C\n${text}`))
    .trimEnd()
    .split('\n')
    .slice(2);
}

test('any run reads back from its text as the same run', () => {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      expect(read(printRun(run))).toEqual(run);
    }),
    { numRuns: 500 },
  );
});

test('equal runs have equal texts, whatever the layout they came from', () => {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      const text = printRun(run);
      const spread = text.replace(/\n/g, '   # a comment\r\n\r\n\t');
      expect(printRun(read(spread))).toBe(text);
    }),
  );
});

test('any command reads back in the command bar as the same command', () => {
  fc.assert(
    fc.property(arbitraryRun, ({ commands, cluster }) => {
      const joining = commands.flatMap(({ command }) =>
        command.type === 'join' ? [command.node] : [],
      );
      const nodes = [...cluster.map((spec) => spec.node), ...joining];
      for (const { command } of commands) {
        const clients = clientsOf(command, nodes);
        const result = parseCommand(printCommand(command), { nodes, clients });
        expect(result).toEqual({ ok: true, command, notices: [] });
      }
    }),
  );
});

function clientsOf(command: Command, nodes: readonly string[]): string[] {
  const ends =
    command.type === 'partition'
      ? command.groups.flat()
      : command.type === 'cut'
        ? [command.from, command.to]
        : command.type === 'heal' || command.type === 'link'
          ? (command.between ?? [])
          : [];
  return ends.filter((end) => !nodes.includes(end));
}

test('defaults are left out', () => {
  expect(
    body('set n=3 latency=uniform:5ms:15ms seed=1\nput k v as client\nload 5/s for 1s keys=100'),
  ).toEqual(['at 0 put k v', 'load 5/s for 1s']);
});

test('a time stands only where it changes', () => {
  expect(body('kill A\nat 0 kill B\n+0 kill C\n+1s restart A\nrestart B')).toEqual([
    'at 0 kill A',
    'kill B',
    'kill C',
    'at 1s restart A',
    'restart B',
  ]);
});

test('the first node is the seed node where none is marked', () => {
  const run = read('lab 1\ncluster A B C');
  expect(run.cluster.map((spec) => spec.isSeedNode)).toEqual([true, false, false]);
  expect(printRun(run)).toBe('lab 1\ncluster A B C\n');
  expect(printRun(read('lab 1\ncluster A! B C'))).toBe('lab 1\ncluster A B C\n');
  expect(printRun(read('lab 1\ncluster A! B! C'))).toBe('lab 1\ncluster A! B! C\n');
});

test('the suffixes of a node may come in any order', () => {
  const nodes = 'A!@east*2 B@west! C*0.5';
  expect(printRun(read(`lab 1\ncluster ${nodes}`))).toBe(
    'lab 1\ncluster A*2@east! B@west! C*0.5\n',
  );
});

test('positions are exact: a percent is a fraction of whole numbers', () => {
  const run = read('lab 1\ncluster A\ntokens A 12.5% 33.3% 0123456789abcdef0123456789ABCDEF');
  expect(run.cluster[0]?.tokens).toEqual([
    '20000000000000000000000000000000',
    '553f7ced916872b020c49ba5e353f7ce',
    '0123456789abcdef0123456789abcdef',
  ]);
  expect(printRun(run)).toContain('tokens A 12.5% 33.3% 0123456789abcdef0123456789abcdef\n');
});

test('what cannot be seen is escaped, what can is not', () => {
  expect(body('put "a\\u200bb" "naïve 🛒"\nput é\\\\ 👩‍🚀')).toEqual([
    'at 0 put "a\\u200bb" "naïve 🛒"',
    'put é\\\\ 👩‍🚀',
  ]);
});

test('a keyword in quotes is text', () => {
  expect(body('put "as" "via" as bob')).toEqual(['at 0 put "as" "via" as bob']);
});

test('said text needs no quotes unless it would read differently', () => {
  expect(body('say It "works"  now # really\nsay "a # b"\nsay " x"')).toEqual([
    'at 0 say It "works"  now',
    'say "a # b"',
    'say " x"',
  ]);
});

test('every beginning of a run is a run', () => {
  fc.assert(
    fc.property(arbitraryRun, fc.nat(), (run, cut) => {
      const commands = run.commands.slice(0, cut % (run.commands.length + 1));
      const beginning = { ...run, commands, untilUs: null };
      expect(read(printRun(beginning))).toEqual(beginning);
    }),
  );
});

test('names that nobody has are declared, others are not', () => {
  const { commands, ...run } = read(
    'lab 1\ncluster A B C\npartition bob A / carol F\nget k as carol\njoin F\nget k as bob',
  );
  expect(printRun({ ...run, commands: commands.slice(0, 2) })).toBe(
    'lab 1\ncluster A B C\nnames bob F\nat 0 partition bob A / carol F\nget k as carol\n',
  );
});
