import type { Micros } from '../../base/time.ts';
import { oncePer } from '../../base/once-per.ts';
import type { Slices } from '../../base/slices.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';
import { projectorOf } from '../projector-of.ts';
import { talliesOf, type Tally } from './tally.ts';

/** How the load lay at one moment. */
export interface Sample {
  readonly at: Micros;
  readonly tallies: readonly Tally[];
}

/** Moments looked at, at most, from the start to the cursor. */
const mostSamples = 40;
const finestUs = 10_000;

/** Of a run, by time: what was tallied once is kept. */
const talliesOfRun = oncePer<Trace, Map<Micros, readonly Tally[]>>(() => new Map());

/**
 * From the start to the cursor, at even distances that depend on the cursor alone; the last one is
 * the cursor's. A coarser grid is part of every finer one, so what was tallied once is kept.
 */
export function courseOf(trace: Trace, view: View): readonly Sample[] {
  const samples = momentsOf(view).map((at) => ({ at, tallies: talliesAt(trace, at) }));
  return [...samples, sampleNow(view)];
}

/** As much of it as was tallied until now; a short run is tallied at once. */
export function courseSoFar(trace: Trace, view: View): readonly Sample[] {
  if (isShort(view)) return courseOf(trace, view);
  const tallies = talliesOfRun(trace);
  const samples = momentsOf(view).flatMap((at) => {
    const then = tallies.get(at);
    return then === undefined ? [] : [{ at, tallies: then }];
  });
  return [...samples, sampleNow(view)];
}

/** The work before `courseOf` can answer at once; null: it can. */
export function coursing(trace: Trace, view: View): Slices<void, number> | null {
  const tallies = talliesOfRun(trace);
  const missing = momentsOf(view).filter((at) => !tallies.has(at));
  return isShort(view) || missing.length === 0 ? null : tallying(trace, missing);
}

function* tallying(trace: Trace, moments: readonly Micros[]): Slices<void, number> {
  const projector = projectorOf(trace);
  for (let reached = 0; !projector.prepare(eventsOfSlice); reached += eventsOfSlice) {
    yield Math.min(1, reached / trace.length) / 2;
  }
  for (const [index, at] of moments.entries()) {
    yield 0.5 + index / moments.length / 2;
    talliesAt(trace, at);
  }
}

/** Up to so many events nobody notices that they are gone through. */
const shortEvents = 4_096;
const eventsOfSlice = 1_024;

function isShort({ cursor }: View): boolean {
  return cursor.events < shortEvents;
}

function momentsOf({ cursor }: View): readonly Micros[] {
  let stepUs = finestUs;
  while (cursor.at / stepUs > mostSamples) stepUs *= 2;
  const moments: Micros[] = [];
  for (let at = 0; at < cursor.at; at += stepUs) moments.push(at);
  return moments;
}

function sampleNow(view: View): Sample {
  return { at: view.cursor.at, tallies: talliesOf(view) };
}

function talliesAt(trace: Trace, at: Micros): readonly Tally[] {
  const tallies = talliesOfRun(trace);
  const before = tallies.get(at);
  if (before !== undefined) return before;
  const then = talliesOf(projectorOf(trace).at(trace.cursorAt(at)));
  tallies.set(at, then);
  return then;
}
