import { showTime, type Micros } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import type { Box } from '../geometry.ts';
import { clockText, valueText } from '../clock-text.ts';
import { type Identities, identify } from '../identity.ts';
import { type Mark, sameTarget, type Scene, type Table, type Target } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { lapse, versionWords } from '../sentence/words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { ticksIn } from '../space-time/axis.ts';
import { chronicleOf } from '../space-time/chronicle.ts';
import { fitText, textWidth } from '../text-width.ts';
import { type Stay, staysOf } from './stays.ts';

/** Who holds what for whom since when, the trip home, and the deletion. (§4.6) */
export const hints: Picture = { sentence: hintsSentence, scene: hintsScene };

const nothingYet =
  'No hint was ever needed. Kill a home node of a key and put the key: another node stands in.';

function hintsSentence({ view, trace }: Moment): string {
  const stays = staysOf(trace, view.cursor.events);
  if (stays.length === 0) return nothingYet;
  const open = stays.filter((stay) => isOpen(stay, view));
  const home = stays.filter(({ end }) => end?.reason === 'handed-off').length;
  const [first] = open;
  if (first === undefined) {
    const all = stays.length === 1 ? 'The only hint is' : `All ${stays.length} hints are`;
    return home === stays.length
      ? `${all} home and deleted.`
      : `No hint waits; ${home} of ${counted(stays.length, 'hint')} went home.`;
  }
  const more =
    open.length > 1
      ? `, and ${counted(open.length - 1, 'other hint')} ${open.length > 2 ? 'wait' : 'waits'}`
      : '';
  const since = lapse(view.cursor.at - first.storedAt);
  return `${first.holder} has held ${first.key} = ${versionWords(first.version)} for ${first.for} for ${since}${more}.`;
}

/** It has not been deleted, nor lost with its holder's disk. */
function isOpen(stay: Stay, view: View): boolean {
  return stay.end === null && hintNow(stay, view) !== undefined;
}

function hintNow(stay: Stay, view: View) {
  const { dot } = stay.version;
  return view.keys
    .get(stay.key)
    ?.hints.find(
      (hint) =>
        hint.holder === stay.holder &&
        hint.for === stay.for &&
        hint.version.dot.actor === dot.actor &&
        hint.version.dot.counter === dot.counter,
    );
}

function hintsScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const stays = staysOf(trace, view.cursor.events);
  const identities = identify(view.nodes.keys());
  if (stays.length === 0) return emptyScene(sheet, nothingYet, tableOf([], view, identities));
  const plot = plotOf(stays, view, identities, sheet);
  const away = chronicleOf(trace).spells.filter(({ kind }) => kind !== 'cut');
  return {
    size,
    scale: sheet.scale,
    still: [
      ...headMarks(stays, plot),
      ...axisMarks(plot),
      ...plot.shown.map((stay, row) => {
        const absences = away.filter(
          ({ node, event }) => node === stay.for && event < view.cursor.events,
        );
        return stayMark(stay, row, absences, view, selection, plot);
      }),
    ],
    moving: [],
    get sentence() {
      return hintsSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(stays, view, identities);
    },
  };
}

interface HintPlot {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly shown: readonly Stay[];
  readonly hidden: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly row: number;
  readonly fromUs: Micros;
  readonly toUs: Micros;
  x(at: Micros): number;
}

/** The latest hints that find room, and time from the first of them to now. */
function plotOf(all: readonly Stay[], view: View, identities: Identities, sheet: Sheet): HintPlot {
  const { size, margin, text, scale } = sheet;
  const top = margin + text.small * 2;
  const bottom = size.height - margin * 0.5 - text.small * 1.8;
  const least = text.small * 1.9;
  const shown = all.slice(-Math.max(1, Math.floor((bottom - top) / least)));
  const row = Math.min(46 * scale, (bottom - top) / shown.length);
  const left = margin + Math.min(size.width * 0.4, 96 * scale + text.small * 6);
  const right = size.width - margin - text.small * 2;
  const start = Math.min(...shown.map(({ storedAt }) => storedAt));
  const toUs = Math.max(view.cursor.at, start + 1_000);
  const fromUs = Math.max(0, start - (toUs - start) * 0.06);
  return {
    sheet,
    identities,
    shown,
    hidden: all.length - shown.length,
    left,
    right,
    top,
    bottom,
    row,
    fromUs,
    toUs,
    x: (at) => left + ((at - fromUs) / (toUs - fromUs)) * (right - left),
  };
}

function headMarks(all: readonly Stay[], { sheet, hidden }: HintPlot): readonly Mark[] {
  const { margin, text, size } = sheet;
  const y = margin + text.small * 0.4;
  const more = hidden === 0 ? '' : `, the latest ${all.length - hidden} shown`;
  const count = `${counted(all.length, 'hint')} so far${more}`;
  const room = size.width - 2 * margin - textWidth(count, text.small) - text.small;
  const about = ['who holds what for whom; grey while that one is away', 'who holds what for whom'];
  return [
    words(
      'holder',
      { x: margin, y },
      about.find((each) => textWidth(each, text.small) <= room) ?? '',
      text.small,
      'node-name',
    ),
    words('count', { x: size.width - margin, y }, count, text.small, 'node-name', {
      anchor: 'end',
    }),
  ];
}

