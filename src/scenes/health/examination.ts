import { findingOf, type Check, type Finding } from '../../trace/checks/check.ts';
import { checks } from '../../trace/checks/run-checks.ts';
import { Projector } from '../../trace/project.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Cursor, View } from '../../trace/view.ts';
import { remember } from '../remember.ts';

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

/**
 * The invariants, held against the run up to the cursor as if it ended there. Of a long run that is
 * on the move only every so many events; `isAtRest` looks at all of it.
 */
export function examine(trace: Trace, cursor: Cursor, isAtRest: boolean): Examination {
  const events = Math.min(cursor.events, trace.length);
  if (events < exactEvents || isAtRest) return examineUpTo(trace, events);
  const step = 2 ** Math.floor(Math.log2(events / examinationsOfARun));
  return examineUpTo(trace, events - (events % step));
}

const examineUpTo = remember((trace: Trace, events: number): Examination => {
  const last = trace.event(events - 1);
  const upTo = { at: last?.at ?? 0, events };
  const projector = projectorOf(trace);
  const at = (cursor: Cursor): View => projector.at(cursor);
  const evidence = { trace: trace.upTo(events), end: at(upTo), at };
  const all: readonly (readonly [string, Check])[] = Object.entries(checks);
  return {
    lamps: all.map(([name, check]) => ({
      name: nameInWords(name),
      finding: findingOf(check, evidence),
    })),
    upTo,
  };
}, 8);

const projectors = new WeakMap<Trace, Projector>();

function projectorOf(trace: Trace): Projector {
  let projector = projectors.get(trace);
  if (projector === undefined) projectors.set(trace, (projector = new Projector(trace)));
  return projector;
}

/** `hintsOnlyOnStandIns` → `Hints only on stand ins`. */
function nameInWords(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
