import type { Run, TimedCommand } from '../sim/script/command.ts';
import { knownUs, type Branch } from './branch.ts';
import { compare } from './comparing.ts';
import type { Lab } from './lab.ts';

/** The one thing that is otherwise. Lines are counted from 0. */
export type Change =
  | { readonly type: 'setting'; readonly key: string; readonly text: string }
  | { readonly type: 'left-out'; readonly line: number }
  | { readonly type: 'in-place'; readonly line: number; readonly text: string };

export type Changed =
  | { readonly ok: true; readonly run: Run; readonly name: string }
  | { readonly ok: false; readonly sentence: string };

const longestName = 48;

/** The same run with one thing otherwise, and what to call it; or why that cannot be. */
export async function changedRun(run: Run, change: Change): Promise<Changed> {
  const reader = await import('./reader.ts');
  const changed = await oneOtherwise(run, change);
  if (!changed.ok) return changed;
  // Through the same gate as every script: what does not fit together is told there.
  const result = reader.parseScript(reader.printRun(changed.run));
  if (!result.ok) return refused(result.errors[0]?.message ?? 'That is no run.');
  const { name } = changed;
  const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  return { ok: true, run: result.run, name: short };
}

async function oneOtherwise(run: Run, change: Change): Promise<Changed> {
  if (change.type === 'setting') return withSetting(run, change.key, change.text.trim());
  const old = run.commands[change.line];
  if (!old) return refused('Choose a line of the log first.');
  const { printCommand } = await import('./reader.ts');
  const words = printCommand(old.command);
  const replace = (lines: readonly TimedCommand[]): Run => ({
    ...run,
    commands: run.commands.toSpliced(change.line, 1, ...lines),
  });
  if (change.type === 'left-out') return { ok: true, run: replace([]), name: `without ${words}` };
  return withLine(run, old, words, change.text.trim(), replace);
}

async function withSetting(run: Run, key: string, text: string): Promise<Changed> {
  const { settingNamed } = await import('./reader.ts');
  const setting = settingNamed(key);
  if (!setting) return refused(`There is no setting “${key}”.`);
  const parsed = setting.parse(text);
  if (!parsed) return refused(`${key} takes ${setting.range}, not “${text}”.`);
  const value = setting.print(parsed) ?? text;
  const isSame = value === setting.print({ ...run.settings, ...run.world });
  if (isSame) return refused(`${key} is ${value} in this run already: choose another value.`);
  const { settings, world } = run;
  const changed =
    setting.scope === 'nodes'
      ? { ...run, settings: { ...settings, ...parsed } }
      : { ...run, world: { ...world, ...parsed } };
  return { ok: true, run: changed, name: `what if ${key} = ${value}` };
}

async function withLine(
  run: Run,
  old: TimedCommand,
  words: string,
  text: string,
  replace: (lines: readonly TimedCommand[]) => Run,
): Promise<Changed> {
  if (text === '') return refused('Type the line to put in its place, or leave the old one out.');
  const { parseCommand, printCommand } = await import('./reader.ts');
  const all = run.commands.map(({ command }) => command);
  const joined = all.flatMap((command) => (command.type === 'join' ? [command.node] : []));
  const clients = all.flatMap((command) => ('client' in command ? [command.client] : []));
  const nodes = [...run.cluster.map(({ node }) => node), ...joined];
  const result = parseCommand(text, { nodes, clients });
  if (!result.ok) return refused(result.error.message);
  const line = printCommand(result.command);
  if (line === words) return refused('That is the line as it was: type another one.');
  return {
    ok: true,
    run: replace([{ at: old.at, command: result.command }]),
    name: `with ${line}`,
  };
}

/**
 * Runs the branch that is shown once more from its start, with one thing otherwise, as far as it
 * is known, and holds the two against each other. The answer says why not, or is null.
 */
export async function whatIf(lab: Lab, change: Change): Promise<string | null> {
  const { timeline, playback } = lab;
  const parent: Branch = timeline.state.branch;
  const changed = await changedRun(parent.run, change);
  if (!changed.ok) return changed.sentence;
  playback.pause();
  const { id, name, cursor } = parent;
  const of = { run: changed.run, name: changed.name, forkedFrom: { id, name, at: 0 } };
  const branch = await timeline.attempt(() => timeline.runBeside(of, knownUs(parent), cursor.at));
  if (branch) {
    await madeReady(branch);
    await compare(lab, branch.id);
  }
  return null;
}

/** Events of a trace that came as a whole which are gone through in one turn: less than a frame. */
const eventsOfTurn = 2_048;

/** So that the first look at it is a short one, however long it is. */
async function madeReady({ projector }: Branch): Promise<void> {
  while (!projector.prepare(eventsOfTurn)) {
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  }
}

function refused(sentence: string): Changed {
  return { ok: false, sentence };
}
