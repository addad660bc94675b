import { scaleLinear } from 'd3-scale';

import { type Micros, showTime } from '../../base/time.ts';

export interface Tick {
  readonly at: Micros;
  readonly text: string;
}

/** Round times in a window, about one each `count`-th of it, with their unit. */
export function ticksIn(fromUs: Micros, toUs: Micros, count: number): readonly Tick[] {
  if (toUs <= fromUs || count < 1) return [];
  const times = scaleLinear()
    .domain([fromUs, toUs])
    .ticks(Math.max(1, Math.round(count)));
  const stepUs = times.length < 2 ? toUs - fromUs : (times[1] as number) - (times[0] as number);
  return times.map((at) => ({ at, text: tickText(at, stepUs, toUs) }));
}

const units = [
  { us: 1_000_000, name: 's' },
  { us: 1_000, name: 'ms' },
  { us: 1, name: 'µs' },
] as const;

/**
 * All ticks of an axis in one unit, with as many decimals as their distance needs: the largest unit
 * that needs no more than two of them, so that the eye does not have to count digits.
 */
function tickText(at: Micros, stepUs: number, latestUs: Micros): string {
  if (at === 0) return '0';
  const unit = units.find(({ us }) => latestUs >= us && decimalsOf(stepUs, us) <= 2) ?? units[2];
  const [whole = '', fraction] = (at / unit.us).toFixed(decimalsOf(stepUs, unit.us)).split('.');
  return `${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`} ${unit.name}`;
}

/** A moment as exactly as a window of this length can show it. */
export function momentText(at: Micros, spanUs: Micros): string {
  if (spanUs > 10_000) return showTime(at);
  const [whole = '', fraction = ''] = (at / 1_000).toFixed(spanUs > 1_000 ? 2 : 3).split('.');
  return `${grouped(whole)}.${fraction} ms`;
}

function decimalsOf(stepUs: number, unitUs: number): number {
  return Math.max(0, -Math.floor(Math.log10(stepUs / unitUs) + 1e-9));
}

/** `62\u202f000`; four digits need no gap. */
function grouped(digits: string): string {
  return digits.length < 5 ? digits : digits.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}
