import { partOf, type Slices } from '../base/slices.ts';
import type { Micros } from '../base/time.ts';
import type { Evidence } from '../trace/checks/check.ts';
import { comparing, type Comparison } from '../trace/compare/compare.ts';
import { knownUs, type Branch } from './branch.ts';

/** Two branches, held against each other up to when both are known. */
export interface Compared {
  readonly upToUs: Micros;
  readonly comparison: Comparison;
}

/** What is otherwise in the second of two branches: in slices, since it looks at whole runs. */
export function* comparingBranches(first: Branch, second: Branch): Slices<Compared, number> {
  const upToUs = Math.min(knownUs(first), knownUs(second));
  const one = yield* partOf(gathering(first, upToUs), 0, 0.15);
  const other = yield* partOf(gathering(second, upToUs), 0.15, 0.3);
  return { upToUs, comparison: yield* partOf(comparing(one, other), 0.3, 1) };
}

const eventsOfSlice = 1_024;

/** A run as far as it is compared. */
function* gathering({ trace, projector }: Branch, us: Micros): Slices<Evidence, number> {
  const cursor = trace.cursorAt(us);
  for (let events = eventsOfSlice; !projector.prepare(eventsOfSlice); events += eventsOfSlice) {
    yield Math.min(1, events / trace.length);
  }
  return {
    trace: trace.upTo(cursor.events),
    end: projector.at(cursor),
    at: (moment) => projector.at(moment),
  };
}
