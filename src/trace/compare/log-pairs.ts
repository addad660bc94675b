import type { LogLine } from '../view.ts';

/** A line of one log and the line of the other that stands for the same; null: there is none. */
export type LinePair = readonly [LogLine | null, LogLine | null];

type Lines = readonly LogLine[];

/** Beyond this many cells of a table, lines are told apart by their words and count alone. */
const tableLimit = 250_000;

/**
 * Which line is which: two runs have mostly the same log, with a line left out here and another
 * one there, so ids of requests are shifted and say nothing.
 *
 *   put cart milk     put cart milk      a pair
 *   kill B            –                  only in the first
 *   get cart as bob   get cart as bob    a pair, at whatever time
 *   put cart tea      put cart jam       at the same time: the one in place of the other
 */
export function pairLines(first: Lines, second: Lines): readonly LinePair[] {
  const shorter = Math.min(first.length, second.length);
  let head = 0;
  while (head < shorter && isSame(first[head], second[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(first.at(-1 - tail), second.at(-1 - tail))) tail += 1;
  const cut = (lines: Lines): Lines => lines.slice(head, lines.length - tail);
  const zip = (lines: Lines, from: number): readonly LinePair[] =>
    lines.map((line, index) => [line, second[from + index] ?? null]);
  return [
    ...zip(first.slice(0, head), 0),
    ...pairMiddle(cut(first), cut(second)),
    ...zip(first.slice(first.length - tail), second.length - tail),
  ];
}

function isSame(a: LogLine | undefined, b: LogLine | undefined): boolean {
  return a?.line === b?.line && a?.at === b?.at;
}

function pairMiddle(first: Lines, second: Lines): readonly LinePair[] {
  const isSmall = first.length * second.length <= tableLimit;
  const matches = isSmall ? longestCommon(first, second) : byCount(first, second);
  const pairs: LinePair[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...matches, [first.length, second.length] as const]) {
    pairs.push(...inPlaceOf(first.slice(i, a), second.slice(j, b)));
    const [one, other] = [first[a], second[b]];
    if (one && other) pairs.push([one, other]);
    [i, j] = [a + 1, b + 1];
  }
  return pairs;
}

/** Between two pairs: lines of the same time stand in each other's place, the rest alone. */
function inPlaceOf(first: Lines, second: Lines): readonly LinePair[] {
  const left = [...second];
  const pairs = first.map((line): LinePair => {
    const at = left.findIndex((other) => other.at === line.at);
    return [line, at < 0 ? null : (left.splice(at, 1)[0] ?? null)];
  });
  const all: readonly LinePair[] = [...pairs, ...left.map((line): LinePair => [null, line])];
  return all.toSorted((a, b) => timeOf(a) - timeOf(b));
}

function timeOf([first, second]: LinePair): number {
  return (first ?? second)?.at ?? 0;
}

/** The longest run of the same words in the same order, as indices into both. */
function longestCommon(first: Lines, second: Lines): readonly (readonly [number, number])[] {
  const width = second.length + 1;
  const lengths = new Uint32Array((first.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = first.length - 1; i >= 0; i -= 1) {
    for (let j = second.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        first[i]?.line === second[j]?.line
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const matches: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < first.length && j < second.length) {
    if (first[i]?.line === second[j]?.line) {
      matches.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return matches;
}

/** The k-th line of some words is the k-th of these words there, as long as the order holds. */
function byCount(first: Lines, second: Lines): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const [index, { line }] of second.entries()) {
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  const matches: (readonly [number, number])[] = [];
  let last = -1;
  for (const [index, { line }] of first.entries()) {
    const place = places.get(line)?.shift();
    if (place === undefined || place <= last) continue;
    matches.push([index, place]);
    last = place;
  }
  return matches;
}
