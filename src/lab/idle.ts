import type { Micros } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Cursor, View } from '../trace/view.ts';
import { horizonOf, type Branch } from './branch.ts';

/** A node looks at its clock and finds nothing to do: nobody need wait to see it. */
function isWorthSeeing(event: TraceEvent): boolean {
  if (event.type !== 'timer-fired') return true;
  const { type } = event.timer;
  return type !== 'handoff' && type !== 'flush' && type !== 'probe';
}

/** The moment before the next event worth seeing; the horizon when none is known. */
export function nextWorthSeeing(branch: Branch): Cursor {
  const { trace, cursor } = branch;
  for (let id = cursor.events; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event && isWorthSeeing(event)) return { at: event.at, events: id };
  }
  return horizonOf(branch);
}

/**
 * Will nothing happen any more by itself? A script with `until` ends just after that time; any
 * other when only periodic work is left and all that is in flight has landed.
 */
export function isOver(branch: Branch, view: View): boolean {
  const { untilUs } = branch.run;
  if (untilUs !== null) return branch.horizonUs > untilUs;
  return branch.settled && view.inFlight.size === 0;
}

export function lastCommandUs({ run }: Branch): Micros {
  return run.commands.at(-1)?.at ?? 0;
}