function axisMarks(plot: HintPlot): readonly Mark[] {
  const { sheet, left, right, top, shown, row, fromUs, toUs } = plot;
  const { text } = sheet;
  const y = top + shown.length * row;
  return [
    stroke('axis', { x: left, y }, { x: right, y }, 'axis'),
    ...ticksIn(fromUs, toUs, (right - left) / (text.small * 9)).map((tick) =>
      words(
        `time ${tick.at}`,
        { x: plot.x(tick.at), y: y + text.small },
        tick.text,
        text.small,
        'axis-text',
        { anchor: 'middle' },
      ),
    ),
  ];
}

interface Absence {
  readonly fromUs: Micros;
  readonly toUs: Micros | null;
}

function stayMark(
  stay: Stay,
  row: number,
  absences: readonly Absence[],
  view: View,
  selection: Target | null,
  plot: HintPlot,
): Mark {
  const { sheet, left, right, top, identities } = plot;
  const { scale, margin } = sheet;
  const y = top + (row + 0.5) * plot.row;
  const thick = Math.min(18 * scale, plot.row * 0.62);
  const isHeld = isOpen(stay, view);
  const endUs = stay.end?.at ?? plot.toUs;
  const hue = identities.get(stay.for)?.hue ?? 'ink';
  const target: Target = isHeld
    ? { type: 'hint', key: stay.key, holder: stay.holder, for: stay.for, dot: stay.version.dot }
    : { type: 'event', event: stay.end?.event ?? stay.storedBy };
  const from = plot.x(Math.max(stay.storedAt, plot.fromUs));
  const to = Math.max(plot.x(endUs), from + 3 * scale);
  const bar = { x: from, y: y - thick / 2, width: to - from, height: thick };
  const gone = absences.flatMap(({ fromUs, toUs }, at): Mark[] => {
    const a = Math.max(left, plot.x(Math.max(fromUs, plot.fromUs)));
    const b = Math.min(right, plot.x(Math.min(toUs ?? plot.toUs, plot.toUs)));
    const height = plot.row * 0.92;
    return b <= a
      ? []
      : [area(`away ${at}`, { x: a, y: y - height / 2, width: b - a, height }, 'band')];
  });
  const label = `${stay.holder} for ${stay.for}: ${stay.key} = ${valueText(stay.version)}, ${stateOf(stay, view)}`;
  return together(`hint ${stay.storedBy}`, { x: 0, y: 0 }, [
    ...gone,
    ...whoMarks(stay, view, { x: margin, y }, plot),
    together(
      'stay',
      { x: 0, y: 0 },
      [
        area('bar', bar, isHeld ? 'hint' : 'hint-past', { hue, radius: 2 * scale }),
        ...(isHeld ? [fold(bar, thick * 0.45, hue)] : []),
        ...(sameTarget(selection, target)
          ? [
              area(
                'chosen',
                { x: bar.x - 3, y: bar.y - 3, width: bar.width + 6, height: bar.height + 6 },
                'node-selected',
                { radius: 4 * scale },
              ),
            ]
          : []),
      ],
      { target, label },
    ),
    ...stay.trips
      .filter(({ at }) => at >= plot.fromUs)
      .map((trip, at) => tripMark(trip, at, { x: plot.x(trip.at), y }, thick, hue, stay)),
    ...(stay.end === null ? [] : [endMark(stay, { x: to, y }, scale)]),
    ...stateWords(stay, view, bar, plot),
  ]);
}

/** Holder → intended node, and the version. */
function whoMarks(
  stay: Stay,
  view: View,
  at: { readonly x: number; readonly y: number },
  plot: HintPlot,
): readonly Mark[] {
  const { sheet, identities, left } = plot;
  const { text, scale } = sheet;
  const r = Math.min(11 * scale, plot.row * 0.4);
  const [holder, home] = [view.nodes.get(stay.holder), view.nodes.get(stay.for)];
  const [a, b] = [identities.get(stay.holder), identities.get(stay.for)];
  const second = at.x + 3 * r + textWidth('for', text.small) + 10 * scale;
  const textAt = second + r + 7 * scale;
  const told = `${stay.key} = ${valueText(stay.version)}`;
  return [
    ...(holder === undefined || a === undefined
      ? []
      : [badge(holder, a, { x: at.x + r, y: at.y }, r, 'holder')]),
    words('for', { x: (at.x + 2 * r + second - r) / 2, y: at.y }, 'for', text.small, 'node-name', {
      anchor: 'middle',
    }),
    ...(home === undefined || b === undefined
      ? []
      : [badge(home, b, { x: second, y: at.y }, r, 'home')]),
    words(
      'what',
      { x: textAt, y: at.y },
      fitText(told, text.small, left - textAt - 6 * scale),
      text.small,
      'chip-value',
    ),
  ];
}

