import { pictureNames } from '../../trace/pictures.ts';
import type { Wanted } from './arguments.ts';
import { readCommand } from './command-line.ts';
import { commandNamed, commandTable } from './command-table.ts';
import type { CommandHelp } from './command-table.ts';
import { Line } from './lexer.ts';
import type { Token } from './lexer.ts';
import { commandHelp } from './line-help.ts';
import { defaultClient } from './command.ts';
import type { CommandContext } from './parse-command.ts';
import { settingNamed, settingsTable } from './settings-table.ts';
import { printWord, quote } from './text.ts';

/** How many candidates are offered at most. */
export const maxCandidates = 50;

/** What the run at hand knows while a command is typed into it. */
export interface CompletionContext extends CommandContext {
  readonly keys: readonly string[];
  /** The ids of messages in flight. */
  readonly messages?: readonly string[];
}

export interface Candidate {
  /** What to put in place of the word at the cursor; one that ends in `=` wants more. */
  readonly text: string;
  readonly type: 'command' | 'keyword' | 'name' | 'key' | 'setting' | 'message' | 'view';
}

export interface Completions {
  /** The column where the word at the cursor starts; it ends at the cursor. */
  readonly column: number;
  readonly candidates: readonly Candidate[];
  /** The form and meaning of the command in the line; null while it is not known. */
  readonly help: CommandHelp | null;
}

/**
 * What may stand at the cursor of the command bar. The words before the cursor are read by the
 * parser itself, which notes what it would have read next; so there is no second grammar here.
 */
export function complete(source: string, column: number, context: CompletionContext): Completions {
  const before = source.slice(0, column - 1);
  const word = wordAtEnd(before);
  const line = new Line(before.slice(0, word.column - 1));
  if (!line.peek()) {
    const candidates = select(word, line.fault ? [] : commandNames);
    const help = candidates.length === 1 ? helpOf(candidates[0]?.text) : helpOf(word.text);
    return { column: word.column, candidates, help };
  }
  const read = readCommand(line);
  const wanted = read?.words.wanted ?? [];
  const candidates = select(
    word,
    wanted.flatMap((each) => candidatesFor(each, word, context, read?.words.settingPlaces)),
  );
  return { column: word.column, candidates, help: helpOf(read?.name.text) };
}

type Offer = Candidate & { readonly matches: string };

const commandNames: readonly Offer[] = commandTable.map(({ name }) => offer('command', name));

/** The word that ends at the end of the text, closed or not; an empty one after white space. */
function wordAtEnd(before: string): Pick<Token, 'text' | 'quoted' | 'column'> {
  const line = new Line(before);
  let last = line.take();
  const breaksAtSigns = commandNamed(last?.text ?? '')?.breaksAtSigns === true;
  if (breaksAtSigns) line.breakAtSigns();
  for (let next = line.take(); next; next = line.take()) last = next;
  if (line.fault && before.charAt(line.fault.column - 1) === '"') {
    const { column } = line.fault;
    return { text: before.slice(column), quoted: true, column };
  }
  const isSign = breaksAtSigns && !last?.quoted && /^[>/]$/.test(last?.text ?? '');
  if (last && !isSign && last.endColumn === before.length + 1) return last;
  return { text: '', quoted: false, column: before.length + 1 };
}

function candidatesFor(
  wanted: Wanted,
  word: Pick<Token, 'text' | 'quoted'>,
  context: CompletionContext,
  given: ReadonlyMap<string, Token> = new Map(),
): Offer[] {
  switch (wanted.type) {
    case 'word':
      return Array.from(wanted.words, (text) => offer('keyword', text));
    case 'name':
      return namesFor(wanted.role, context).map((text) => offer('name', text));
    case 'key':
      return context.keys.map((key) => keyOffer(key, word.quoted));
    case 'key-or-node':
      return [
        ...context.keys.map((key) => keyOffer(key, word.quoted)),
        ...context.nodes.map((text) => offer('name', text)),
      ];
    case 'message':
      return (context.messages ?? []).map((text) => offer('message', text));
    case 'view':
      return pictureNames.map((text) => offer('view', text));
    case 'setting':
      return settingOffers(word.text, given);
  }
}

function namesFor(
  role: Extract<Wanted, { type: 'name' }>['role'],
  { nodes, clients }: CompletionContext,
): readonly string[] {
  const allClients = [...new Set([...clients, defaultClient])];
  switch (role) {
    case 'node':
      return nodes;
    case 'end':
      return [...nodes, ...allClients];
    case 'client':
      return allClients;
    case 'joining-node':
      return [];
  }
}

/** `r=`, and once the `=` is there, values worth trying. */
function settingOffers(word: string, given: ReadonlyMap<string, Token>): Offer[] {
  const equals = word.indexOf('=');
  if (equals < 0) {
    const open = settingsTable.filter((row) => row.isLive && !given.has(row.key));
    return open.map((row) => offer('setting', `${row.key}=`));
  }
  const row = settingNamed(word.slice(0, equals));
  const examples = row?.isLive ? [...new Set([...row.examples, row.defaultText])] : [];
  return examples.map((text) => offer('setting', `${row?.key}=${text}`));
}

function offer(type: Candidate['type'], text: string): Offer {
  return { type, text, matches: text };
}

function keyOffer(key: string, quoted: boolean): Offer {
  return { type: 'key', text: quoted ? quote(key) : printWord(key), matches: key };
}

/** Those that go on from what is typed, those in the same letter case first. */
function select(word: Pick<Token, 'text'>, offers: readonly Offer[]): Candidate[] {
  const typed = word.text.toLowerCase();
  const fitting = offers.filter(({ matches }) => matches.toLowerCase().startsWith(typed));
  const sameCase = fitting.filter(({ matches }) => matches.startsWith(word.text));
  const otherCase = fitting.filter(({ matches }) => !matches.startsWith(word.text));
  return [...sameCase, ...otherCase]
    .slice(0, maxCandidates)
    .map(({ type, text }) => ({ type, text }));
}

function helpOf(name: string | undefined): CommandHelp | null {
  return commandHelp.find((help) => help.name === name) ?? null;
}
