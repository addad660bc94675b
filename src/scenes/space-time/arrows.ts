import type { RequestId } from '../../dynamo/names.ts';
import type { Cone, Standing } from '../../trace/causality/cone.ts';
import { angleOf, between, distance, polar, turn } from '../geometry.ts';
import type { Mark, Point, Target } from '../mark.ts';
import { isQuiet, messageOutline } from '../message-form.ts';
import type { Hue, StyleName } from '../style.ts';
import type { MessageSpan } from './chronicle.ts';
import type { Lane, Plot, TimeScale } from './plot.ts';
import { standingOfSpan } from './standing-marks.ts';

/** What is selected, as far as arrows care: its messages keep their colour, the rest turn grey. */
export interface ArrowFocus {
  readonly request: RequestId | null;
  readonly message: string | null;
  /** What led to it is drawn strong, what follows from it with open heads, all else grey. */
  readonly cone: Cone | null;
}

/** Beyond this many arrows they bear no shape of their kind, as they would touch. */
const shapesLimit = 80;

/** One arrow a message, in the colour of its sender, from lane to lane. */
export function arrowMarks(
  spans: readonly MessageSpan[],
  focus: ArrowFocus,
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  const hasShapes = spans.length <= shapesLimit && plot.gap >= 9 * plot.scale;
  const arrows = spans.map((span) => ({ span, standing: standingOf(span, focus) }));
  // What is talked about lies above the rest.
  const [below, above] = [true, false].map((isBelow) =>
    arrows.filter(({ standing }) => (standing === 'apart') === isBelow),
  );
  return [...(below ?? []), ...(above ?? [])].flatMap(({ span, standing }) => {
    const mark = arrowMark(span, standing, hasShapes, plot, time);
    return mark === null ? [] : [mark];
  });
}

function standingOf(span: MessageSpan, { cone, message, request }: ArrowFocus): Standing {
  if (cone !== null) return standingOfSpan(span, cone);
  const isApart =
    message !== null ? message !== span.message : request !== null && request !== span.request;
  return isApart ? 'apart' : 'itself';
}

function arrowMark(
  span: MessageSpan,
  standing: Standing,
  hasShape: boolean,
  plot: Plot,
  time: TimeScale,
): Mark | null {
  const from = plot.laneOf.get(span.from);
  const to = plot.laneOf.get(span.to);
  if (from === undefined || to === undefined) return null;
  const isFaint = standing === 'apart';
  const tail = { x: time.x(span.sentAt), y: from.y };
  const tip = tipOf(span, tail, to, time);
  const line = clipped(tail, tip, plot);
  if (line === null) return null;
  const target: Target = { type: 'message', message: span.message };
  const marks: Mark[] = [
    {
      type: 'line',
      key: 'line',
      from: line[0],
      to: line[1],
      style: styleOf(span, standing),
      hue: from.hue,
    },
  ];
  if (hasShape && !isFaint) marks.push(...kindShape(span, tail, tip, from, plot));
  if (line[1] === tip) marks.push(endMark(span, standing, tail, tip, from.hue, plot));
  return { type: 'group', key: span.message, x: 0, y: 0, target, marks };
}

function styleOf(span: MessageSpan, standing: Standing): StyleName {
  if (standing === 'apart') return 'arrow-faint';
  if (isLost(span)) return 'arrow-lost';
  const isReply = span.kind === 'reply';
  if (standing === 'past') return isReply ? 'arrow-past-reply' : 'arrow-past';
  if (isReply) return 'arrow-reply';
  return isQuiet(span.kind) ? 'arrow-probe' : 'arrow';
}

function isLost({ fate }: MessageSpan): boolean {
  return fate !== 'in-flight' && fate !== 'delivered';
}

/** A message that a cut stopped ends half way; any other loss ends short of the lane. */
function tipOf(span: MessageSpan, tail: Point, to: Lane, time: TimeScale): Point {
  const tip = { x: time.x(span.endAt), y: to.y };
  if (!isLost(span)) return tip;
  return between(
    tail,
    tip,
    span.fate === 'unreachable' || span.fate === 'no-receiver' ? 0.5 : 0.94,
  );
}

function endMark(
  span: MessageSpan,
  standing: Standing,
  tail: Point,
  tip: Point,
  ownHue: Hue,
  plot: Plot,
): Mark {
  const hue = standing === 'apart' ? 'ink' : ownHue;
  if (isLost(span)) {
    const r = 3 * plot.scale;
    return { type: 'circle', key: 'end', ...tip, r, style: 'arrow-lost-end', hue };
  }
  const heading = angleOf(tail, tip);
  const most = (isQuiet(span.kind) ? 4 : 7) + (standing === 'past' ? 2 : 0);
  const size = Math.min(most * plot.scale, Math.max(4 * plot.scale, plot.gap * 0.5));
  return {
    type: 'polygon',
    key: 'end',
    points: [
      tip,
      polar(tip, size, heading + turn / 2 - 0.38),
      polar(tip, size, heading + turn / 2 + 0.38),
    ],
    style: headStyles[standing],
    hue,
  };
}

const headStyles: Readonly<Record<Standing, StyleName>> = {
  itself: 'arrow-head',
  past: 'arrow-head',
  future: 'arrow-head-open',
  apart: 'arrow-head-faint',
};

/** The shape that the message has on the ring, small, a third along its arrow. */
function kindShape(
  span: MessageSpan,
  tail: Point,
  tip: Point,
  from: Lane,
  plot: Plot,
): readonly Mark[] {
  const at = between(tail, tip, 0.35);
  const isReadable = distance(tail, tip) >= 24 * plot.scale && bearsShape(span.kind);
  if (!isReadable || at.x < plot.left || at.x > plot.right) return [];
  const r = 3 * plot.scale;
  const points = messageOutline(span.kind, r, angleOf(tail, tip));
  const look = { key: 'kind', style: 'arrow-kind', hue: from.hue } as const;
  if (points === null) return [{ type: 'circle', ...at, r, ...look }];
  return [
    {
      type: 'polygon',
      points: points.map((point) => ({ x: point.x + at.x, y: point.y + at.y })),
      ...look,
    },
  ];
}

/** Replies are told by their dashes, gossip by its dots. */
function bearsShape(kind: MessageSpan['kind']): boolean {
  return kind !== 'reply' && kind !== 'gossip';
}

/** The part of a line that lies in the plot; its own ends are kept as they are. */
function clipped(a: Point, b: Point, plot: Plot): readonly [Point, Point] | null {
  if (b.x < plot.left || a.x > plot.right || distance(a, b) === 0) return null;
  const at = (x: number): Point => between(a, b, (x - a.x) / (b.x - a.x));
  return [a.x < plot.left ? at(plot.left) : a, b.x > plot.right ? at(plot.right) : b];
}
