import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseCommand } from './parse-command.ts';
import { parseScript } from './parse.ts';
import { printRun } from './print.ts';
import { arbitraryRun } from './testing/arbitrary-run.ts';

const head = 'lab 1\ncluster A B C\n';

function firstError(text: string): string {
  const result = parseScript(text);
  if (result.ok) return '';
  const { line, column, message } = result.errors[0] ?? { line: 0, column: 0, message: '' };
  return `${line}:${column} ${message}`;
}

describe('at its limits the language says so', () => {
  test('a key', () => {
    expect(firstError(`${head}get ${'é'.repeat(128)}`)).toBe('');
    expect(firstError(`${head}get ${'é'.repeat(128)}x`)).toBe(
      '3:5 Expected a key of at most 256 bytes of UTF-8.',
    );
  });

  test('a value, counted in bytes', () => {
    expect(firstError(`${head}put k "${'🛒'.repeat(1024)}"`)).toBe('');
    expect(firstError(`${head}put k "${'🛒'.repeat(1024)}x"`)).toBe(
      '3:7 Expected a value of at most 4096 bytes of UTF-8.',
    );
    expect(firstError(`${head}cart add k ${'x'.repeat(4097)}`)).toBe(
      '3:12 Expected an item of at most 4096 bytes of UTF-8.',
    );
  });

  test('what is said, counted in characters', () => {
    expect(firstError(`${head}say ${'🛒'.repeat(500)}`)).toBe('');
    expect(firstError(`${head}say ${'🛒'.repeat(501)}`)).toBe(
      '3:5 Expected a text of at most 500 characters.',
    );
  });

  test('commands', () => {
    expect(firstError(head + 'get k\n'.repeat(10_000))).toBe('');
    expect(firstError(head + 'get k\n'.repeat(10_001))).toBe(
      '10003:1 Expected at most 10000 commands.',
    );
  });

  test('lines', () => {
    expect(firstError(head + '\n'.repeat(19_998))).toBe('');
    expect(firstError(head + '\n'.repeat(19_999))).toBe(
      '20001:1 Expected a script of at most 20000 lines.',
    );
  });

  test('the whole script', () => {
    expect(firstError(`${head}# ${'x'.repeat(1_048_576)}`)).toBe(
      '1:1 Expected a script of at most 1 MB.',
    );
  });

  test('nodes, with those that join', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => `n${index}`).join(' ');
    expect(firstError(`lab 1\ncluster ${nodes}\njoin n5`)).toBe('');
    expect(firstError(`lab 1\ncluster ${nodes} more`)).toBe('2:4899 Expected at most 1000 nodes.');
    expect(firstError(`lab 1\ncluster ${nodes}\njoin more`)).toBe(
      '3:6 Expected at most 1000 nodes, counting those that join.',
    );
  });

  test('tokens of one node', () => {
    const tokens = Array.from({ length: 1025 }, (_, at) => at.toString(16).padStart(32, '0'));
    expect(firstError(`${head}tokens A ${tokens.slice(1).join(' ')}`)).toBe('');
    expect(firstError(`${head}tokens A ${tokens.join(' ')}`)).toBe(
      '3:33802 Expected at most 1024 tokens for one node.',
    );
  });
});

/* Each takes a few tens of milliseconds; the bound leaves room for a busy machine. */
describe('nothing that is pasted makes the lab wait', { timeout: 2_000 }, () => {
  const megabyte = 1_040_000;
  const nodes = Array.from({ length: 1000 }, (_, index) => `node-${index}`).join(' ');
  const bigHead = `lab 1\ncluster ${nodes}\n`;
  test.each<[string, string]>([
    ['a bare value of 1 MB', `${head}put k ${'x'.repeat(megabyte)}`],
    ['a string of 1 MB', `${head}put k "${'x'.repeat(megabyte)}"`],
    ['a string of 1 MB that is not closed', `${head}put k "${'x'.repeat(megabyte)}`],
    ['a string of escapes', `${head}put k "${'\\n'.repeat(megabyte / 2)}"`],
    ['1 MB of spaces', `${head}say x${' '.repeat(megabyte)}`],
    ['1 MB of spaces and a bar', `${head}say x${' '.repeat(megabyte)}|`],
    ['1 MB of digits as a time', `${head}at ${'1'.repeat(megabyte)} get k`],
    ['1 MB of digits as a percent', `${head}tokens A ${'1'.repeat(megabyte)}%`],
    ['1 MB of digits as a setting', `${head}set loss=0.${'1'.repeat(megabyte)}%`],
    ['1 MB of suffixes', `lab 1\ncluster A${'@'.repeat(megabyte)}`],
    ['1 MB of colons', `${head}set latency=${':'.repeat(megabyte)}`],
    ['1 MB of words', `${head}partition ${'A '.repeat(megabyte / 2)}`],
    [
      'many unknown names',
      `${bigHead}names ${'Q '.repeat(100)}\n${'partition X Y / Z W\n'.repeat(19_000)}`,
    ],
    ['20 000 unknown commands', `${head}${'pu k v\n'.repeat(19_000)}`],
    ['20 000 unknown settings', `${head}${'set rea-repair=on\n'.repeat(19_000)}`],
    ['20 000 unknown nodes among 1000', `${bigHead}${'kill nde-1\n'.repeat(9_999)}`],
    ['20 000 tokens of unknown nodes', `${bigHead}${tokensLines(19_000)}`],
    ['10 000 good lines', `${head}${'+1ms put cart "milk" as alice via C\n'.repeat(10_000)}`],
  ])('%s', (_, text) => {
    const result = parseScript(text);
    expect(result.ok || result.errors.length).toBeTruthy();
    if (!result.ok) {
      for (const error of result.errors) expect(error.message.length).toBeLessThan(400);
    }
  });

  test('10 000 commands print', () => {
    const result = parseScript(`${head}${'+1ms put cart "milk" as alice via C\n'.repeat(10_000)}`);
    expect(result.ok && printRun(result.run).length).toBeGreaterThan(300_000);
  });
});

function tokensLines(count: number): string {
  return Array.from({ length: count }, (_, index) => `tokens nod-${index} 5%\n`).join('');
}

describe('whatever is typed gets an answer', () => {
  test('a run with a few letters changed is read, or its errors lie inside the text', () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 4 }),
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 4 }),
        fc.constantFrom('"', '\\', ' # ', '\n', ' ', '=', 'at ', 'set ', '/', '>', '%', '\ud800'),
      ),
    });
    fc.assert(
      fc.property(arbitraryRun, fc.array(change, { maxLength: 4 }), (run, changes) => {
        let text = printRun(run);
        for (const { at, length, text: inserted } of changes) {
          const from = at % text.length;
          text = text.slice(0, from) + inserted + text.slice(from + length);
        }
        expectAnswer(text);
      }),
      { numRuns: 500 },
    );
  });

  test('also in the command bar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const result = parseCommand(line, { nodes: ['A'], clients: [] });
        expect(result.ok || result.error.column).toBeTruthy();
      }),
    );
  });
});

function expectAnswer(text: string): void {
  const result = parseScript(text);
  if (result.ok) {
    const printed = printRun(result.run);
    const again = parseScript(printed);
    expect(again.ok && again.run).toEqual(result.run);
    return;
  }
  const lines = text.split(/\r\n|\n|\r/);
  for (const { line, column, length, message } of result.errors) {
    expect(lines.length).toBeGreaterThanOrEqual(line);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(length).toBeGreaterThanOrEqual(1);
    expect(message).not.toMatch(/[\n\r]|\p{Surrogate}/u);
  }
}
