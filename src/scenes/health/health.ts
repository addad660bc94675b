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
import { examination, examine, examinedSoFar, type Examination } from './examination.ts';
import { lampMarks, noteOf, stateOf } from './lamps.ts';
import { latencyMarks } from './latency-marks.ts';
import { lostUpdates, type VitalSigns, vitalSignsOf } from './vital-signs.ts';

/** Do the promises hold, and what have clients been through? */
export const health: Picture = {
  sentence: healthSentence,
  scene: healthScene,
  prepare: ({ view, trace }) =>
    view.requests.size === 0 ? null : examination(trace, view.cursor, isAtRest(view)),
};

const nothingYet = 'Nothing has been asked of the cluster yet. Press P to put, G to get.';

function isAtRest(view: View): boolean {
  return view.inFlight.size === 0;
}

/** null: nothing of it is known yet. */
function examined({ view, trace, isHurried }: Moment): Examination | null {
  const look = isHurried === true ? examinedSoFar : examine;
  return look(trace, view.cursor, isAtRest(view));
}

function lampsInWords({ lamps }: Examination): string {
  const broken = lamps.filter((lamp) => stateOf(lamp) === 'broken');
  const waiting = lamps.filter((lamp) => stateOf(lamp) === 'not yet');
  if (broken.length > 0) {
    return `Broken: ${listed(broken.map(({ name }) => name.toLowerCase()))}`;
  }
  return waiting.length > 0
    ? `Nothing is broken; not yet: ${listed(waiting.map(({ name }) => name.toLowerCase()))}`
    : `All ${lamps.length} invariants hold`;
}

function healthSentence(moment: Moment): string {
  const { view, trace } = moment;
  if (view.requests.size === 0) return nothingYet;
  const known = examined(moment);
  const start = known === null ? 'The invariants are being examined' : lampsInWords(known);
  const signs = vitalSignsOf(view.requests);
  const lost = lostUpdates(trace, view.cursor.events).length;
  const news = [
    signs.failed > 0 ? `${counted(signs.failed, 'request')} failed` : '',
    signs.stale.length > 0 ? counted(signs.stale.length, 'stale read') : '',
    lost > 0 ? counted(lost, 'lost update') : '',
  ].filter((each) => each !== '');
  return `${start}${news.length === 0 ? '' : `; ${listed(news)}`}.`;
}

function healthScene(input: PictureInput): Scene {
  const { view, trace, size, theme } = input;
  const sheet = sheetOf(size.width, size.height, theme);
  if (view.requests.size === 0) return emptyScene(sheet, nothingYet, tableOf([], []));
  const known = examined(input);
  const lamps = known?.lamps ?? [];
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
  const isBehind = known === null || known.upTo.events < view.cursor.events;
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
            { x: margin, y: known === null ? top + text.small : size.height - margin * 0.6 },
            known === null
              ? 'the invariants are being examined'
              : `as of ${showTime(known.upTo.at)}`,
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
      return healthSentence(input);
    },
    get table() {
      return tableOf(
        lamps.map((lamp) => [lamp.name, stateOf(lamp), noteOf(lamp)]),
        [...figures, ...latencyFigures(signs)],
      );
    },
  };
}

/** Percentiles of every kind of request, for the table: the picture has them beside its dots. */
function latencyFigures({
  latencies,
}: VitalSigns): readonly Pick<Figure, 'name' | 'value' | 'told'>[] {
  return latencies.flatMap(({ op, count, percentiles }) =>
    percentiles.map(({ name, us }) => ({
      name: `${op} ${name}`,
      value: lapse(us),
      told: `latency of ${counted(count, op)} that succeeded`,
    })),
  );
}

interface Figure {
  readonly name: string;
  /** Where there is less room. */
  readonly short: string;
  readonly value: string;
  /** What exactly is counted. */
  readonly told: string;
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
  const slowest = Math.max(
    0,
    ...signs.latencies.flatMap(({ percentiles }) =>
      percentiles.flatMap(({ name, us }) => (name === 'p99' ? [us] : [])),
    ),
  );
  return [
    {
      name: `available, of ${answered}`,
      short: `of ${answered} ok`,
      value: answered === 0 ? '–' : `${shareText(share)} %`,
      told: `${signs.ok} of ${counted(answered, 'answered request')} succeeded`,
      isBad: signs.failed > 0,
      target: requestTarget(worst),
    },
    {
      name: signs.stale.length === 1 ? 'stale read' : 'stale reads',
      short: 'stale',
      value: String(signs.stale.length),
      told: 'gets that missed a version acknowledged before they were issued',
      isBad: stale !== undefined,
      target: requestTarget(stale),
    },
    {
      name: 'concurrent versions',
      short: 'concurrent',
      value: String(signs.concurrent.length),
      told: 'gets that returned more than one version',
      isBad: false,
      target: requestTarget(several),
    },
    {
      name: lost.length === 1 ? 'lost update' : 'lost updates',
      short: 'lost',
      value: String(lost.length),
      told: 'versions dropped for one whose writer had not seen them',
      isBad: gone !== undefined,
      target: gone === undefined ? null : { type: 'event', event: gone.id },
    },
    {
      name: 'slowest p99',
      short: 'p99',
      value: slowest === 0 ? '–' : lapse(slowest),
      told: '1 in 100 requests that succeeded took as long or longer',
      isBad: false,
      target: null,
    },
  ];
}

/** Never rounded up to all: `99.99` of a million of which one failed. */
function shareText(share: number): string {
  return String(Math.floor(share * 10_000) / 100);
}

/** A row of numbers, each with what it counts below; each leads to the latest of its kind. */
function figureMarks(figures: readonly Figure[], sheet: Sheet): readonly Mark[] {
  const { margin, text, size } = sheet;
  const step = (size.width - 2 * margin) / figures.length;
  return figures.map(({ name, short, value, told, isBad, target }, at): Mark => {
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
      target === null ? {} : { target, label: `${value} ${name}: ${told}` },
    );
  });
}

function tableOf(
  lamps: readonly (readonly string[])[],
  figures: readonly Pick<Figure, 'name' | 'value' | 'told'>[],
): Table {
  return {
    caption: 'Invariants and what clients have been through',
    columns: ['What', 'State', 'Note'],
    rows: [...lamps, ...figures.map(({ name, value, told }) => [name, value, told])],
  };
}
