import { parseArgs } from 'node:util';

import { Complaint } from './complaint.ts';

/** What a command takes. */
export interface Form {
  readonly name: string;
  /** As in the help: `run FILE.lab [--seed N]`. */
  readonly usage: string;
  /** Its options; each has a value. */
  readonly options: readonly string[];
}

/** A command line that was read: one file, and the options that were given. */
export interface Words {
  readonly file: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Reads what follows the name of a command; one sentence when it does not fit the form. */
export function readWords(form: Form, args: readonly string[]): Words {
  const { files, options } = read(form, args);
  const [file, second] = files;
  if (file === undefined) throw misuse(form, `${form.name} needs a file`);
  if (second !== undefined) throw misuse(form, `${form.name} takes one file, not ${second} too`);
  return { file, options };
}

/** The options of a command that takes nothing else. */
export function readOptions(form: Form, args: readonly string[]): ReadonlyMap<string, string> {
  const { files, options } = read(form, args);
  const [file] = files;
  if (file !== undefined) throw misuse(form, `${form.name} takes options only, not ${file}`);
  return options;
}

function read(
  form: Form,
  args: readonly string[],
): { files: readonly string[]; options: ReadonlyMap<string, string> } {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(form.options.map((name) => [name, { type: 'string' as const }])),
  });
  const files: string[] = [];
  const options = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind === 'option') options.set(token.name, valueOf(form, options, token));
  }
  return { files, options };
}

function valueOf(
  form: Form,
  before: ReadonlyMap<string, string>,
  { name, rawName, value }: { name: string; rawName: string; value?: string | undefined },
): string {
  if (!form.options.includes(name)) throw misuse(form, `${form.name} has no option ${rawName}`);
  if (value === undefined || value === '') throw misuse(form, `${rawName} needs a value`);
  if (before.has(name)) throw misuse(form, `${rawName} is given twice`);
  return value;
}

export function misuse(form: Form, what: string): Complaint {
  return new Complaint(`${what}; expected: ${form.usage}`);
}

const largestSeed = 2 ** 32 - 1;

/** A random seed of a run. null: not one. */
export function readSeed(text: string): number | null {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Infinity;
  return seed <= largestSeed ? seed : null;
}