function fold(
  bar: { readonly x: number; readonly y: number; readonly width: number },
  side: number,
  hue: ReturnType<typeof hueOf>,
): Mark {
  const [x, y] = [bar.x + bar.width, bar.y];
  return {
    type: 'polygon',
    key: 'fold',
    points: [
      { x: x - side, y },
      { x, y },
      { x, y: y + side },
    ],
    style: 'hint-fold',
    hue,
  };
}

function hueOf(identities: Identities, node: string) {
  return identities.get(node)?.hue ?? 'ink';
}

/** In the bar, or after it, or before it: wherever there is room. The table says it too. */
function stateWords(stay: Stay, view: View, bar: Box, plot: HintPlot): readonly Mark[] {
  const { sheet, left } = plot;
  const { text, scale, size, margin } = sheet;
  if (plot.row < text.small * 1.1) return [];
  const told = stateOf(stay, view);
  const room = textWidth(told, text.small) + 10 * scale;
  const end = bar.x + bar.width;
  const y = bar.y + bar.height / 2;
  const say = (x: number, anchor: 'start' | 'end'): readonly Mark[] => [
    words('state', { x, y }, told, text.small, 'node-name', { anchor }),
  ];
  if (room + 10 * scale < bar.width) return say(bar.x + 8 * scale, 'start');
  if (end + 18 * scale + room < size.width - margin * 0.5) return say(end + 18 * scale, 'start');
  return bar.x - room > left ? say(bar.x - 8 * scale, 'end') : [];
}

function stateOf(stay: Stay, view: View): string {
  const { end, trips, storedAt } = stay;
  const tries = trips.length > 1 ? `, ${trips.length} tries` : '';
  if (end !== null) {
    const took = lapse(end.at - storedAt);
    return end.reason === 'handed-off'
      ? `home after ${took}${tries}, deleted`
      : `superseded after ${took}`;
  }
  if (!isOpen(stay, view)) return 'lost with its holder’s disk';
  return trips.length === 0
    ? `since ${showTime(storedAt)}`
    : `since ${showTime(storedAt)}, on its way${tries}`;
}

/** Sent home: a stroke through the bar, with the head of an arrow. */
function tripMark(
  trip: Stay['trips'][number],
  at: number,
  { x, y }: { readonly x: number; readonly y: number },
  thick: number,
  hue: ReturnType<typeof hueOf>,
  stay: Stay,
): Mark {
  const half = thick * 0.75;
  const head = thick * 0.32;
  return together(
    `trip ${at}`,
    { x: 0, y: 0 },
    [
      stroke('stem', { x, y: y - half }, { x, y: y + half }, 'trip', { hue }),
      {
        type: 'polygon',
        key: 'head',
        points: [
          { x, y: y - half },
          { x: x + head * 1.5, y: y - half + head * 0.8 },
          { x, y: y - half + head * 1.6 },
        ],
        style: 'arrow-head',
        hue,
      },
    ],
    {
      target: { type: 'event', event: trip.event },
      label: `${stay.holder} sends it home to ${stay.for} at ${showTime(trip.at)}`,
    },
  );
}

/** Deleted: after the acknowledgement, or because a newer version took its place. */
function endMark(
  stay: Stay,
  { x, y }: { readonly x: number; readonly y: number },
  scale: number,
): Mark {
  const r = 6 * scale;
  const isHome = stay.end?.reason === 'handed-off';
  return together(
    'end',
    { x: x + r * 1.4, y },
    [
      { type: 'circle', key: 'ring', x: 0, y: 0, r, style: isHome ? 'outcome' : 'pip-empty' },
      ...(isHome
        ? [
            {
              type: 'path',
              key: 'tick',
              segments: [
                { to: 'move', x: -r * 0.45, y: 0 },
                { to: 'line', x: -r * 0.1, y: r * 0.38 },
                { to: 'line', x: r * 0.45, y: -r * 0.38 },
              ],
              style: 'outcome-sign',
            } as const,
          ]
        : []),
    ],
    {
      target: { type: 'event', event: stay.end?.event ?? stay.storedBy },
      label: isHome ? 'acknowledged and deleted' : 'superseded',
    },
  );
}

function tableOf(stays: readonly Stay[], view: View, identities: Identities): Table {
  const rows = stays.map((stay) => [
    stay.holder,
    stay.for,
    `${stay.key} = ${valueText(stay.version)} ${clockText(stay.version, identities)}`,
    showTime(stay.storedAt),
    stateOf(stay, view),
  ]);
  return {
    caption: `Hints: ${listed([counted(stays.length, 'hint')])}`,
    columns: ['Holder', 'For', 'What', 'Stored', 'State'],
    rows,
  };
}
