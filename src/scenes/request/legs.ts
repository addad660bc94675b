import type { RequestView } from '../../trace/view.ts';
import { angleOf, between, type Box, overlaps, polar, turn } from '../geometry.ts';
import type { Mark, Point } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { StyleName } from '../style.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Anatomy, Leg } from './anatomy.ts';
import type { RequestPlot } from './request-plot.ts';

/** Each message as an arrow with its words; what the cursor has not seen yet is pale. */
export function legMarks(anatomy: Anatomy, shown: RequestView, plot: RequestPlot): readonly Mark[] {
  const legs = anatomy.legs.filter(({ span }) => plot.x(span.sentAt) <= plot.right);
  const quorum = shown.completedAt === null ? null : plot.x(shown.completedAt);
  const page: LabelPage = {
    taken: [],
    lines: [
      ...legs.map((leg) => lineOf(leg, plot)),
      ...(quorum === null
        ? []
        : [{ a: { x: quorum, y: plot.top }, b: { x: quorum, y: plot.bottom } }]),
    ],
  };
  return legs.map((leg) => legMark(leg, shown, plot, page));
}

const futureOpacity = 0.35;

interface Line {
  readonly a: Point;
  readonly b: Point;
}

/** What words beside an arrow must not cover, or had better not. */
interface LabelPage {
  readonly taken: Box[];
  readonly lines: readonly Line[];
}

/** From lane to lane, as far as it comes. */
function lineOf({ span }: Leg, plot: RequestPlot): Line {
  const a = { x: plot.x(span.sentAt), y: plot.y(span.from) };
  const whole = { x: plot.x(span.endAt), y: plot.y(span.to) };
  return { a, b: isLost(span) ? between(a, whole, 0.82) : whole };
}

function isLost({ fate }: Leg['span']): boolean {
  return fate !== 'in-flight' && fate !== 'delivered';
}

function legMark(leg: Leg, shown: RequestView, plot: RequestPlot, page: LabelPage): Mark {
  const { span } = leg;
  const { cursorUs, right } = plot;
  const hue = plot.hue(span.from);
  const { a: tail, b: far } = lineOf(leg, plot);
  const lost = isLost(span);
  const tip = far.x > right ? between(tail, far, (right - tail.x) / (far.x - tail.x)) : far;
  const share = (cursorUs - span.sentAt) / Math.max(1, span.endAt - span.sentAt);
  const isFuture = share < 0;
  const style = styleOf(leg, lost);
  const marks: Mark[] = [];
  if (share >= 1 || isFuture) marks.push(stroke('line', tail, tip, style, { hue }));
  else {
    const now = between(tail, tip, share);
    marks.push(
      stroke('line', tail, now, style, { hue }),
      together('rest', { x: 0, y: 0 }, [stroke('line', now, tip, style, { hue })], {
        opacity: futureOpacity,
      }),
      { type: 'circle', key: 'now', ...now, r: 4 * plot.sheet.scale, style: 'arrow-kind', hue },
    );
  }
  if (tip === far) marks.push(endMark(tail, tip, lost, plot, hue));
  const label = labelMark(leg, tail, tip, plot, page);
  if (label !== null) marks.push(label);
  const told = lost
    ? ', lost'
    : shown.answeredAt !== null && span.sentAt > shown.answeredAt
      ? ', after the answer'
      : '';
  return together(`leg ${span.message}`, { x: 0, y: 0 }, marks, {
    target: { type: 'event', event: span.sentBy },
    label: `${span.from} to ${span.to}: ${leg.words}${told}`,
    ...(isFuture ? { opacity: futureOpacity } : {}),
  });
}

function styleOf({ span }: Leg, lost: boolean): StyleName {
  if (lost) return 'arrow-lost';
  return span.kind === 'reply' ? 'arrow-reply' : 'arrow';
}

function endMark(
  tail: Point,
  tip: Point,
  lost: boolean,
  plot: RequestPlot,
  hue: ReturnType<RequestPlot['hue']>,
): Mark {
  const { scale } = plot.sheet;
  if (lost)
    return { type: 'circle', key: 'end', ...tip, r: 4 * scale, style: 'arrow-lost-end', hue };
  const heading = angleOf(tail, tip) + turn / 2;
  const size = 8 * scale;
  const points = [tip, polar(tip, size, heading - 0.36), polar(tip, size, heading + 0.36)];
  return { type: 'polygon', key: 'end', points, style: 'arrow-head', hue };
}

/**
 * Beside the arrow, at the place along it where it covers no other words and the fewest lines; left
 * out where there is none.
 */
function labelMark(
  leg: Leg,
  tail: Point,
  tip: Point,
  plot: RequestPlot,
  { taken, lines }: LabelPage,
): Mark | null {
  const { text, scale } = plot.sheet;
  const told = fitText(leg.words, text.small, 150 * scale);
  if (told === '' || plot.gap < text.small * 1.2) return null;
  const width = textWidth(told, text.small);
  const isDown = tip.y > tail.y;
  let best: { readonly box: Box; readonly y: number; readonly covered: number } | null = null;
  for (const share of [0.5, 0.62, 0.38, 0.74, 0.26]) {
    for (const side of [1, -1]) {
      const at = between(tail, tip, share);
      const x = side > 0 ? at.x + 6 * scale : at.x - 6 * scale - width;
      const y = at.y + (isDown === side > 0 ? -1 : 1) * text.small * 0.45;
      const box = { x, y: y - text.small * 0.55, width, height: text.small * 1.1 };
      const isIn = x >= plot.left && x + width <= plot.right + 8 * scale;
      if (!isIn || taken.some((other) => overlaps(box, other, 2 * scale))) continue;
      const covered = lines.filter((line) => crosses(line, box)).length;
      if (best === null || covered < best.covered) best = { box, y, covered };
    }
  }
  if (best === null) return null;
  taken.push(best.box);
  const place = { x: best.box.x, y: best.y };
  return words('words', place, told, text.small, 'leg-words', { hue: plot.hue(leg.span.from) });
}

/** Does the line run through the box? */
function crosses({ a, b }: Line, box: Box): boolean {
  let [from, to] = [0, 1];
  const sides = [
    [b.x - a.x, box.x - a.x, box.x + box.width - a.x],
    [b.y - a.y, box.y - a.y, box.y + box.height - a.y],
  ] as const;
  for (const [along, least, most] of sides) {
    if (along === 0) {
      if (least > 0 || most < 0) return false;
      continue;
    }
    const [one, other] = [least / along, most / along];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to;
}
