import { lowerBound } from '../base/order.ts';
import type { EventOf, EventType, TraceEvent } from '../trace/event.ts';
import type { TraceLike } from './trace-like.ts';

/** The events of a trace that a picture is about, by name, up to a cursor. */
export type Sieve<Type extends EventType> = (
  trace: TraceLike,
  /** How many events the cursor has seen. */
  events: number,
  name: string,
) => readonly EventOf<Type>[];

interface Sifted {
  taken: number;
  readonly byName: Map<string, TraceEvent[]>;
}

/**
 * Finds events of these types without going through the whole trace for each drawing: every event
 * is looked at once, when the trace has gained it. `nameOf` says under which name it is kept;
 * null: not at all.
 */
export function sieve<Type extends EventType>(
  types: readonly Type[],
  nameOf: (event: EventOf<Type>) => string | null,
): Sieve<Type> {
  const wanted = new Set<EventType>(types);
  const sifted = new WeakMap<TraceLike, Sifted>();
  const isWanted = (event: TraceEvent): event is EventOf<Type> => wanted.has(event.type);
  return (trace, events, name) => {
    let known = sifted.get(trace);
    if (known === undefined) sifted.set(trace, (known = { taken: 0, byName: new Map() }));
    for (; known.taken < trace.length; known.taken += 1) {
      const event = trace.event(known.taken);
      if (event === undefined || !isWanted(event)) continue;
      const under = nameOf(event);
      if (under !== null) keep(known.byName, under, event);
    }
    return upTo((known.byName.get(name) ?? []).filter(isWanted), events);
  };
}

function keep(byName: Map<string, TraceEvent[]>, name: string, event: TraceEvent): void {
  const list = byName.get(name);
  if (list === undefined) byName.set(name, [event]);
  else list.push(event);
}

/** Those that have happened at a cursor that has seen so many events. */
function upTo<Kept extends TraceEvent>(list: readonly Kept[], events: number): readonly Kept[] {
  const end = lowerBound(list, ({ id }) => id < events);
  return end === list.length ? list : list.slice(0, end);
}
