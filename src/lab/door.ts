import type { Command } from '../sim/script/command.ts';
import type { ScriptError } from '../sim/script/error.ts';
import { showTime, type Micros } from '../base/time.ts';
import { whyNotAct } from './branch.ts';
import type { Notices } from './notices.ts';
import type { Playback } from './playback.ts';
import type { Timeline } from './timeline.ts';

/** Lines that are taken at once; longer work is a script. */
const linesAtOnce = 200;

/** What became of a typed text. When it was not taken, nothing of it was done. */
export type Submission =
  | { readonly ok: true }
  | { readonly ok: false; readonly sentence: string; readonly error: ScriptError | null };

const taken: Submission = { ok: true };

/**
 * The one door for what people do: a line, some lines, or a whole script; typed, pasted or by
 * a button. All or nothing, and one sentence when it is nothing.
 */
export class Door {
  readonly #timeline: Timeline;
  readonly #playback: Playback;
  readonly #notices: Notices;

  constructor(timeline: Timeline, playback: Playback, notices: Notices) {
    this.#timeline = timeline;
    this.#playback = playback;
    this.#notices = notices;
  }

  async submit(text: string): Promise<Submission> {
    if (isScript(text)) return this.openScript(text);
    const lines = commandLines(text);
    if (lines.length === 0) return taken;
    const closed = whyNotAct(this.#timeline.state.branch);
    if (closed !== null) return refused(closed);
    if (lines.length > linesAtOnce) return refused(tooManyLines(lines.length));
    const { parseCommand } = await import('./reader.ts');
    const commands: Command[] = [];
    for (const { line, number } of lines) {
      const result = parseCommand(line, this.#context(commands));
      if (!result.ok) return refusedAt({ ...result.error, line: number }, lines.length > 1);
      for (const notice of result.notices) this.#notices.tell('note', notice.message);
      commands.push(result.command);
    }
    return this.issue(commands);
  }

  async issue(commands: readonly Command[]): Promise<Submission> {
    const [only] = commands;
    const { whyNot } = await import('./why-not.ts');
    const { branch, view } = this.#timeline.state;
    const asked = only && commands.length === 1 ? whyNot(view, only) : null;
    const reason = whyNotAct(branch) ?? asked;
    if (reason !== null) return refused(reason);
    const parent = branch.name;
    const issued = await this.#timeline.attempt(() => this.#timeline.issue(commands));
    if (!issued) return taken;
    if (issued.fork) this.#tellFork(parent);
    for (const event of issued.events) {
      if (event.type === 'command-refused') this.#notices.tell('refusal', event.why);
    }
    return taken;
  }

  /** Puts lines into the log for a moment to come: they are carried out when it is there. */
  async schedule(commands: readonly Command[], atUs: Micros): Promise<void> {
    await this.#timeline.attempt(() => this.#timeline.schedule(commands, atUs));
  }

  /** Starts another run beside those there are. */
  async openScript(text: string): Promise<Submission> {
    const { parseScript } = await import('./reader.ts');
    const result = parseScript(text);
    if (!result.ok) {
      const { errors, more } = result;
      return errors[0] ? refusedAt(errors[0], true, more + errors.length - 1) : refused('');
    }
    this.#playback.pause();
    await this.#timeline.attempt(() => this.#timeline.open(result.run));
    for (const notice of result.notices) this.#notices.tell('note', notice.message);
    return taken;
  }

  /** A branch from the cursor on, to change the past in. */
  async fork(): Promise<void> {
    const closed = whyNotAct(this.#timeline.state.branch);
    if (closed !== null) return this.#notices.tell('refusal', closed);
    const parent = this.#timeline.state.branch.name;
    if (await this.#timeline.attempt(() => this.#timeline.fork())) this.#tellFork(parent);
  }

  #tellFork(parent: string): void {
    const { name, forkedFrom } = this.#timeline.state.branch;
    const from = showTime(forkedFrom?.at ?? 0);
    const goOn = this.#playback.state.isPlaying ? '' : ' Press play to go on.';
    this.#notices.tell(
      'note',
      `This is ${name}, from ${from} on; ${parent} is kept as it was.${goOn}`,
      { about: 'branch' },
    );
  }

  #context(commands: readonly Command[]) {
    const { view, branch } = this.#timeline.state;
    const newcomers = commands.flatMap((command) => ('client' in command ? [command.client] : []));
    // A node that joins is in the view only when another one has been told.
    const issued = branch.run.commands
      .filter(({ at }) => at <= branch.cursor.at)
      .map(({ command }) => command);
    const joining = [...issued, ...commands].flatMap((command) =>
      command.type === 'join' ? [command.node] : [],
    );
    return {
      nodes: [...view.nodes.keys(), ...joining],
      clients: [...view.clients, ...newcomers],
      settings: view.settings,
    };
  }
}

/** Does it begin as a script does, with `lab 1`, after comments and empty lines? */
function isScript(text: string): boolean {
  return /^(?:\s*(?:#.*)?[\r\n]+)*\s*lab\s/.test(text);
}

function commandLines(text: string): { readonly line: string; readonly number: number }[] {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ line, number: index + 1 }));
  return lines.filter(({ line }) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}

function tooManyLines(count: number): string {
  return (
    `That is ${count} lines, and at most ${linesAtOnce} are taken at once: ` +
    'put "lab 1" and a "cluster" line before them to open them as a script.'
  );
}

function refused(sentence: string): Submission {
  return { ok: false, sentence, error: null };
}

function refusedAt(error: ScriptError, tellsLine: boolean, more = 0): Submission {
  const where = tellsLine ? `Line ${error.line}, column ${error.column}: ` : '';
  const others = more > 0 ? ` (${more} more)` : '';
  return { ok: false, sentence: `${where}${error.message}${others}`, error };
}
