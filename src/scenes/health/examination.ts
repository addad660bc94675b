import { oncePer } from '../../base/once-per.ts';
import { allOf, partOf, type Slices } from '../../base/slices.ts';
import { examining, type Check, type Finding } from '../../trace/checks/check.ts';
import { checks } from '../../trace/checks/run-checks.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Cursor } from '../../trace/view.ts';
import { projectorOf } from '../projector-of.ts';

/** One invariant, and how it stands. */
export interface Lamp {
  readonly name: string;
  readonly finding: Finding;
}

export interface Examination {
  readonly lamps: readonly Lamp[];
  /** Up to where the run was looked at. */
  readonly upTo: Cursor;
}

/** From this many events on an examination takes so long that not every moment gets its own. */
const exactEvents = 4_096;
const examinationsOfARun = 64;
const eventsOfSlice = 1_024;

/** Examinations kept of a run, at most. */
const keptAtMost = 16;

/** Of a run, by how many events were looked at; the latest examination last. */
const finishedOf = oncePer<Trace, Map<number, Examination>>(() => new Map());

/**
 * The invariants, held against the run up to the cursor as if it ended there. Of a long run that is
 * on the move only every so many events; `isAtRest` looks at all of it.
 */
export function examine(trace: Trace, cursor: Cursor, isAtRest: boolean): Examination {
  return allOf(examiningUpTo(trace, targetOf(trace, cursor, isAtRest)));
}

/** The work before `examine` can answer at once; null: it can. */
export function examination(
  trace: Trace,
  cursor: Cursor,
  isAtRest: boolean,
): Slices<Examination, number> | null {
  const events = targetOf(trace, cursor, isAtRest);
  if (events < exactEvents || finishedOf(trace).has(events)) return null;
  return examiningUpTo(trace, events);
}

/** As far as the run was looked at until now: the same as `examine`, or one of a moment before. */
export function examinedSoFar(trace: Trace, cursor: Cursor, isAtRest: boolean): Examination | null {
  const events = targetOf(trace, cursor, isAtRest);
  if (events < exactEvents) return examine(trace, cursor, isAtRest);
  const before = [...finishedOf(trace).values()].filter(({ upTo }) => upTo.events <= events);
  return before.reduce<Examination | null>(
    (latest, each) => (latest && latest.upTo.events > each.upTo.events ? latest : each),
    null,
  );
}

function targetOf(trace: Trace, cursor: Cursor, isAtRest: boolean): number {
  const events = Math.min(cursor.events, trace.length);
  if (events < exactEvents || isAtRest) return events;
  const step = 2 ** Math.floor(Math.log2(events / examinationsOfARun));
  return events - (events % step);
}

const all: readonly (readonly [string, Check])[] = Object.entries(checks);

/** Of the work, what it takes to see the run as it stood. */
const shareOfViews = 0.4;

function* examiningUpTo(trace: Trace, events: number): Slices<Examination, number> {
  const finished = finishedOf(trace);
  const projector = projectorOf(trace);
  const known = finished.get(events);
  if (known !== undefined) return known;
  const upTo = { at: trace.event(events - 1)?.at ?? 0, events };
  for (let reached = 0; !projector.prepare(eventsOfSlice); reached += eventsOfSlice) {
    yield Math.min(1, reached / trace.length) * shareOfViews;
  }
  const evidence = {
    trace: trace.upTo(events),
    end: projector.at(upTo),
    at: (cursor: Cursor) => projector.at(cursor),
  };
  const lamps: Lamp[] = [];
  for (const [name, check] of all) {
    const share = shareOfViews + (lamps.length / all.length) * (1 - shareOfViews);
    yield share;
    const finding = yield* partOf(examining(check, evidence), share, share);
    lamps.push({ name: nameInWords(name), finding });
  }
  const made = { lamps, upTo };
  finished.set(events, made);
  const [oldest] = finished.keys();
  if (finished.size > keptAtMost && oldest !== undefined) finished.delete(oldest);
  return made;
}

/** `hintsOnlyOnStandIns` → `Hints only on stand-ins`. */
function nameInWords(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace('stand ins', 'stand-ins');
}
