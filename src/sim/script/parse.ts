import { defaultSettings } from '../../dynamo/settings.ts';
import { Arguments } from './arguments.ts';
import { Body } from './body.ts';
import { checkRun } from './check-run.ts';
import { defaultWorldSettings } from './command.ts';
import type { Run } from './command.ts';
import { ErrorList, lineStart } from './error.ts';
import type { ScriptError } from './error.ts';
import { Head } from './head.ts';
import { Line } from './lexer.ts';
import { lineHelp } from './line-help.ts';
import { maxCommands, maxLines, maxScriptBytes, scriptVersion } from './limits.ts';
import { Names } from './names.ts';
import { splitChange } from './settings-table.ts';
import { cite, exceedsBytes } from './text.ts';

export type ScriptResult =
  | { readonly ok: true; readonly run: Run; readonly notices: readonly ScriptError[] }
  /** The first errors in the order of the text, and how many more there are. */
  | { readonly ok: false; readonly errors: readonly ScriptError[]; readonly more: number };

/**
 * Reads a whole script. (design.md §4) With one error or more there is no run.
 * Line by line first; then what only the whole can tell: names, tokens, settings that do not fit.
 */
export function parseScript(text: string): ScriptResult {
  const errors = new ErrorList();
  if (exceedsBytes(text, maxScriptBytes)) {
    errors.add(1, { ...lineStart, message: 'Expected a script of at most 1 MB.' });
    return errors.result();
  }
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > maxLines) {
    const message = `Expected a script of at most ${maxLines} lines.`;
    errors.add(maxLines + 1, { ...lineStart, message });
    return errors.result();
  }
  const reader = new ScriptReader(errors);
  for (const [index, source] of lines.entries()) {
    if (!reader.read(new Line(source), index + 1)) return errors.result();
  }
  return reader.finish(lines.length);
}

const expectedVersion = `Expected "lab ${scriptVersion}" first: the version of the language.`;

class ScriptReader {
  readonly #errors: ErrorList;
  readonly #head = new Head();
  readonly #body = new Body();
  #isStarted = false;
  #isOtherVersion = false;

  constructor(errors: ErrorList) {
    this.#errors = errors;
  }

  /** Reads one line; false: what follows is not to be read. */
  read(line: Line, number: number): boolean {
    const word = line.peek();
    if (!word && !line.fault) return true;
    if (word?.text === 'lab' && !word.quoted) this.#readVersion(line);
    else {
      if (!this.#isStarted) {
        this.#errors.add(number, { ...(word ?? lineStart), message: expectedVersion });
      }
      const isHead = this.#body.firstLine === 0 && this.#head.read(line, number);
      if (!isHead) this.#body.read(line, number);
    }
    this.#isStarted = true;
    if (line.fault) this.#errors.add(number, line.fault);
    return !this.#isOtherVersion && this.#hasRoom(number);
  }

  finish(lineCount: number): ScriptResult {
    const errors = this.#errors;
    const head = this.#head;
    head.finish(errors);
    if (head.knowsNodes) this.#checkNames();
    if (!this.#isStarted) {
      errors.add(1, { ...lineStart, message: expectedVersion });
    } else if (!head.clusterPlace) {
      const message = 'Expected a line such as "cluster A B C" before the first command.';
      errors.add(this.#body.firstLine || lineCount, { ...lineStart, message });
    }
    const notices = errors.isEmpty ? checkRun(head, this.#body, errors) : [];
    return errors.isEmpty ? { ok: true, run: this.#run(), notices } : errors.result();
  }

  #readVersion(line: Line): void {
    const word = line.take();
    if (this.#isStarted) {
      line.fail(word, `Expected "lab ${scriptVersion}" only once, on the first line.`);
      return;
    }
    const words = new Arguments(line, lineHelp.lab.form);
    const version = words.word('a version');
    words.done();
    if (line.fault || (version.text === scriptVersion && !version.quoted)) return;
    this.#isOtherVersion = true;
    const message = `This lab reads version ${scriptVersion} of the language, not ${cite(version.text)}.`;
    line.fail(version, message);
  }

  #hasRoom(number: number): boolean {
    if (this.#body.lines.length <= maxCommands) return true;
    const message = `Expected at most ${maxCommands} commands.`;
    this.#errors.add(number, { ...lineStart, message });
    return false;
  }

  #checkNames(): void {
    const { references } = this.#body;
    const nodes = this.#head.cluster.map((spec) => spec.node);
    const names = new Names(nodes, [], this.#head.names);
    for (const { reference } of references) names.learn(reference);
    for (const { line, reference } of references) {
      const message = names.problem(reference);
      if (message !== null) this.#errors.add(line, { ...reference.token, message });
    }
  }

  #run(): Run {
    const { title, cluster, change } = this.#head;
    const { settings, world } = splitChange(change);
    return {
      title,
      cluster,
      settings: { ...defaultSettings, ...settings },
      world: { ...defaultWorldSettings, ...world },
      commands: this.#body.lines.map(({ at, command }) => ({ at, command })),
      untilUs: this.#body.untilUs,
    };
  }
}
