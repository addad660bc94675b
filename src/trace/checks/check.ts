import { showTime } from '../../base/time.ts';
import type { Slices } from '../../base/slices.ts';
import type { Dot } from '../../dynamo/versioning/version.ts';
import type { TraceEvent } from '../event.ts';
import { Projector } from '../project.ts';
import type { Trace } from '../trace.ts';
import type { Cursor, View } from '../view.ts';

/** What a check looks at: what happened, and what there was at the end of it. */
export interface Evidence {
  readonly trace: Trace;
  readonly end: View;
  /** What there was to see before that. */
  readonly at: (cursor: Cursor) => View;
}

/** `end` is the view of its end. */
export function evidenceOf(trace: Trace, end: View): Evidence {
  let projector: Projector | null = null;
  return { trace, end, at: (cursor) => (projector ??= new Projector(trace)).at(cursor) };
}

/** What it found. */
export type Finding =
  /** Where something is missing for a reason that the run itself names, `excused` says so. */
  | { readonly type: 'holds'; readonly excused: readonly string[] }
  | { readonly type: 'broken'; readonly why: string; readonly event: TraceEvent | null }
  /** It need not hold yet, and does not. */
  | { readonly type: 'not-yet'; readonly why: string };

/**
 * A promise of the protocol, held against a run. Pure; each has a name in plain English. Those that
 * go through all that happened do so in slices ({@link isPause}).
 */
export type Check = (evidence: Evidence) => Finding | Slices<Finding>;

const eventsOfSlice = 1_024;

/** Is it time to let go for a moment, after this event? */
export function isPause({ id }: TraceEvent): boolean {
  return id % eventsOfSlice === eventsOfSlice - 1;
}

/** What a check finds, in slices also when it is quick. */
export function* examining(check: Check, evidence: Evidence): Slices<Finding> {
  const found = check(evidence);
  return 'next' in found ? yield* found : found;
}

export const holds: Finding = { type: 'holds', excused: [] };

export function broken(why: string, event: TraceEvent | null): Finding {
  return { type: 'broken', why, event };
}

export function notYet(why: string): Finding {
  return { type: 'not-yet', why };
}

/** As it is reported: `ok`, `ok (excused: …)`, `not yet: …` or `broken: … (event 41, 0.212 s)`. */
export function verdict(finding: Finding): string {
  switch (finding.type) {
    case 'holds':
      return finding.excused.length === 0 ? 'ok' : `ok (excused: ${some(finding.excused, '; ')})`;
    case 'not-yet':
      return `not yet: ${finding.why}`;
    case 'broken': {
      const { why, event } = finding;
      return `broken: ${why}${event ? ` (event ${event.id}, ${showTime(event.at)})` : ''}`;
    }
  }
}

/** `A1`; `A~2:1` for a later incarnation. */
export function dotName({ actor, counter }: Dot): string {
  return actor.includes('~') ? `${actor}:${counter}` : `${actor}${counter}`;
}

const namedAtMost = 3;

/** The first few of a list, and how many more there are. */
export function some(items: readonly string[], separator = ', '): string {
  const more = items.length - namedAtMost;
  const named = items.slice(0, namedAtMost).join(separator);
  return more > 0 ? `${named} and ${more} more` : named;
}
