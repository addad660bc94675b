import type { Micros } from '../../base/time.ts';
import { type Box, overlaps } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import type { StyleName } from '../style.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Note } from './chronicle.ts';
import { ticksIn } from './axis.ts';
import { type Lane, nameOf, type Plot, type TimeScale } from './plot.ts';

/** Notes that are written out; more than these in one window are ticks. */
const writtenLimit = 60;

/** Words as they stand once their time has come, and before. */
export interface NoteWords {
  readonly at: Micros;
  readonly past: Mark;
  readonly future: Mark;
}

export interface NoteMarks {
  readonly ticks: readonly Mark[];
  /** In order of time. */
  readonly words: readonly NoteWords[];
}

/**
 * Commands and marks above the lanes, each at its time; those that find no room are ticks. The
 * last `reservedPx` at the right stay free.
 */
export function commandMarks(
  notes: readonly Note[],
  reservedPx: number,
  plot: Plot,
  time: TimeScale,
): NoteMarks {
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
  const words = placed
    .filter(({ row }) => row >= 0)
    .map((one) => ({
      at: one.note.at,
      past: wordsMark(one, wordStyles[one.note.kind], plot),
      future: wordsMark(one, 'command-future', plot),
    }));
  return { ticks: placed.map((one) => tickMark(one, plot)), words };
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

function wordsMark({ note, text, from, row }: PlacedNote, style: StyleName, plot: Plot): Mark {
  return {
    type: 'text',
    key: `words ${note.event}`,
    target: { type: 'event', event: note.event },
    x: from,
    y: rowMiddle(row, plot),
    text,
    size: plot.text,
    anchor: 'start',
    style,
  };
}

const wordStyles: Readonly<Record<Note['kind'], StyleName>> = {
  command: 'command',
  refused: 'command-refused',
  mark: 'command-mark',
  timeout: 'timeout-name',
};

/**
 * A stroke on the lane of whoever stopped waiting, and before it, while it waited, for whom. Words
 * that find no room are left out.
 */
export function timeoutMarks(notes: readonly Note[], plot: Plot, time: TimeScale): NoteMarks {
  const taken: Box[] = [];
  const ticks: Mark[] = [];
  const words: NoteWords[] = [];
  for (const note of notes) {
    const lane = note.lane === null ? undefined : plot.laneOf.get(note.lane);
    if (lane === undefined) continue;
    const x = time.x(note.at);
    ticks.push(strokeMark(note, x, lane, plot));
    const text = `${nameOf(note.text, plot.identities)} timed out`;
    const box = besideStroke(text, x, lane, plot);
    const isFree = !taken.some((other) => overlaps(box, other, 4 * plot.scale));
    if (plot.gap < plot.text || box.x + box.width > plot.right || !isFree) continue;
    taken.push(box);
    words.push({
      at: note.at,
      past: timeoutWords(note, text, box, 'timeout-name', plot),
      future: timeoutWords(note, text, box, 'command-future', plot),
    });
  }
  return { ticks, words };
}

function strokeMark(note: Note, x: number, lane: Lane, plot: Plot): Mark {
  const half = Math.min(6 * plot.scale, plot.gap * 0.45);
  return {
    type: 'line',
    key: `timeout ${note.event}`,
    target: { type: 'event', event: note.event },
    from: { x, y: lane.y - half },
    to: { x, y: lane.y + half },
    style: 'timeout',
  };
}

function besideStroke(text: string, x: number, lane: Lane, plot: Plot): Box {
  const width = textWidth(text, plot.text);
  const aside = 4 * plot.scale;
  const isLeft = x - aside - width > plot.left;
  return {
    x: isLeft ? x - aside - width : x + aside,
    y: lane.y - plot.text * 1.1,
    width,
    height: plot.text,
  };
}

function timeoutWords(note: Note, text: string, box: Box, style: StyleName, plot: Plot): Mark {
  return {
    type: 'text',
    key: `timeout words ${note.event}`,
    target: { type: 'event', event: note.event },
    x: box.x + box.width,
    y: box.y + box.height / 2,
    text,
    size: plot.text,
    anchor: 'end',
    style,
  };
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
