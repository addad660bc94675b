import { compareText } from '../../base/order.ts';
import type { Actor } from '../../dynamo/names.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { clockDescends, counterOf, covers, isLater, isSameDot } from '../clocks.ts';
import { clockWords, dotWords } from '../sentence/words.ts';

/** One actor's counters in two clocks. */
export interface CounterPair {
  readonly actor: Actor;
  readonly a: number;
  readonly b: number;
}

export interface Comparison {
  readonly counters: readonly CounterPair[];
  readonly relation: 'same' | 'descends' | 'is-ancestor' | 'concurrent';
  /** Counter by counter, and what follows. */
  readonly sentences: readonly string[];
}

/** Two clocks, counter by counter; the writer of one may have seen the other, whatever they say. (Dynamo §4.4) */
export function compareVersions(
  a: Version,
  b: Version,
  versioning: Settings['versioning'],
  hasSeen: 'a' | 'b' | null = null,
): Comparison {
  const actors = [...new Set([...a.clock, ...b.clock].map(({ actor }) => actor))];
  const counters = actors
    .toSorted(compareText)
    .map((actor) => ({ actor, a: counterOf(a.clock, actor), b: counterOf(b.clock, actor) }));
  const relation = relationOf(a, b, versioning);
  return {
    counters,
    relation,
    sentences: [counterSentence(a, b, counters), verdict(a, b, relation, versioning, hasSeen)],
  };
}

function relationOf(
  a: Version,
  b: Version,
  versioning: Settings['versioning'],
): Comparison['relation'] {
  if (isSameDot(a.dot, b.dot)) return 'same';
  const isLiteral = versioning === 'vector-clock';
  if (isLiteral ? clockDescends(a.clock, b.clock) : covers(a, b.dot)) return 'descends';
  if (isLiteral ? clockDescends(b.clock, a.clock) : covers(b, a.dot)) return 'is-ancestor';
  return 'concurrent';
}

function counterSentence(a: Version, b: Version, counters: readonly CounterPair[]): string {
  const names = [a, b].map(a.value === b.value ? ({ dot }) => dotWords(dot) : valueName);
  const [nameA, nameB] = names as [string, string];
  const parts = counters.map((pair) => {
    if (pair.a === pair.b) return `of ${pair.actor} both know ${pair.a}`;
    const [more, less] = pair.a > pair.b ? [nameA, nameB] : [nameB, nameA];
    const [high, low] = [Math.max(pair.a, pair.b), Math.min(pair.a, pair.b)];
    return `of ${pair.actor} ${more} knows ${high}, ${less} ${low === 0 ? 'none' : `only ${low}`}`;
  });
  const told = parts.join('; ');
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}

/** Quoted, so that it is told from the words around it, commas and all. */
function valueName({ value }: Version): string {
  return value === null ? 'the deletion' : `“${value}”`;
}

function named(version: Version): string {
  return `${valueName(version)} [${clockWords(version)}]`;
}

function verdict(
  a: Version,
  b: Version,
  relation: Comparison['relation'],
  versioning: Settings['versioning'],
  hasSeen: 'a' | 'b' | null,
): string {
  switch (relation) {
    case 'same':
      return 'They are the same version.';
    case 'descends':
      return descent(a, b, versioning);
    case 'is-ancestor':
      return descent(b, a, versioning);
    case 'concurrent':
      return `${concurrency(a, b, hasSeen)}${whatStays(a, b, versioning)}`;
  }
}

function descent(later: Version, earlier: Version, versioning: Settings['versioning']): string {
  const told = `${named(later)} descends from ${named(earlier)}`;
  return versioning === 'timestamp-only' && isLater(earlier, later)
    ? `${told}; but the last write wins by its timestamp alone, and ${named(earlier)} bears the later one: its descendant is lost.`
    : `${told}, which can be forgotten.`;
}

function concurrency(a: Version, b: Version, hasSeen: 'a' | 'b' | null): string {
  if (hasSeen !== null) {
    const [later, earlier] = hasSeen === 'a' ? [a, b] : [b, a];
    return `The writer of ${named(later)} had seen ${named(earlier)}, but its clock was cut: by their clocks they are concurrent`;
  }
  for (const [later, earlier] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!clockDescends(later.clock, earlier.clock)) continue;
    const dot = dotWords(earlier.dot);
    return (
      `By counting alone ${named(later)} would descend from ${named(earlier)}, ` +
      `but its writer had not seen ${dot}: they are concurrent`
    );
  }
  return 'Neither has seen the other: they are concurrent';
}

function whatStays(a: Version, b: Version, versioning: Settings['versioning']): string {
  if (versioning !== 'last-write-wins' && versioning !== 'timestamp-only')
    return ', and both stay.';
  const winner = isLater(a, b) ? a : b;
  return `; but the last write wins, and where they meet only ${named(winner)} is kept.`;
}
