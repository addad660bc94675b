import { type Box, overlaps } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import { messageText } from '../message-form.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { TraceLike } from '../trace-like.ts';
import type { MessageSpan } from './chronicle.ts';
import type { Lane, Plot, TimeScale } from './plot.ts';

/** So near there is room to say what each message says. */
const nearUs = 20_000;

/**
 * Looked at from near, an arrow is a line along which nothing happens, and its ends may lie outside:
 * so it says what it carries, where it arrives or else where it sets out. Words that find no room
 * are left out.
 */
export function messageWords(
  trace: TraceLike,
  spans: readonly MessageSpan[],
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  if (time.toUs - time.fromUs > nearUs || plot.gap < plot.text * 1.1) return [];
  const taken: Box[] = [];
  return spans.flatMap((span): Mark[] => {
    const event = trace.event(span.sentBy);
    if (event?.type !== 'message-sent') return [];
    const place = placeOf(span, plot, time);
    if (place === null) return [];
    const { lane, x, isEnd } = place;
    const room = isEnd ? x - plot.left : plot.right - x;
    const text = fitText(messageText(event.body), plot.text, Math.min(room, 180 * plot.scale));
    const width = textWidth(text, plot.text);
    const box: Box = {
      x: isEnd ? x - width : x,
      y: lane.y - plot.text * 1.3,
      width,
      height: plot.text,
    };
    if (width < 3 * plot.text || taken.some((other) => overlaps(box, other, 2))) return [];
    taken.push(box);
    return [
      {
        type: 'text',
        key: span.message,
        target: { type: 'message', message: span.message },
        x,
        y: box.y + box.height / 2,
        text,
        size: plot.text,
        anchor: isEnd ? 'end' : 'start',
        style: 'leg-words',
        hue: plot.laneOf.get(span.from)?.hue ?? 'ink',
      },
    ];
  });
}

interface Place {
  readonly lane: Lane;
  readonly x: number;
  /** Do the words end here, rather than begin? */
  readonly isEnd: boolean;
}

function placeOf(span: MessageSpan, plot: Plot, time: TimeScale): Place | null {
  const aside = 8 * plot.scale;
  const [from, to] = [plot.laneOf.get(span.from), plot.laneOf.get(span.to)];
  const [sent, ended] = [time.x(span.sentAt), time.x(span.endAt)];
  const isInside = (x: number): boolean => x >= plot.left && x <= plot.right;
  if (to !== undefined && span.fate === 'delivered' && isInside(ended)) {
    return { lane: to, x: ended - aside, isEnd: true };
  }
  if (from !== undefined && isInside(sent)) return { lane: from, x: sent + aside, isEnd: false };
  return null;
}
