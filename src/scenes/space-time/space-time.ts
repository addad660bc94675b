import type { Micros } from '../../base/time.ts';
import type { Cone } from '../../trace/causality/cone.ts';
import type { EventId } from '../../trace/event.ts';
import { type Filter, isFiltering } from '../../trace/filter.ts';
import type { Mark, Scene, Size, Table, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import type { StyleName } from '../style.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Theme } from '../theme.ts';
import type { TraceLike } from '../trace-like.ts';
import { type ArrowFocus, arrowMarks } from './arrows.ts';
import { type Chronicle, chronicleOf, type MessageSpan } from './chronicle.ts';
import { cursorMarks, futureMarks } from './cursor-marks.ts';
import { densityMarks, densityTexts } from './density.ts';
import { messagesThrough, requestsThrough } from './filtered.ts';
import { laneMarks, requestMarks, spellMarks } from './lane-marks.ts';
import { axisMarks, commandMarks, type NoteWords, timeoutMarks } from './note-marks.ts';
import { messageWords } from './message-words.ts';
import { type Plot, plotOf, type TimeScale, timeScale } from './plot.ts';
import { standingMarks, standingOfSpan } from './standing-marks.ts';
import { coneOf } from './subject.ts';
import { coneSentence, coneTable, requestTable, windowSentence } from './telling.ts';

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
  /** What of it is shown. */
  readonly filter: Filter;
  /** Are the causal past and future of what is selected pointed out? */
  readonly isTracing: boolean;
}

/** More arrows than this are drawn as counts. */
const arrowsLimit = 700;

export interface SpaceTime extends Scene {
  /** The moving layer with the cursor at another moment. */
  readonly movingAt: (atUs: Micros) => readonly Mark[];
}

/** A lane for each client and node, time to the right, messages as arrows. */
export function spaceTimeScene(input: SpaceTimeInput): SpaceTime {
  const { trace, size, theme, selection, fromUs, toUs, atUs } = input;
  const chronicle = chronicleOf(trace);
  const plot = spaceTimePlot(trace, size, theme);
  const cone = input.isTracing ? coneOf(trace, selection) : null;
  const { length } = chronicle;
  const still = stillOf(chronicle, length, plot, fromUs, toUs, selection, input.filter, cone);
  const time = timeScale(plot, fromUs, toUs);
  const movingAt = (us: Micros): readonly Mark[] => [
    ...futureMarks(us, chronicle.latestAt, plot, time),
    ...still.words.map(({ at, past, future }) => (at <= us ? past : future)),
    ...(still.note === null ? [] : [still.note]),
    ...cursorMarks(us, plot, time),
  ];
  const told = cone === null ? null : coneSentence(trace, selection);
  return {
    size,
    scale: plot.scale,
    still: still.marks,
    moving: movingAt(atUs),
    movingAt,
    sentence: told === null ? still.sentence : `${still.sentence} ${told}`,
    table:
      cone === null || selection === null
        ? still.table
        : coneTable(trace, cone, selection, input.filter),
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
    filter: Filter,
    cone: Cone | null,
  ): Still => {
    const time = timeScale(plot, fromUs, toUs);
    const all = chronicle.messagesIn(fromUs, toUs);
    const spans = messagesThrough(filter, all);
    const allRequests = chronicle.requestsIn(fromUs, toUs);
    const requests = requestsThrough(filter, allRequests);
    const notes = chronicle.notesIn(fromUs, toUs);
    const isDense = spans.length > arrowsLimit;
    const messages = isDense
      ? denseMarks(spans, cone, plot, time)
      : { marks: arrowMarks(spans, focusOn(selection, cone), plot, time), texts: null };
    const note = messages.texts === null ? null : denseNote(messages.texts, plot);
    const commands = commandMarks(notes, note?.width ?? 0, plot, time);
    const isRelated = (...events: readonly (EventId | null)[]): boolean =>
      cone === null || events.some((id) => id !== null && cone.standingOf(id) !== 'apart');
    const timeouts = isDense ? [] : notes;
    const [near, far] = [true, false].map((isNear) =>
      timeoutMarks(
        timeouts.filter(({ event }) => isRelated(event) === isNear),
        plot,
        time,
      ),
    );
    const bars = (isNear: boolean): readonly Mark[] =>
      requestMarks(
        requests.filter(({ issuedBy, answeredBy }) => isRelated(issuedBy, answeredBy) === isNear),
        plot,
        time,
      );
    const marks = [
      group('spells', spellMarks(chronicle, plot, time)),
      group('lanes', laneMarks(plot, selection)),
      group('axis', axisMarks(plot, time)),
      ...(cone === null
        ? []
        : [pale('apart', isDense ? [] : [...bars(false), ...(far?.ticks ?? [])])]),
      group('requests', isDense ? [] : bars(true)),
      group('messages', messages.marks),
      ...(cone === null ? [] : [group('events', standingMarks(chronicle.trace, cone, plot, time))]),
      group('words', messageWords(chronicle.trace, spans, plot, time)),
      group('timeouts', near?.ticks ?? []),
      group('commands', commands.ticks),
    ];
    const counts = {
      messages: spans.length,
      ofMessages: all.length,
      requests: requests.length,
      ofRequests: allRequests.length,
    };
    const isEmpty = isFiltering(filter) && spans.length + requests.length === 0;
    return {
      marks,
      words: [...commands.words, ...(near?.words ?? [])],
      note: isEmpty ? nothingNote(plot) : (note?.mark ?? null),
      sentence: windowSentence(counts, filter, time),
      table: requestTable(requests, time),
    };
  },
  6,
);

