import { type Box, overlaps } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Note } from './chronicle.ts';
import { ticksIn } from './axis.ts';
import { nameOf, type Plot, type TimeScale } from './plot.ts';

/** Notes that are written out; more than these in one window are ticks. */
const writtenLimit = 60;

/**
 * Commands and marks above the lanes, each at its time; those that find no room are ticks. The
 * last `reservedPx` at the right stay free.
 */
export function commandMarks(
  notes: readonly Note[],
  reservedPx: number,
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  const ends = Array.from({ length: plot.rows }, () => -Infinity);
  const right = plot.right - reservedPx;
  const above = notes.filter(({ lane }) => lane === null);
  return above.map((note, at) => {
    const x = time.x(note.at);
    const text = fitText(note.text, plot.text, 220 * plot.scale);
    const width = textWidth(text, plot.text);
    const from = Math.min(x, right - width);
    const row = at < writtenLimit ? ends.findLastIndex((end) => from >= end) : -1;
    if (row >= 0) ends[row] = from + width + 12 * plot.scale;
    return noteMark(note, text, x, from, row, plot);
  });
}

function noteMark(
  note: Note,
  text: string,
  x: number,
  from: number,
  row: number,
  plot: Plot,
): Mark {
  const y = plot.top - (plot.rows - row - 0.5) * plot.rowHeight - 6 * plot.scale;
  const foot = plot.top - 2 * plot.scale;
  const isMark = note.kind === 'mark';
  const refused = note.kind === 'refused' ? ' (refused)' : '';
  const tick: Mark = {
    type: 'line',
    key: 'tick',
    from: { x, y: row < 0 ? foot - 5 * plot.scale : y + plot.text * 0.6 },
    to: { x, y: isMark ? plot.bottom : foot },
    style: isMark ? 'key-home' : 'command-tick',
  };
  const words: Mark = {
    type: 'text',
    key: 'text',
    x: from,
    y,
    text: `${text}${refused}`,
    size: plot.text,
    anchor: 'start',
    style: note.kind === 'refused' ? 'command-refused' : isMark ? 'command-mark' : 'command',
  };
  return {
    type: 'group',
    key: `note ${note.event}`,
    x: 0,
    y: 0,
    target: { type: 'event', event: note.event },
    marks: row < 0 ? [tick] : [tick, words],
  };
}

/** A stroke on the lane of whoever stopped waiting, and for whom, where there is room. */
export function timeoutMarks(notes: readonly Note[], plot: Plot, time: TimeScale): readonly Mark[] {
  const taken: Box[] = [];
  return notes.flatMap((note): Mark[] => {
    const lane = note.lane === null ? undefined : plot.laneOf.get(note.lane);
    if (lane === undefined) return [];
    const x = time.x(note.at);
    const half = Math.min(6 * plot.scale, plot.gap * 0.45);
    const text = `${nameOf(note.text, plot.identities)} timed out`;
    const width = textWidth(text, plot.text);
    const aside = 4 * plot.scale;
    const isLeft = x - aside - width > plot.left;
    const box = {
      x: isLeft ? x - aside - width : x + aside,
      y: lane.y - plot.text * 1.1,
      width,
      height: plot.text,
    };
    const isWritten =
      plot.gap >= plot.text &&
      box.x + width < plot.right &&
      !taken.some((other) => overlaps(box, other, 4 * plot.scale));
    if (isWritten) taken.push(box);
    const stroke: Mark = {
      type: 'line',
      key: 'stroke',
      from: { x, y: lane.y - half },
      to: { x, y: lane.y + half },
      style: 'timeout',
    };
    const words: Mark = {
      type: 'text',
      key: 'text',
      x: isLeft ? box.x + width : box.x,
      y: box.y + box.height / 2,
      text,
      size: plot.text,
      anchor: isLeft ? 'end' : 'start',
      style: 'timeout-name',
    };
    return [
      {
        type: 'group',
        key: `timeout ${note.event}`,
        x: 0,
        y: 0,
        target: { type: 'event', event: note.event },
        marks: isWritten ? [stroke, words] : [stroke],
      },
    ];
  });
}

/** The axis of time at the foot, ticks at round times. */
export function axisMarks(plot: Plot, time: TimeScale): readonly Mark[] {
  if (!plot.hasAxis) return [];
  const y = plot.bottom;
  const count = (plot.right - plot.left) / (plot.text * 9);
  const ticks = ticksIn(time.fromUs, time.toUs, count).map((tick): Mark => {
    const x = time.x(tick.at);
    const half = textWidth(tick.text, plot.text) / 2;
    return {
      type: 'group',
      key: `tick ${tick.at}`,
      x: 0,
      y: 0,
      marks: [
        {
          type: 'line',
          key: 'line',
          from: { x, y },
          to: { x, y: y + 4 * plot.scale },
          style: 'axis',
        },
        {
          type: 'text',
          key: 'text',
          x: Math.min(x, plot.size.width - half - 2),
          y: y + 4 * plot.scale + plot.text * 0.65,
          text: tick.text,
          size: plot.text,
          anchor: 'middle',
          style: 'axis-text',
        },
      ],
    };
  });
  const line: Mark = {
    type: 'line',
    key: 'axis',
    from: { x: plot.left, y },
    to: { x: plot.right, y },
    style: 'axis',
  };
  return [line, ...ticks];
}
