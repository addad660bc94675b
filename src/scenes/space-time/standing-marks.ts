import type { Micros } from '../../base/time.ts';
import type { Cone, Standing } from '../../trace/causality/cone.ts';
import type { EventId } from '../../trace/event.ts';
import type { Mark } from '../mark.ts';
import type { StyleName } from '../style.ts';
import type { TraceLike } from '../trace-like.ts';
import type { MessageSpan } from './chronicle.ts';
import type { Lane, Plot, TimeScale } from './plot.ts';

/**
 * How a message stands to what is selected. It is in the past when it arrived for it, not when it was
 * only sent by something of the past.
 */
export function standingOfSpan(span: MessageSpan, cone: Cone): Standing {
  const sent = cone.standingOf(span.sentBy);
  const ended = span.endedBy === null ? sent : cone.standingOf(span.endedBy);
  if (sent === 'itself' || ended === 'itself') return 'itself';
  if (ended === 'future' || sent === 'future') return 'future';
  return ended;
}

/** Events of one window that are looked through; in more of them no dot could be told from the next. */
const eventsLimit = 4000;

/**
 * What happened inside machines on the way: full dots led to what is selected, hollow ones follow
 * from it, a ring is around what it is itself. Messages are told by their arrows.
 */
export function standingMarks(
  trace: TraceLike,
  cone: Cone,
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  const first = firstAt(trace, (at) => at < time.fromUs);
  const end = firstAt(trace, (at) => at <= time.toUs);
  if (end - first > eventsLimit) return [];
  const taken = new Set<string>();
  const marks: Mark[] = [];
  for (let id = first; id < end; id += 1) {
    const standing = cone.standingOf(id);
    const event = standing === 'apart' ? undefined : trace.event(id);
    if (event === undefined || event.type === 'message-sent') continue;
    if ('message' in event && standing !== 'itself') continue;
    const lane = plot.laneOf.get(event.node);
    if (lane === undefined) continue;
    const x = time.x(event.at);
    const place = `${lane.address} ${standing} ${Math.round(x / (2 * plot.scale))}`;
    if (taken.has(place)) continue;
    taken.add(place);
    marks.push(dot(`${standing} ${id}`, id, standing, x, lane, plot));
  }
  return marks;
}

const dotStyles: Readonly<Record<Standing, StyleName>> = {
  past: 'event-past',
  future: 'event-future',
  itself: 'event-itself',
  apart: 'nothing',
};

function dot(
  key: string,
  event: number,
  standing: Standing,
  x: number,
  { y, hue }: Lane,
  plot: Plot,
): Mark {
  const r = Math.min((standing === 'itself' ? 4.5 : 3) * plot.scale, plot.gap * 0.34);
  return {
    type: 'circle',
    key,
    target: { type: 'event', event },
    x,
    y,
    r,
    style: dotStyles[standing],
    hue,
  };
}

/** The first event whose time is not before. */
function firstAt(trace: TraceLike, isBefore: (at: Micros) => boolean): EventId {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(trace.event(middle)?.at ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
}
