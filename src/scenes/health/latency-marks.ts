import { scaleLog } from 'd3-scale';

import type { Box } from '../geometry.ts';
import type { Mark, Point } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import { lapse } from '../sentence/words.ts';
import type { Sheet } from '../sheet.ts';
import type { StyleName } from '../style.ts';
import { ticksIn } from '../space-time/axis.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { textWidth } from '../text-width.ts';
import type { VitalSigns } from './vital-signs.ts';

/** Of more requests than these not every one is drawn. */
const shownRequests = 400;

/**
 * Every so many, at even distances from the first to the last, and all that were stale or failed as
 * far as they are no crowd themselves. Which ones depends on their number alone.
 */
function thinned(all: readonly RequestView[], { stale }: VitalSigns): readonly RequestView[] {
  if (all.length <= shownRequests) return all;
  const missed = new Set(stale);
  const isBad = (request: RequestView): boolean =>
    request.outcome === 'failed' || missed.has(request);
  const every = strideOf(all.length);
  const everyBad = strideOf(all.filter(isBad).length);
  let bad = 0;
  return all.filter((request, at) => {
    if (!isBad(request)) return at % every === 0;
    bad += 1;
    return (bad - 1) % everyBad === 0;
  });
}

function strideOf(count: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(count / shownRequests)));
}

/**
 * Each answered request at the time of its issue, as high as it took long; failed ones are crosses.
 * The percentiles of all of them stand at the right.
 */
