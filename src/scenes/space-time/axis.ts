import { scaleLinear } from 'd3-scale';

import type { Micros } from '../../base/time.ts';

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

/** All ticks of an axis in one unit, with as many decimals as their distance needs. */
function tickText(at: Micros, stepUs: number, latestUs: Micros): string {
  const unit = units.find(({ us }) => latestUs >= us) ?? units[2];
  const decimals = Math.max(0, -Math.floor(Math.log10(stepUs / unit.us) + 1e-9));
  return at === 0 ? '0' : `${(at / unit.us).toFixed(decimals)} ${unit.name}`;
}
