import type { Micros } from '../../base/time.ts';
import { showTime } from '../../base/time.ts';
import { clamp } from '../geometry.ts';
import type { Mark, Scene, Size, Table, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Theme } from '../theme.ts';
import type { TraceLike } from '../trace-like.ts';
import { type ArrowFocus, arrowMarks } from './arrows.ts';
import { type Chronicle, chronicleOf, type RequestSpan } from './chronicle.ts';
import { densityMarks, densityTexts } from './density.ts';
import { laneMarks, requestMarks, spellMarks } from './lane-marks.ts';
import { axisMarks, commandMarks, timeoutMarks } from './note-marks.ts';
import { type Plot, plotOf, type TimeScale, timeScale } from './plot.ts';

/** What the diagram is drawn from. The still layer depends on all of it but `atUs`. */
export interface SpaceTimeInput {
  readonly trace: TraceLike;
  /** The window of virtual time shown. */
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** The cursor: what lies behind it is solid, what is beyond it pale. */
  readonly atUs: Micros;
  readonly size: Size;
  readonly theme: Theme;
  readonly selection: Target | null;
}

/** More arrows than this are drawn as counts. */
const arrowsLimit = 700;

/** A lane for each client and node, time to the right, messages as arrows. */
export function spaceTimeScene(input: SpaceTimeInput): Scene {
  const { trace, size, theme, selection, fromUs, toUs } = input;
  const chronicle = chronicleOf(trace);
  const plot = spaceTimePlot(trace, size, theme);
  const still = stillOf(chronicle, chronicle.length, plot, fromUs, toUs, selection);
  const moving = spaceTimeMoving(input);
  return {
    size,
    scale: plot.scale,
    still: still.marks,
    moving: still.note === null ? moving : [...moving, still.note],
    sentence: still.sentence,
    table: still.table,
  };
}

export function spaceTimePlot(trace: TraceLike, size: Size, theme: Theme): Plot {
  const { clients, nodes } = chronicleOf(trace);
  return plotOf(clients.join(' '), nodes.join(' '), size.width, size.height, theme);
}

/** The pale future and the cursor with its time: all that changes while the cursor moves. */
export function spaceTimeMoving(input: SpaceTimeInput): readonly Mark[] {
  const plot = spaceTimePlot(input.trace, input.size, input.theme);
  const time = timeScale(plot, input.fromUs, input.toUs);
  const x = clamp(time.x(input.atUs), plot.left, plot.right);
  const isInside = input.atUs >= input.fromUs && input.atUs <= input.toUs;
  const veil: Mark = {
    type: 'group',
    key: 'future',
    x: 0,
    y: 0,
    opacity: 0.7,
    marks: [
      {
        type: 'rect',
        key: 'veil',
        x,
        y: 0,
        width: plot.size.width - x,
        height: plot.bottom - 1,
        radius: 0,
        style: 'veil',
      },
    ],
  };
  return isInside ? [veil, ...cursorMarks(input.atUs, x, plot)] : [veil];
}

function cursorMarks(atUs: Micros, x: number, plot: Plot): readonly Mark[] {
  const text = showTime(atUs);
  const width = Math.ceil(textWidth(text, plot.text, true) + 14 * plot.scale);
  const height = plot.text + 6 * plot.scale;
  const left = clamp(x - width / 2, 0, plot.size.width - width);
  const y = plot.size.height - height - 1;
  return [
    {
      type: 'line',
      key: 'cursor',
      from: { x, y: 2 },
      to: { x, y: y + 2 },
      style: 'cursor',
    },
    {
      type: 'rect',
      key: 'tag',
      x: left,
      y,
      width,
      height,
      radius: 3 * plot.scale,
      style: 'cursor-tag',
    },
    {
      type: 'text',
      key: 'time',
      x: left + width / 2,
      y: y + height / 2,
      text,
      size: plot.text,
      anchor: 'middle',
      style: 'cursor-time',
    },
  ];
}

interface Still {
  readonly marks: readonly Mark[];
  /** Stays legible above the pale future. */
  readonly note: Mark | null;
  readonly sentence: string;
  readonly table: Table;
}

/** `length` tells apart what the same chronicle holds earlier and later. */
const stillOf = remember(
  (
    chronicle: Chronicle,
    _length: number,
    plot: Plot,
    fromUs: Micros,
    toUs: Micros,
    selection: Target | null,
  ): Still => {
    const time = timeScale(plot, fromUs, toUs);
    const spans = chronicle.messagesIn(fromUs, toUs);
    const notes = chronicle.notesIn(fromUs, toUs);
    const requests = chronicle.requestsIn(fromUs, toUs);
    const isDense = spans.length > arrowsLimit;
    const density = isDense ? densityMarks(spans, plot, time) : null;
    const note = density === null ? null : denseNote(densityTexts(density), plot);
    const marks = [
      group('spells', spellMarks(chronicle, plot, time)),
      group('lanes', laneMarks(plot, selection)),
      group('axis', axisMarks(plot, time)),
      group('requests', isDense ? [] : requestMarks(requests, plot, time)),
      group('messages', density?.marks ?? arrowMarks(spans, focusOn(selection), plot, time)),
      group('timeouts', isDense ? [] : timeoutMarks(notes, plot, time)),
      group('commands', commandMarks(notes, note?.width ?? 0, plot, time)),
    ];
    return {
      marks,
      note: note?.mark ?? null,
      sentence: sentence(spans.length, requests, time),
      table: tableOf(requests, time),
    };
  },
  6,
);

function group(key: string, marks: readonly Mark[]): Mark {
  return { type: 'group', key, x: 0, y: 0, marks };
}

function focusOn(selection: Target | null): ArrowFocus {
  return {
    request: selection?.type === 'request' ? selection.request : null,
    message: selection?.type === 'message' ? selection.message : null,
  };
}

/** What the bars mean, at the upper right; `width` px of the label rows are its own. */
function denseNote(
  [long, short]: readonly [string, string],
  plot: Plot,
): { readonly mark: Mark; readonly width: number } {
  const room = (plot.right - plot.left) * 0.6;
  const isLong = textWidth(long, plot.text) <= room;
  const text = fitText(isLong ? long : short, plot.text, room);
  return {
    width: textWidth(text, plot.text) + 12 * plot.scale,
    mark: {
      type: 'text',
      key: 'dense',
      x: plot.right,
      y: plot.top - 0.5 * plot.rowHeight - 6 * plot.scale,
      text,
      size: plot.text,
      anchor: 'end',
      style: 'node-name',
    },
  };
}

function sentence(messages: number, requests: readonly RequestSpan[], time: TimeScale): string {
  const count = `${messages} ${messages === 1 ? 'message' : 'messages'}`;
  const asked = `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`;
  return `From ${showTime(time.fromUs)} to ${showTime(time.toUs)}: ${count}, ${asked}.`;
}

/** Rows that a table of requests has at most. */
const rowsLimit = 200;

function tableOf(requests: readonly RequestSpan[], time: TimeScale): Table {
  return {
    caption: `Requests from ${showTime(time.fromUs)} to ${showTime(time.toUs)}`,
    columns: ['Request', 'Client', 'Operation', 'Issued', 'Answered', 'Outcome'],
    rows: requests
      .slice(0, rowsLimit)
      .map((span) => [
        span.request,
        span.client,
        `${span.op} ${span.key}`,
        showTime(span.issuedAt),
        span.answeredAt === null ? '' : showTime(span.answeredAt),
        span.outcome ?? 'open',
      ]),
  };
}
