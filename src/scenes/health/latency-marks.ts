import { scaleLog } from 'd3-scale';

import type { Box } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import { lapse } from '../sentence/words.ts';
import type { Sheet } from '../sheet.ts';
import { ticksIn } from '../space-time/axis.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { textWidth } from '../text-width.ts';
import type { VitalSigns } from './vital-signs.ts';

/** Requests drawn at most: the latest. */
const shownRequests = 400;

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
  const answered = [...requests.values()]
    .filter(({ answeredAt }) => answeredAt !== null)
    .slice(-shownRequests);
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
    ...ticksIn(fromUs, toUs, (right - left) / (text.small * 9)).map((tick) =>
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
      answered.map((request) => dot(request, x(request.issuedAt), y(tookOf(request)), r, signs)),
    ),
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

function dot(request: RequestView, x: number, y: number, r: number, signs: VitalSigns): Mark {
  const { op, key, client, outcome } = request;
  const isStale = signs.stale.includes(request);
  const more = {
    target: { type: 'request', request: request.request },
    label: `${op} ${key} by ${client}: ${outcome ?? 'open'} after ${lapse(tookOf(request))}${isStale ? ', stale' : ''}`,
  } as const;
  const name = request.request;
  if (outcome === 'failed') {
    const marks = [
      stroke('a', { x: x - r, y: y - r }, { x: x + r, y: y + r }, 'outcome-sign-failed'),
      stroke('b', { x: x - r, y: y + r }, { x: x + r, y: y - r }, 'outcome-sign-failed'),
    ];
    return together(name, { x: 0, y: 0 }, marks, more);
  }
  if (isStale) {
    const box = { x: x - r * 1.3, y: y - r * 1.3, width: r * 2.6, height: r * 2.6 };
    return area(name, box, 'outcome-failed', more);
  }
  return op === 'get'
    ? { type: 'circle', key: name, x, y, r, style: 'read-dot', ...more }
    : area(name, { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, 'write-dot', more);
}

interface Percentile {
  readonly told: string;
  readonly us: number;
}

/** `get p99 41 ms`, the slowest first. */
function percentilesOf({ latencies }: VitalSigns): readonly Percentile[] {
  const all = latencies.flatMap(({ op, p50, p95, p99 }) => [
    { told: `${op} p99 ${lapse(p99)}`, us: p99 },
    { told: `${op} p95 ${lapse(p95)}`, us: p95 },
    { told: `${op} p50 ${lapse(p50)}`, us: p50 },
  ]);
  return all.toSorted((a, b) => b.us - a.us);
}

/** Each at its height; where two would touch, the lower one gives way. */
function percentileMarks(
  named: readonly Percentile[],
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
