import { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { commandNamed, commandTable } from './command-table.ts';
import type { Line, Token } from './lexer.ts';
import { didYouMean } from './nearest.ts';
import { cite } from './text.ts';

/** Words that start a line of a script but are not commands. */
const lineWords: ReadonlyMap<string, string> = new Map([
  ['lab', 'belongs on the first line of a script'],
  ['title', 'belongs to the head of a script, before the first command'],
  ['cluster', 'belongs to the head of a script, before the first command'],
  ['names', 'belongs to the head of a script, before the first command'],
  ['tokens', 'belongs to the head of a script, before the first command'],
  ['at', 'stands at the start of a line of a script, before a time and a command'],
  ['until', 'stands on a line of its own, at the end of a script'],
]);

/** A command and the words it was read from. It counts only while its line has no fault. */
export interface ReadCommand {
  readonly name: Token;
  readonly words: Arguments;
  readonly command: Command;
}

/**
 * Reads one command, up to the end of its line. null: there is none, and the line has a fault.
 * `others` are words that could have stood there too, and may have been meant.
 */
export function readCommand(line: Line, others: readonly string[] = []): ReadCommand | null {
  const name = line.take();
  if (!name) {
    line.fail(null, 'Expected a command, but the line ends here.');
    return null;
  }
  const row = name.quoted ? null : commandNamed(name.text);
  if (!row) {
    line.fail(name, () => unknownCommand(name, others));
    return null;
  }
  if (row.breaksAtSigns) line.breakAtSigns();
  const words = new Arguments(line, row.form);
  const command = row.read(words);
  words.done();
  return { name, words, command };
}

function unknownCommand({ text, quoted }: Token, others: readonly string[]): string {
  const where = quoted ? undefined : lineWords.get(text);
  if (where !== undefined) return `"${text}" ${where}; expected a command.`;
  if (/^\+\d/.test(text)) return `Expected a command, found the time ${cite(text)}.`;
  const start = `There is no command ${cite(text)}`;
  const names = [...commandTable.map((row) => row.name), ...others];
  return !quoted ? start + didYouMean(text, names) : `${start}.`;
}
