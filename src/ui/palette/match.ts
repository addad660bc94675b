import { groups, type Entry } from './entry.ts';

/** More are not shown: nobody reads on. */
const shownEntries = 60;

/**
 * What fits a query: each of its words begins a word of the entry, stands in it, or can be read in
 * it letter by letter. The best first within their group, and the group of the best one first.
 */
export function matching(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return byGroup(entries.filter(({ isHidden }) => !isHidden));
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, shownEntries);
  const order = [...new Set(scored.map(({ entry }) => entry.group))];
  return order.flatMap((group) =>
    scored.map(({ entry }) => entry).filter((entry) => entry.group === group),
  );
}

function byGroup(entries: readonly Entry[]): readonly Entry[] {
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
}

function scoreOf({ name, detail = '', group, fill }: Entry, words: readonly string[]): number {
  if (group === 'This line') return 1_000;
  // All of it as it was typed is better than its words here and there.
  let sum = name.toLowerCase().includes(words.join(' ')) ? 20 : 0;
  for (const word of words) {
    const score = Math.max(
      3 * fitOf(name.toLowerCase(), word),
      fitOf(`${detail} ${group} ${fill ?? ''}`.toLowerCase(), word),
    );
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function fitOf(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 5;
  if (at > 0) return /\w/.test(text.charAt(at - 1)) ? 3 : 4;
  return word.length > 2 && isSpread(initialsOf(text), word) ? 1 : 0;
}

/** Letters count only from the beginnings of words on, or everything would fit. */
function initialsOf(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 3))
    .join('');
}

function isSpread(text: string, word: string): boolean {
  let from = 0;
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
