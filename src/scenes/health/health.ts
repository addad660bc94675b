import { showTime } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import type { Mark, Scene, Table, Target } from '../mark.ts';
import { together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { lapse } from '../sentence/words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { textWidth } from '../text-width.ts';
import type { Trace } from '../../trace/trace.ts';
import { examine, type Examination } from './examination.ts';
import { lampMarks, noteOf, stateOf } from './lamps.ts';
import { latencyMarks } from './latency-marks.ts';
import { lostUpdates, type VitalSigns, vitalSignsOf } from './vital-signs.ts';

/** Do the promises hold, and what have clients been through? */
export const health: Picture = { sentence: healthSentence, scene: healthScene };

const nothingYet = 'Nothing has been asked of the cluster yet. Press P to put, G to get.';

function examined(view: View, trace: Trace): Examination {
  return examine(trace, view.cursor, view.inFlight.size === 0);
}

function healthSentence({ view, trace }: Moment): string {
  if (view.requests.size === 0) return nothingYet;
  const { lamps } = examined(view, trace);
  const broken = lamps.filter((lamp) => stateOf(lamp) === 'broken');
  const waiting = lamps.filter((lamp) => stateOf(lamp) === 'not yet');
  const start =
    broken.length > 0
      ? `Broken: ${listed(broken.map(({ name }) => name.toLowerCase()))}`
      : waiting.length > 0
        ? `Nothing is broken; not yet: ${listed(waiting.map(({ name }) => name.toLowerCase()))}`
        : `All ${lamps.length} invariants hold`;
  const signs = vitalSignsOf(view.requests);
  const lost = lostUpdates(trace, view.cursor.events).length;
  const news = [
    signs.failed > 0 ? `${counted(signs.failed, 'request')} failed` : '',
    signs.stale.length > 0 ? counted(signs.stale.length, 'stale read') : '',
    lost > 0 ? counted(lost, 'lost update') : '',
  ].filter((each) => each !== '');
  return `${start}${news.length === 0 ? '' : `; ${listed(news)}`}.`;
}

function healthScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  if (view.requests.size === 0) return emptyScene(sheet, nothingYet, tableOf([], []));
  const { lamps, upTo } = examined(view, trace);
  const signs = vitalSignsOf(view.requests);
  const figures = figuresOf(view, trace, signs);
  const { margin, text } = sheet;
  const isWide = size.width > 560 * sheet.scale;
  const top = margin + text.large * 2.6 + text.small * 1.2;
  const lampsWidth = isWide ? (size.width - 2 * margin) * 0.44 : size.width - 2 * margin;
  const height = size.height - top - margin * 0.5;
  const plot = {
    x: margin + lampsWidth + 16 * sheet.scale,
    y: top,
    width: size.width - 2 * margin - lampsWidth - 16 * sheet.scale,
    height,
  };
  const isBehind = upTo.events < view.cursor.events;
  const still: readonly Mark[] = [
    ...figureMarks(figures, sheet),
    together(
      'lamps',
      { x: 0, y: 0 },
      lampMarks(
        lamps,
        { x: margin, y: top },
        lampsWidth,
        height - (isBehind ? text.small * 1.4 : 0),
        sheet,
      ),
    ),
    ...(isBehind
      ? [
          words(
            'up to',
            { x: margin, y: size.height - margin * 0.6 },
            `as of ${showTime(upTo.at)}`,
            text.small,
            'node-name',
          ),
        ]
      : []),
    ...(isWide ? latencyMarks(view.requests, signs, plot, sheet) : []),
  ];
  return {
    size,
    scale: sheet.scale,
    still,
    moving: [],
    get sentence() {
      return healthSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(
        lamps.map((lamp) => [lamp.name, stateOf(lamp), noteOf(lamp)]),
        figures,
      );
    },
  };
}

interface Figure {
  readonly name: string;
  /** Where there is less room. */
  readonly short: string;
  readonly value: string;
  readonly isBad: boolean;
  readonly target: Target | null;
}

function figuresOf(view: View, trace: Trace, signs: VitalSigns): readonly Figure[] {
  const answered = signs.ok + signs.failed;
  const share = answered === 0 ? 1 : signs.ok / answered;
  const lost = lostUpdates(trace, view.cursor.events);
  const [stale, several, gone] = [signs.stale.at(-1), signs.concurrent.at(-1), lost.at(-1)];
  const worst = [...view.requests.values()].findLast(({ outcome }) => outcome === 'failed');
  const requestTarget = (request: { readonly request: string } | undefined): Target | null =>
    request === undefined ? null : { type: 'request', request: request.request };
  const slowest = Math.max(0, ...signs.latencies.map(({ p99 }) => p99));
  return [
    {
      name: `of ${answered} ok`,
      short: `of ${answered}`,
      value: `${Number((share * 100).toFixed(2))} %`,
      isBad: signs.failed > 0,
      target: requestTarget(worst),
    },
    {
      name: signs.stale.length === 1 ? 'stale read' : 'stale reads',
      short: 'stale',
      value: String(signs.stale.length),
      isBad: stale !== undefined,
      target: requestTarget(stale),
    },
    {
      name: 'conflicting reads',
      short: 'conflicts',
      value: String(signs.concurrent.length),
      isBad: false,
      target: requestTarget(several),
    },
    {
      name: lost.length === 1 ? 'lost update' : 'lost updates',
      short: 'lost',
      value: String(lost.length),
      isBad: gone !== undefined,
      target: gone === undefined ? null : { type: 'event', event: gone.id },
    },
    {
      name: 'slowest p99',
      short: 'p99',
      value: slowest === 0 ? '–' : lapse(slowest),
      isBad: false,
      target: null,
    },
  ];
}

/** A row of numbers, each with what it counts below; each leads to the latest of its kind. */
function figureMarks(figures: readonly Figure[], sheet: Sheet): readonly Mark[] {
  const { margin, text, size } = sheet;
  const step = (size.width - 2 * margin) / figures.length;
  return figures.map(({ name, short, value, isBad, target }, at): Mark => {
    return together(
      `figure ${at}`,
      { x: margin + at * step, y: margin + text.large * 0.5 },
      [
        words('value', { x: 0, y: 0 }, value, text.large, isBad ? 'bad-figure' : 'client-name'),
        words(
          'name',
          { x: 0, y: text.large * 1.15 },
          textWidth(name, text.small) < step - 6 ? name : short,
          text.small,
          'card-note',
        ),
      ],
      target === null ? {} : { target, label: `${value} ${name}` },
    );
  });
}

function tableOf(lamps: readonly (readonly string[])[], figures: readonly Figure[]): Table {
  return {
    caption: 'Invariants and what clients have been through',
    columns: ['What', 'State', 'Note'],
    rows: [...lamps, ...figures.map(({ name, value }) => [name, value, ''])],
  };
}