/**
 * Bars where arrows would be a blur. What is related to the selection stands out of pale bars: as
 * arrows where there are few, else as bars, full for the past and hollow for the future.
 */
function denseMarks(
  spans: readonly MessageSpan[],
  cone: Cone | null,
  plot: Plot,
  time: TimeScale,
): { readonly marks: readonly Mark[]; readonly texts: readonly [string, string] } {
  if (cone === null) {
    const density = densityMarks(spans, plot, time);
    return { marks: density.marks, texts: densityTexts(density) };
  }
  const look = { key: 'all', style: 'density-faint', most: null } as const;
  const density = densityMarks(spans, plot, time, look);
  const texts = densityTexts(density);
  const [near, future]: [MessageSpan[], MessageSpan[]] = [[], []];
  for (const span of spans) {
    const standing = standingOfSpan(span, cone);
    if (standing === 'future') future.push(span);
    else if (standing !== 'apart') near.push(span);
  }
  if (near.length + future.length <= arrowsLimit) {
    const focus = { request: null, message: null, cone };
    return {
      marks: [...density.marks, ...arrowMarks([...near, ...future], focus, plot, time)],
      texts,
    };
  }
  const bars = (key: string, style: StyleName, some: readonly MessageSpan[]): readonly Mark[] =>
    densityMarks(some, plot, time, { key, style, most: density.most }).marks;
  return {
    marks: [
      ...density.marks,
      ...bars('past', 'density', near),
      ...bars('future', 'density-future', future),
    ],
    texts,
  };
}

function group(key: string, marks: readonly Mark[]): Mark {
  return { type: 'group', key, x: 0, y: 0, marks };
}

function pale(key: string, marks: readonly Mark[]): Mark {
  return { type: 'group', key, x: 0, y: 0, opacity: 0.4, marks };
}

/** Nothing is drawn, and this is why. */
function nothingNote(plot: Plot): Mark {
  return {
    type: 'text',
    key: 'nothing',
    x: (plot.left + plot.right) / 2,
    y: (plot.top + plot.bottom) / 2,
    text: 'Nothing here matches the filter.',
    size: plot.text,
    anchor: 'middle',
    style: 'command',
  };
}

function focusOn(selection: Target | null, cone: Cone | null): ArrowFocus {
  return {
    cone,
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
