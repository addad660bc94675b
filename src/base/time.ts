import type { Flavor } from './flavor.ts';

/** Virtual time or a span of it: an integer number of microseconds, 0 … 2^53 − 1. */
export type Micros = Flavor<number, 'Micros'>;

const unitsUs = { us: 1, ms: 1_000, s: 1_000_000, m: 60_000_000 } as const;

/** The longest time a script may name: 24 hours. */
export const maxTimeUs: Micros = 24 * 60 * unitsUs.m;

/**
 * Reads `12ms`, `1.5s`, `250us`, `2m` or a bare `0`.
 * Returns null for anything else, for fractions of a microsecond and beyond {@link maxTimeUs}.
 */
export function parseTime(text: string): Micros | null {
  if (text === '0') return 0;
  const match = /^(\d+)(?:\.(\d+))?(us|ms|s|m)$/.exec(text);
  if (!match) return null;
  const unitUs = unitsUs[match[3] as keyof typeof unitsUs];
  const fraction = match[2] ?? '';
  const us = Number(match[1]) * unitUs + (Number(fraction || '0') * unitUs) / 10 ** fraction.length;
  return Number.isInteger(us) && us <= maxTimeUs ? us : null;
}

/** The shortest text that {@link parseTime} reads back as the same time: `1500ms` is `1.5s`. */
export function printTime(us: Micros): string {
  if (us === 0) return '0';
  if (us % 1_000 !== 0) return us < 1_000 ? `${us}us` : decimal(us, 1_000, 'ms');
  if (us < unitsUs.s) return `${us / 1_000}ms`;
  return decimal(us, unitsUs.s, 's');
}

function decimal(us: Micros, unitUs: number, unit: string): string {
  const whole = Math.floor(us / unitUs);
  const rest = us % unitUs;
  if (rest === 0) return `${whole}${unit}`;
  const digits = String(rest)
    .padStart(String(unitUs).length - 1, '0')
    .replace(/0+$/, '');
  return `${whole}.${digits}${unit}`;
}

/** For reading, not for parsing: `1.284 s`, `12.5 ms`, `40 µs`. */
export function showTime(us: Micros): string {
  if (us >= unitsUs.s || us === 0) return `${(us / unitsUs.s).toFixed(3)} s`;
  if (us >= unitsUs.ms) return `${Number((us / unitsUs.ms).toFixed(2))} ms`;
  return `${us} µs`;
}
