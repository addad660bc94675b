import { compareText } from '../../base/order.ts';
import { printTime } from '../../base/time.ts';
import { compareDots } from '../../dynamo/versioning/causality.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { dotName } from '../checks/check.ts';

/** `milk (A1 B2)`; a tombstone is `deleted`. */
export function versionWords({ value, clock, dot }: Version): string {
  const counters = clock.length > 0 ? clock : [dot];
  return `${value ?? 'deleted'} (${counters.map(dotName).join(' ')})`;
}

/** In an order that does not depend on which came first. */
export function versionsWords(versions: readonly Version[]): string {
  if (versions.length === 0) return 'nothing';
  return versions
    .toSorted((a, b) => compareDots(a.dot, b.dot))
    .map(versionWords)
    .join(' | ');
}

/** Without their clocks: what a reader makes of them. */
function valuesOf(versions: readonly Version[]): string {
  return JSON.stringify(versions.map(({ value }) => value ?? null).toSorted(compareValues));
}

function compareValues(a: string | null, b: string | null): number {
  return compareText(a ?? '', b ?? '');
}

/** Have they the same values, and only other clocks? */
export function areOnlyClocks(a: readonly Version[], b: readonly Version[]): boolean {
  return a.length > 0 && valuesOf(a) === valuesOf(b);
}

export function sortedWords(words: readonly string[]): string {
  return words.length === 0 ? 'nobody' : words.toSorted(compareText).join(' ');
}

/** `clockLimit` is `clock-limit` in a script; a time there has no unit in its name. */
export function settingKey(property: string): string {
  return property.replace(/Us$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function settingWords(property: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' && property.endsWith('Us') ? printTime(value) : String(value);
}
