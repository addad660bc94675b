import { type Box, overlaps } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import type { StyleName } from '../style.ts';
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
  const placed = notes
    .filter(({ lane }) => lane === null)
    .map((note, at): PlacedNote => {
      const refused = note.kind === 'refused' ? ' (refused)' : '';
      const text = fitText(`${note.text}${refused}`, plot.text, 220 * plot.scale);
      const width = textWidth(text, plot.text);
      const x = time.x(note.at);
      const from = Math.min(x, right - width);
      const row = at < writtenLimit ? ends.findLastIndex((end) => from >= end) : -1;
      if (row >= 0) ends[row] = from + width + 12 * plot.scale;
      return { note, text, x, from, row };
    });
  const ticks = placed.map((one) => tickMark(one, plot));
  const words = placed.filter(({ row }) => row >= 0).map((one) => wordsMark(one, plot));
  return [...ticks, ...words];
}

interface PlacedNote {
  readonly note: Note;
  readonly text: string;
  /** Where its time is, and where its words begin. */
  readonly x: number;
  readonly from: number;
  /** Its line of words from the top; −1: no room for them. */
  readonly row: number;
}

function rowMiddle(row: number, plot: Plot): number {
  return plot.top - (plot.rows - row - 0.5) * plot.rowHeight - 6 * plot.scale;
}

function tickMark({ note, x, row }: PlacedNote, plot: Plot): Mark {
  const foot = plot.top - 2 * plot.scale;
  const isMark = note.kind === 'mark';
  const from = row < 0 ? foot - 5 * plot.scale : rowMiddle(row, plot) + plot.text * 0.6;
  return {
    type: 'line',
    key: `tick ${note.event}`,
    target: { type: 'event', event: note.event },
    from: { x, y: from },
    to: { x, y: isMark ? plot.bottom : foot },
    style: isMark ? 'key-home' : 'command-tick',
  };
}

function wordsMark({ note, text, from, row }: PlacedNote, plot: Plot): Mark {
  return {
    type: 'text',
    key: `words ${note.event}`,
    target: { type: 'event', event: note.event },
    x: from,
    y: rowMiddle(row, plot),
    text,
    size: plot.text,
    anchor: 'start',
    style: wordStyles[note.kind],
  };
}

const wordStyles: Readonly<Record<Note['kind'], StyleName>> = {
  command: 'command',
  refused: 'command-refused',
  mark: 'command-mark',
  timeout: 'timeout-name',
};

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
