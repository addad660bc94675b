import { parseTime, printTime } from '../../base/time.ts';
import type { Micros } from '../../base/time.ts';
import type { Latency } from './command.ts';
import { parseDecimal, parseShare, printDecimal, printShare } from './number.ts';
import { listed } from './text.ts';

/** What a dialog may offer for a value. */
export type Control =
  | { readonly type: 'integer'; readonly from: number; readonly to: number }
  | { readonly type: 'decimal'; readonly from: number; readonly to: number }
  | { readonly type: 'switch' }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'time'; readonly fromUs: Micros; readonly toUs: Micros }
  | { readonly type: 'share' }
  | { readonly type: 'latency' };

/** A kind of value: how it is read, printed, entered, and its range in words. */
export interface Kind<Value> {
  readonly control: Control;
  /** Goes on from "takes": `a whole number from 1 to 1000`. */
  readonly range: string;
  /** null: not of this kind, or out of range. */
  readonly parse: (text: string) => Value | null;
  /** {@link Kind.parse} reads it back as the same value. */
  readonly print: (value: Value) => string;
  /** Texts worth offering while somebody types. */
  readonly examples: readonly string[];
}

export function integer(from: number, to: number): Kind<number> {
  return {
    control: { type: 'integer', from, to },
    range: `a whole number from ${from} to ${to}`,
    parse: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
      return value >= from && value <= to ? value : null;
    },
    print: String,
    examples: [],
  };
}

export function decimal(from: number, to: number): Kind<number> {
  return {
    control: { type: 'decimal', from, to },
    range: `a number from ${from} to ${to}`,
    parse: (text) => {
      const value = parseDecimal(text);
      return value !== null && value >= from && value <= to ? value : null;
    },
    print: (value) => printDecimal(value),
    examples: [],
  };
}

export const onOff: Kind<boolean> = {
  control: { type: 'switch' },
  range: 'on or off',
  parse: (text) => (text === 'on' ? true : text === 'off' ? false : null),
  print: (value) => (value ? 'on' : 'off'),
  examples: ['on', 'off'],
};

export function choice<Value extends string | number>(...values: readonly Value[]): Kind<Value> {
  const options = values.map(String);
  return {
    control: { type: 'choice', options },
    range: listed(options, 'or'),
    parse: (text) => values.find((value) => String(value) === text) ?? null,
    print: String,
    examples: options,
  };
}

export function time(fromUs: Micros, toUs: Micros): Kind<Micros> {
  return {
    control: { type: 'time', fromUs, toUs },
    range: `a time from ${timeInWords(fromUs)} to ${timeInWords(toUs)}`,
    parse: (text) => within(parseTime(text), fromUs, toUs),
    print: printTime,
    examples: [],
  };
}

export const share: Kind<number> = {
  control: { type: 'share' },
  range: 'a share from 0% to 100%, or from 0 to 1',
  parse: parseShare,
  print: printShare,
  examples: [],
};

export const maxLatencyUs: Micros = 60_000_000;

export const latency: Kind<Latency> = {
  control: { type: 'latency' },
  range:
    'fixed:X, uniform:FROM:TO, exponential:MEAN, lognormal:MEDIAN:SIGMA or dc:LOCAL:REMOTE, ' +
    'with times from 1us to 1m, FROM not above TO and SIGMA from 0 to 3',
  parse: parseLatency,
  print: printLatency,
  examples: [
    'uniform:5ms:15ms',
    'fixed:10ms',
    'exponential:10ms',
    'lognormal:10ms:0.5',
    'dc:1ms:40ms',
  ],
};

function parseLatency(text: string): Latency | null {
  const [type = '', first = '', second = '', ...rest] = text.split(':', 4);
  if (rest.length > 0) return null;
  const us = within(parseTime(first), 1, maxLatencyUs);
  if (us === null) return null;
  if (type === 'fixed') return second === '' && !text.endsWith(':') ? { type, us } : null;
  if (type === 'exponential') {
    return second === '' && !text.endsWith(':') ? { type, meanUs: us } : null;
  }
  if (type === 'lognormal') {
    const sigma = parseDecimal(second);
    return sigma !== null && sigma <= 3 ? { type, medianUs: us, sigma } : null;
  }
  const other = within(parseTime(second), 1, maxLatencyUs);
  if (other === null) return null;
  if (type === 'dc') return { type, localUs: us, remoteUs: other };
  return type === 'uniform' && us <= other ? { type, fromUs: us, toUs: other } : null;
}

function printLatency(value: Latency): string {
  switch (value.type) {
    case 'fixed':
      return `fixed:${printTime(value.us)}`;
    case 'uniform':
      return `uniform:${printTime(value.fromUs)}:${printTime(value.toUs)}`;
    case 'exponential':
      return `exponential:${printTime(value.meanUs)}`;
    case 'lognormal':
      return `lognormal:${printTime(value.medianUs)}:${printDecimal(value.sigma)}`;
    case 'dc':
      return `dc:${printTime(value.localUs)}:${printTime(value.remoteUs)}`;
  }
}

function within(us: Micros | null, fromUs: Micros, toUs: Micros): Micros | null {
  return us !== null && us >= fromUs && us <= toUs ? us : null;
}

/** `1m` where {@link printTime} says `60s`. */
export function timeInWords(us: Micros): string {
  const minuteUs = 60_000_000;
  return us > 0 && us % minuteUs === 0 ? `${us / minuteUs}m` : printTime(us);
}
