import type { Run, TimedCommand } from '../script/command.ts';

/**
 * The same failure from fewer commands: leaves out halves, quarters… single commands of those that
 * may go, as long as what is left still fails. What it gives back fails too, and needs each of them
 * that it has.
 */
export function shrunk(
  run: Run,
  fails: (run: Run) => boolean,
  mayGo: (command: TimedCommand) => boolean = () => true,
): Run {
  const untilUs = run.untilUs ?? run.commands.at(-1)?.at ?? null;
  let least: Run = { ...run, untilUs };
  let size = Math.ceil(run.commands.length / 2);
  while (size > 0) {
    const smaller = withoutSome(least, size, fails, mayGo);
    if (smaller) least = smaller;
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return least;
}

/** Without the first part of this many commands that the failure does not need. */
function withoutSome(
  run: Run,
  size: number,
  fails: (run: Run) => boolean,
  mayGo: (command: TimedCommand) => boolean,
): Run | null {
  for (let from = 0; from < run.commands.length; from += size) {
    const isKept = (command: TimedCommand, index: number): boolean =>
      index < from || index >= from + size || !mayGo(command);
    const commands = run.commands.filter(isKept);
    if (commands.length === run.commands.length) continue;
    const candidate = { ...run, commands };
    if (fails(candidate)) return candidate;
  }
  return null;
}
