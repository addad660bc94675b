import type { Micros } from '../../base/time.ts';
import { showTime } from '../../base/time.ts';
import type { Mark, Scene, Size, Table, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Theme } from '../theme.ts';
import type { TraceLike } from '../trace-like.ts';
import { type ArrowFocus, arrowMarks } from './arrows.ts';
import { type Chronicle, chronicleOf, type RequestSpan } from './chronicle.ts';
import { cursorMarks, futureMarks } from './cursor-marks.ts';
import { densityMarks, densityTexts } from './density.ts';
import { laneMarks, requestMarks, spellMarks } from './lane-marks.ts';
import { axisMarks, commandMarks, type NoteWords, timeoutMarks } from './note-marks.ts';
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
  const { trace, size, theme, selection, fromUs, toUs, atUs } = input;
  const chronicle = chronicleOf(trace);
  const plot = spaceTimePlot(trace, size, theme);
  const still = stillOf(chronicle, chronicle.length, plot, fromUs, toUs, selection);
  return {
    size,
    scale: plot.scale,
    still: still.marks,
    moving: [
      ...futureMarks(atUs, chronicle.latestAt, plot, timeScale(plot, fromUs, toUs)),
      ...still.words.map(({ at, past, future }) => (at <= atUs ? past : future)),
      ...(still.note === null ? [] : [still.note]),
      ...cursorMarks(atUs, plot, timeScale(plot, fromUs, toUs)),
    ],
    sentence: still.sentence,
    table: still.table,
  };
}

export function spaceTimePlot(trace: TraceLike, size: Size, theme: Theme): Plot {
  const { clients, nodes } = chronicleOf(trace);
  return plotOf(clients.join(' '), nodes.join(' '), size.width, size.height, theme);
}

interface Still {
  readonly marks: readonly Mark[];
  readonly words: readonly NoteWords[];
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
    const commands = commandMarks(notes, note?.width ?? 0, plot, time);
    const timeouts = isDense ? null : timeoutMarks(notes, plot, time);
    const marks = [
      group('spells', spellMarks(chronicle, plot, time)),
      group('lanes', laneMarks(plot, selection)),
      group('axis', axisMarks(plot, time)),
      group('requests', isDense ? [] : requestMarks(requests, plot, time)),
      group('messages', density?.marks ?? arrowMarks(spans, focusOn(selection), plot, time)),
      group('timeouts', timeouts?.ticks ?? []),
      group('commands', commands.ticks),
    ];
    return {
      marks,
      words: [...commands.words, ...(timeouts?.words ?? [])],
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
