import type { Position } from '../../base/position.ts';
import type { Range } from '../anti-entropy/place.ts';

/*
 * Key ranges as arcs of the ring: after `from` (exclusive) up to `to` (inclusive), clockwise. An
 * arc from a position to itself is the whole ring.
 */

export function arcHolds({ from, to }: Range, position: Position): boolean {
  if (from === to) return true;
  return from < to ? position > from && position <= to : position > from || position <= to;
}

/** What is left of some arcs without another one. */
export function subtractArc(arcs: readonly Range[], cut: Range): Range[] {
  if (cut.from === cut.to) return [];
  return arcs.flatMap((arc) => cutOne(arc, cut));
}

/** What two arcs have in common: nothing, one arc, or two. */
export function intersection(arc: Range, other: Range): Range[] {
  return subtractArc([arc], other).reduce<Range[]>(subtractArc, [arc]);
}

function cutOne(arc: Range, cut: Range): Range[] {
  const whole = arc.from === arc.to;
  const startsInside = whole || (arcHolds(arc, cut.from) && cut.from !== arc.to);
  const endsInside = whole || arcHolds(arc, cut.to);
  if (whole) return [{ from: cut.to, to: cut.from }];
  if (startsInside && endsInside) {
    // Either the cut lies within the arc, or the arc's middle is what remains.
    const isWithin = distance(arc.from, cut.from) < distance(arc.from, cut.to);
    if (!isWithin) return [{ from: cut.to, to: cut.from }];
    return [
      { from: arc.from, to: cut.from },
      { from: cut.to, to: arc.to },
    ].filter((rest) => rest.from !== rest.to);
  }
  if (startsInside) return arc.from === cut.from ? [] : [{ from: arc.from, to: cut.from }];
  if (endsInside) return arc.to === cut.to ? [] : [{ from: cut.to, to: arc.to }];
  return arcHolds(cut, arc.to) ? [] : [arc];
}

/** Clockwise way from one position to another, comparable as text. */
function distance(from: Position, to: Position): string {
  const ring = 1n << 128n;
  const way = (BigInt(`0x${to}`) - BigInt(`0x${from}`) + ring) % ring;
  return way.toString(16).padStart(32, '0');
}
