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
  const taken: Box[] = [];
  return anatomy.legs.flatMap((leg) => {
    if (plot.x(leg.span.sentAt) > plot.right) return [];
    const mark = legMark(leg, shown, plot, taken);
    return [mark];
  });
}

const futureOpacity = 0.35;

function legMark(leg: Leg, shown: RequestView, plot: RequestPlot, taken: Box[]): Mark {
  const { span } = leg;
  const { cursorUs, right } = plot;
  const hue = plot.hue(span.from);
  const tail = { x: plot.x(span.sentAt), y: plot.y(span.from) };
  const isLost = span.fate !== 'in-flight' && span.fate !== 'delivered';
  const whole = { x: plot.x(span.endAt), y: plot.y(span.to) };
  const far = isLost ? between(tail, whole, 0.82) : whole;
  const tip = far.x > right ? between(tail, far, (right - tail.x) / (far.x - tail.x)) : far;
  const share = (cursorUs - span.sentAt) / Math.max(1, span.endAt - span.sentAt);
  const isFuture = share < 0;
  const style = styleOf(leg, isLost);
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
  if (tip === far) marks.push(endMark(tail, tip, isLost, plot, hue));
  const label = labelMark(leg, tail, tip, plot, taken);
  if (label !== null) marks.push(label);
  const told = isLost
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

function styleOf({ span }: Leg, isLost: boolean): StyleName {
  if (isLost) return 'arrow-lost';
  return span.kind === 'reply' ? 'arrow-reply' : 'arrow';
}

function endMark(
  tail: Point,
  tip: Point,
  isLost: boolean,
  plot: RequestPlot,
  hue: ReturnType<RequestPlot['hue']>,
): Mark {
  const { scale } = plot.sheet;
  if (isLost)
    return { type: 'circle', key: 'end', ...tip, r: 4 * scale, style: 'arrow-lost-end', hue };
  const heading = angleOf(tail, tip) + turn / 2;
  const size = 8 * scale;
  const points = [tip, polar(tip, size, heading - 0.36), polar(tip, size, heading + 0.36)];
  return { type: 'polygon', key: 'end', points, style: 'arrow-head', hue };
}

/** Beside the arrow, at the first place along it that is free; left out where there is none. */
function labelMark(
  leg: Leg,
  tail: Point,
  tip: Point,
  plot: RequestPlot,
  taken: Box[],
): Mark | null {
  const { text, scale } = plot.sheet;
  const told = fitText(leg.words, text.small, 150 * scale);
  if (told === '' || plot.gap < text.small * 1.2) return null;
  const width = textWidth(told, text.small);
  const isDown = tip.y > tail.y;
  for (const share of [0.5, 0.62, 0.38, 0.74, 0.26]) {
    for (const side of [1, -1]) {
      const at = between(tail, tip, share);
      const x = side > 0 ? at.x + 6 * scale : at.x - 6 * scale - width;
      const y = at.y + (isDown === side > 0 ? -1 : 1) * text.small * 0.45;
      const box = { x, y: y - text.small * 0.55, width, height: text.small * 1.1 };
      const isIn = x >= plot.left && x + width <= plot.right + 8 * scale;
      if (!isIn || taken.some((other) => overlaps(box, other, 2 * scale))) continue;
      taken.push(box);
      return words('words', { x, y }, told, text.small, 'leg-words', {
        hue: plot.hue(leg.span.from),
      });
    }
  }
  return null;
}
