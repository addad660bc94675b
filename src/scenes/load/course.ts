import type { Micros } from '../../base/time.ts';
import { Projector } from '../../trace/project.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';
import { talliesOf, type Tally } from './tally.ts';

/** How the load lay at one moment. */
export interface Sample {
  readonly at: Micros;
  readonly tallies: readonly Tally[];
}

/** Moments looked at, at most, from the start to the cursor. */
const mostSamples = 40;
const finestUs = 10_000;

interface Known {
  readonly projector: Projector;
  readonly tallies: Map<Micros, readonly Tally[]>;
}

const known = new WeakMap<Trace, Known>();

/**
 * From the start to the cursor, at even distances that depend on the cursor alone; the last one is
 * the cursor's. A coarser grid is part of every finer one, so what was tallied once is kept.
 */
export function courseOf(trace: Trace, view: View): readonly Sample[] {
  const { at: nowUs } = view.cursor;
  let stepUs = finestUs;
  while (nowUs / stepUs > mostSamples) stepUs *= 2;
  const samples: Sample[] = [];
  for (let at = 0; at < nowUs; at += stepUs) samples.push({ at, tallies: talliesAt(trace, at) });
  return [...samples, { at: nowUs, tallies: talliesOf(view) }];
}

function talliesAt(trace: Trace, at: Micros): readonly Tally[] {
  let of = known.get(trace);
  if (of === undefined) {
    of = { projector: new Projector(trace), tallies: new Map() };
    known.set(trace, of);
  }
  let tallies = of.tallies.get(at);
  if (tallies === undefined) {
    tallies = talliesOf(of.projector.at(trace.cursorAt(at)));
    of.tallies.set(at, tallies);
  }
  return tallies;
}
