import type { Run, TimedCommand } from '../script/command.ts';

/**
 * The same failure from fewer commands: leaves out halves, quarters… single commands, as long as
 * what is left still fails. What it gives back fails too, and needs each command that it has.
 */
export function shrunk(run: Run, fails: (run: Run) => boolean): Run {
  const untilUs = run.untilUs ?? run.commands.at(-1)?.at ?? null;
  let least: Run = { ...run, untilUs };
  let size = Math.ceil(run.commands.length / 2);
  while (size > 0) {
    const smaller = withoutSome(least, size, fails);
    if (smaller) least = smaller;
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return least;
}

/** Without the first part of this many commands that the failure does not need. */
function withoutSome(run: Run, size: number, fails: (run: Run) => boolean): Run | null {
  for (let from = 0; from < run.commands.length; from += size) {
    const isKept = (_: TimedCommand, index: number): boolean =>
      index < from || index >= from + size;
    const candidate = { ...run, commands: run.commands.filter(isKept) };
    if (fails(candidate)) return candidate;
  }
  return null;
}
