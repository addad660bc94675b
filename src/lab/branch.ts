import type { Micros } from '../base/time.ts';
import type { Run, TimedCommand } from '../sim/script/command.ts';
import type { EventId, TraceEvent } from '../trace/event.ts';
import { Projector } from '../trace/project.ts';
import { Trace, beforeAll } from '../trace/trace.ts';
import type { Cursor } from '../trace/view.ts';
import type { Progress } from './engine.ts';

/** Where a branch parted from another. */
export interface ForkedFrom {
  readonly id: number;
  /** As it is called now, or was when it was deleted. */
  readonly name: string;
  readonly at: Micros;
}

/**
 * One run and how far it has got. The trace and its projector grow in place; everything else
 * of a branch is replaced when it changes.
 *
 *   0 ───────────── cursor ───────────── horizon ─ ─ ─ commands still to come
 *       the past, shown     known, not shown now
 */
export interface Branch {
  readonly id: number;
  readonly name: string;
  /** null for a run of its own. */
  readonly forkedFrom: ForkedFrom | null;
  /** With its whole log: what was opened and what was issued since. */
  readonly run: Run;
  /** Read from a file: all of it is known, and no node runs behind it. */
  readonly isRecorded: boolean;
  readonly trace: Trace;
  readonly projector: Projector;
  /** As many events as the trace has now. */
  readonly events: number;
  /** The `command-issued` event of each line of the log that has been reached. */
  readonly issued: readonly EventId[];
  /** Everything strictly before this has happened. */
  readonly horizonUs: Micros;
  /** When the next thing is due; null: nothing is. */
  readonly nextAtUs: Micros | null;
  readonly settled: boolean;
  readonly cursor: Cursor;
  /** After how many events the furthest moment was that anybody has looked at. */
  readonly seen: number;
}

export function newBranch(of: Pick<Branch, 'id' | 'name' | 'forkedFrom' | 'run'>): Branch {
  const trace = new Trace();
  return {
    ...of,
    isRecorded: false,
    trace,
    projector: new Projector(trace),
    events: 0,
    issued: [],
    horizonUs: 0,
    nextAtUs: 0,
    settled: false,
    cursor: beforeAll,
    seen: 0,
  };
}

/** A trace from elsewhere, at its start. Its run is there to be read, and to be run here. */
export function recordedBranch(
  of: Pick<Branch, 'id' | 'name' | 'forkedFrom' | 'run'>,
  trace: Trace,
): Branch {
  return {
    ...newBranch(of),
    isRecorded: true,
    trace,
    projector: new Projector(trace),
    events: trace.length,
    issued: trace.events.filter((event) => event.type === 'command-issued').map(idOf),
    horizonUs: trace.endUs,
    nextAtUs: null,
    settled: true,
    cursor: trace.nextCursor(beforeAll, 'event') ?? beforeAll,
  };
}

/** What the engine brought is appended; a cursor that follows moves along with the horizon. */
export function extended(
  branch: Branch,
  progress: Progress,
  follows: boolean = isAtHorizon(branch),
): Branch {
  branch.trace.append(progress.events);
  const { horizonUs, nextAtUs, settled } = progress;
  const issued = progress.events.filter((event) => event.type === 'command-issued');
  const longer: Branch = {
    ...branch,
    events: branch.trace.length,
    issued: issued.length === 0 ? branch.issued : [...branch.issued, ...issued.map(idOf)],
    horizonUs,
    nextAtUs,
    settled,
  };
  return follows ? lookingAt(longer, horizonOf(longer)) : longer;
}

const idOf = (event: TraceEvent): EventId => event.id;

export function lookingAt(branch: Branch, cursor: Cursor): Branch {
  return { ...branch, cursor, seen: Math.max(branch.seen, cursor.events) };
}

/** The moment up to which the run has been told. */
export function horizonOf(branch: Branch): Cursor {
  return { at: Math.max(branch.horizonUs, branch.trace.endUs), events: branch.trace.length };
}

/** The last moment of which everything is known, whatever this run does next. */
export function knownUs({ isRecorded, trace, horizonUs }: Branch): Micros {
  return isRecorded ? trace.endUs : Math.max(0, horizonUs - 1);
}

/** The moment `us`, or the horizon when that is earlier. */
export function withinHorizon(branch: Branch, us: Micros): Cursor {
  const horizon = horizonOf(branch);
  return us >= horizon.at ? horizon : branch.trace.cursorAt(us);
}

/**
 * Is the cursor where a command takes effect at once? It has seen everything there is. (After an
 * event at t everything strictly before t + 1 has happened, so the two may be 1 µs apart.)
 */
export function isAtHorizon({ cursor, trace, horizonUs }: Branch): boolean {
  return cursor.events === trace.length && cursor.at + 1 >= horizonUs;
}

/** Has somebody looked further than the cursor is now? A command here starts a branch. */
export function isInPast({ cursor, seen }: Branch): boolean {
  return cursor.events < seen;
}

/** The name, or the first of `name (2)`, `name (3)`… that no branch has. */
export function freeName(name: string, branches: readonly Pick<Branch, 'name'>[]): string {
  const isTaken = (candidate: string): boolean =>
    branches.some((other) => other.name === candidate);
  let free = name;
  for (let count = 2; isTaken(free); count += 1) free = `${name} (${count})`;
  return free;
}

/** Lines of the log that the cursor has seen. */
export function issuedBefore(branch: Branch, cursor: Cursor): number {
  let count = branch.issued.length;
  while (count > 0 && (branch.issued[count - 1] as EventId) >= cursor.events) count -= 1;
  return count;
}

/** Where and with what a run goes on when its past is changed at the cursor. (design.md §1) */
export interface ForkPoint {
  /** The same settings and random seed, the log cut at the cursor. */
  readonly run: Run;
  readonly fromUs: Micros;
}

export function forkPoint(branch: Branch): ForkPoint {
  const { cursor, run } = branch;
  const commands: readonly TimedCommand[] = run.commands.slice(0, issuedBefore(branch, cursor));
  return { run: { ...run, commands, untilUs: null }, fromUs: resumeUs(branch) };
}

/** From when on a run must go on so that all that the cursor has seen has happened. */
export function resumeUs({ trace, cursor }: Branch): Micros {
  const last = trace.event(cursor.events - 1);
  return last?.at === cursor.at ? cursor.at + 1 : cursor.at;
}

/** Why nothing can be done to a run at all; null when it can. */
export function whyNotAct({ isRecorded }: Branch): string | null {
  if (!isRecorded) return null;
  return 'This trace was recorded elsewhere, and no node runs behind it: run it here first.';
}
