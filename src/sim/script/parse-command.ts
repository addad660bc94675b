import type { ClientId, NodeId } from '../../dynamo/names.ts';
import type { Settings } from '../../dynamo/settings.ts';
import { settingPlace } from './check-run.ts';
import { checkSettings } from './check-settings.ts';
import { readCommand } from './command-line.ts';
import type { ReadCommand } from './command-line.ts';
import type { Command } from './command.ts';
import { errorOf } from './error.ts';
import type { ScriptError } from './error.ts';
import { Line } from './lexer.ts';
import type { Fault } from './lexer.ts';
import { Names } from './names.ts';
import { splitChange } from './settings-table.ts';

/** What the run at hand knows when a command is typed into it. */
export interface CommandContext {
  readonly nodes: readonly NodeId[];
  readonly clients: readonly ClientId[];
  /** The settings now. With them, a `set` is checked for what does not fit. */
  readonly settings?: Settings;
}

export type CommandResult =
  | { readonly ok: true; readonly command: Command; readonly notices: readonly ScriptError[] }
  /** Its `line` is 1. */
  | { readonly ok: false; readonly error: ScriptError };

/** Reads one line of the command bar: a command without a time. */
export function parseCommand(source: string, context: CommandContext): CommandResult {
  const line = new Line(source);
  if (/[\n\r]/.test(source)) {
    const place = { column: source.search(/[\n\r]/) + 1, endColumn: source.length + 1 };
    line.fail(place, 'Expected one line; a script of many lines can be opened as a file.');
  }
  const read = readCommand(line);
  const fault = line.fault ?? (read ? nameFault(read, context) : null);
  if (fault || !read) return { ok: false, error: errorOf(1, fault ?? noCommand) };
  const { errors, notices } = checkSet(read, context);
  const error = errors[0];
  if (error) return { ok: false, error };
  return { ok: true, command: read.command, notices };
}

const noCommand: Fault = { column: 1, endColumn: 2, message: 'Expected a command.' };

function nameFault({ words }: ReadCommand, context: CommandContext): Fault | null {
  const names = new Names(context.nodes, context.clients);
  for (const reference of words.references) names.learn(reference);
  for (const reference of words.references) {
    const message = names.problem(reference);
    if (message !== null) return { ...reference.token, message };
  }
  return null;
}

function checkSet(
  { command, words }: ReadCommand,
  { nodes, settings }: CommandContext,
): { errors: ScriptError[]; notices: ScriptError[] } {
  if (command.type !== 'set' || !settings) return { errors: [], notices: [] };
  const changed = { ...settings, ...splitChange(command.change).settings };
  const found = checkSettings(changed, nodes.length);
  const places = words.settingPlaces;
  const errors = found.errors.flatMap(({ key, message }) => {
    const place = settingPlace(words, key);
    return place ? [errorOf(1, { ...place, message })] : [];
  });
  const notices = found.notices.flatMap(({ key, message }) => {
    const place = places.get(key);
    return place ? [errorOf(1, { ...place, message })] : [];
  });
  return { errors, notices };
}
