import { printTime, type Micros } from '../../base/time.ts';
import { issuedBefore, type Branch } from '../../lab/branch.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import type { View } from '../../trace/view.ts';

/** One line of the log as it is shown. */
export interface ShownLine {
  readonly index: number;
  readonly time: string;
  readonly text: string;
  readonly isPast: boolean;
  /** Why it was refused, or null. */
  readonly refused: string | null;
}

export interface ShownLog {
  readonly lines: readonly ShownLine[];
  /** How many lines of the past are not shown. */
  readonly before: number;
  readonly after: number;
}

const pastLimit = 60;
const futureLimit = 30;

/** The log around the cursor: what has happened, and what the script still holds. */
export function shownLog(branch: Branch, log: View['log']): ShownLog {
  const { commands } = branch.run;
  const seen = issuedBefore(branch, branch.cursor);
  const from = Math.max(0, seen - pastLimit);
  const to = Math.min(commands.length, seen + futureLimit);
  const refused = new Map(log.map((line) => [line.event, line.refused]));
  const lines = commands.slice(from, to).map(({ at, command }, offset) => {
    const index = from + offset;
    const event = branch.issued[index];
    return {
      index,
      time: shortTime(at),
      text: printCommand(command),
      isPast: index < seen,
      refused: (event === undefined ? null : refused.get(event)) ?? null,
    };
  });
  return { lines, before: from, after: commands.length - to };
}

/** As in a script where that is short; else rounded to milliseconds. */
export function shortTime(us: Micros): string {
  const exact = printTime(us);
  if (exact.length <= 6) return exact;
  return us < 1_000_000 ? `${Math.round(us / 1_000)}ms` : `${(us / 1_000_000).toFixed(3)}s`;
}
