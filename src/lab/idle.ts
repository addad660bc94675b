import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Cursor, HintView, View } from '../trace/view.ts';
import { horizonOf, type Branch } from './branch.ts';

/** A node looks at its clock and finds nothing to do: nobody need wait to see it. */
export function isWorthSeeing(event: TraceEvent): boolean {
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
 * Periodic work may still be worth waiting for: a hint that can travel home will do so within
 * some rounds. Otherwise, once the run has settled, nothing will change by itself.
 */
export function isQuiet(view: View): boolean {
  if (view.inFlight.size > 0) return false;
  if (!view.settings.handoff) return true;
  for (const key of view.keys.values()) {
    if (key.hints.some((hint) => canTravelHome(view, hint))) return false;
  }
  return true;
}

function canTravelHome(view: View, hint: HintView): boolean {
  const isUp = (node: NodeId): boolean => view.nodes.get(node)?.status === 'up';
  const isOpen = (from: NodeId, to: NodeId): boolean => !view.cutLinks.has(`${from}>${to}`);
  const { holder, for: home } = hint;
  return isUp(holder) && isUp(home) && isOpen(holder, home) && isOpen(home, holder);
}

export function lastCommandUs({ run }: Branch): Micros {
  return run.commands.at(-1)?.at ?? 0;
}