export function latencyMarks(
  requests: View['requests'],
  signs: VitalSigns,
  box: Box,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const all = [...requests.values()].filter(({ answeredAt }) => answeredAt !== null);
  const answered = thinned(all, signs);
  const [first, last] = [answered[0], answered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const took = answered.map(tookOf);
  const least = Math.max(1, Math.min(...took) * 0.7);
  const most = Math.max(...took, least * 4) * 1.4;
  const foot = box.y + box.height - text.small * 1.8;
  const y = scaleLog([least, most], [foot, box.y + text.small]);
  const fromUs = first.issuedAt;
  const toUs = Math.max(last.issuedAt, fromUs + 1_000);
  const named = percentilesOf(signs);
  const room = Math.max(0, ...named.map(({ told }) => textWidth(told, text.small)));
  const right = box.x + box.width - room - 12 * scale;
  const left = box.x + text.small * 4.2;
  const x = (at: number): number => left + ((at - fromUs) / (toUs - fromUs)) * (right - left);
  const stale = new Set(signs.stale);
  const r = (answered.length > 120 ? 1.8 : 3) * scale;
  return [
    ...levels(y, least, most).map((level) =>
      together(`level ${level}`, { x: 0, y: 0 }, [
        stroke('line', { x: left, y: y(level) }, { x: right, y: y(level) }, 'lane'),
        words('name', { x: left - 6 * scale, y: y(level) }, lapse(level), text.small, 'axis-text', {
          anchor: 'end',
        }),
      ]),
    ),
    stroke('axis', { x: left, y: foot }, { x: right, y: foot }, 'axis'),
    ...ticksIn(fromUs, toUs, (right - left) / (text.small * 6)).map((tick) =>
      words(
        `time ${tick.at}`,
        { x: x(tick.at), y: foot + text.small },
        tick.text,
        text.small,
        'axis-text',
        { anchor: 'middle' },
      ),
    ),
    together(
      'dots',
      { x: 0, y: 0 },
      answered.map((request) => dot(request, x(request.issuedAt), y(tookOf(request)), r, stale)),
    ),
    ...legend(answered, all.length, stale, { x: left, y: box.y - text.small * 0.4 }, right, sheet),
    ...percentileMarks(named, y, { x: right + 8 * scale, y: box.y }, sheet),
  ];
}

function tookOf({ issuedAt, answeredAt }: RequestView): number {
  return Math.max(1, (answeredAt ?? issuedAt) - issuedAt);
}

function levels(y: (us: number) => number, least: number, most: number): readonly number[] {
  const all = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map((ms) => ms * 1_000);
  const inside = all.filter((level) => level >= least && level <= most);
  return inside.filter(
    (level, at) => at === 0 || Math.abs(y(level) - y(inside[at - 1] ?? level)) > 0,
  );
}

/** Which form stands for what, of those that there are; and how many are left out. */
function legend(
  shown: readonly RequestView[],
  count: number,
  stale: ReadonlySet<RequestView>,
  at: Point,
  right: number,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const kindOf = (request: RequestView): string => {
    if (request.outcome === 'failed') return 'failed';
    if (stale.has(request)) return 'stale';
    return request.op === 'get' ? 'get' : 'put';
  };
  const r = 3 * scale;
  let x = at.x;
  const marks: Mark[] = [];
  if (shown.length < count) {
    const told = `${shown.length} of ${count}:`;
    marks.push(words('thinned', at, told, text.small, 'axis-text'));
    x += textWidth(told, text.small) + 6 * scale;
  }
  for (const kind of ['get', 'put', 'stale', 'failed']) {
    const one = shown.find((request) => kindOf(request) === kind);
    const width = textWidth(kind, text.small);
    if (one === undefined || x + width + 4 * r > right) continue;
    marks.push(
      together(`form ${kind}`, { x: 0, y: 0 }, [
        form(one, x + r, at.y, r, stale),
        words('name', { x: x + 3.5 * r, y: at.y }, kind, text.small, 'axis-text'),
      ]),
    );
    x += width + 3.5 * r + 10 * scale;
  }
  return marks;
}

function dot(
  request: RequestView,
  x: number,
  y: number,
  r: number,
  stale: ReadonlySet<RequestView>,
): Mark {
  const { op, key, client, outcome } = request;
  return {
    ...form(request, x, y, r, stale),
    key: request.request,
    target: { type: 'request', request: request.request },
    label: `${op} ${key} by ${client}: ${outcome ?? 'open'} after ${lapse(tookOf(request))}${stale.has(request) ? ', stale' : ''}`,
  };
}

/** A cross that failed, a box that was stale, else a ring for a get and a square for a put. */
function form(
  request: RequestView,
  x: number,
  y: number,
  r: number,
  stale: ReadonlySet<RequestView>,
): Mark {
  const square = (half: number, style: StyleName): Mark =>
    area('form', { x: x - half, y: y - half, width: 2 * half, height: 2 * half }, style);
  if (request.outcome === 'failed') {
    return together('form', { x: 0, y: 0 }, [
      stroke('a', { x: x - r, y: y - r }, { x: x + r, y: y + r }, 'outcome-sign-failed'),
      stroke('b', { x: x - r, y: y + r }, { x: x + r, y: y - r }, 'outcome-sign-failed'),
    ]);
  }
  if (stale.has(request)) return square(r * 1.3, 'outcome-failed');
  return request.op === 'get'
    ? { type: 'circle', key: 'form', x, y, r, style: 'read-dot' }
    : square(r, 'write-dot');
}

interface Named {
  readonly told: string;
  readonly us: number;
}

/** `get p99 41 ms`, the slowest first. */
function percentilesOf({ latencies }: VitalSigns): readonly Named[] {
  const all = latencies.flatMap(({ op, percentiles }) =>
    percentiles.map(({ name, us }) => ({ told: `${op} ${name} ${lapse(us)}`, us })).toReversed(),
  );
  return all.toSorted((a, b) => b.us - a.us);
}

/** Each at its height; where two would touch, the lower one gives way. */
function percentileMarks(
  named: readonly Named[],
  y: (us: number) => number,
  at: { readonly x: number; readonly y: number },
  sheet: Sheet,
): readonly Mark[] {
  const size = sheet.text.small;
  let above = at.y - size;
  return named.map(({ told, us }) => {
    const here = Math.max(y(Math.max(1, us)), above + size * 1.15);
    above = here;
    return words(`percentile ${told}`, { x: at.x, y: here }, told, size, 'chip-value');
  });
}
