import type { Micros } from '../base/time.ts';
import type { Cursor, View } from '../trace/view.ts';
import { isQuiet, isWorthSeeing } from '../trace/worth-seeing.ts';
import { horizonOf, type Branch } from './branch.ts';

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
 * other when only periodic work is left, and nothing else is in flight.
 */
export function isOver(branch: Branch, view: View): boolean {
  const { untilUs } = branch.run;
  if (untilUs !== null) return branch.horizonUs > untilUs;
  return branch.settled && isQuiet(view);
}

export function lastCommandUs({ run }: Branch): Micros {
  return run.commands.at(-1)?.at ?? 0;
}
