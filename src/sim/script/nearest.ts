/** The word that was probably meant, or null when none is near. Letter case counts half a slip. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 32) return null;
  const slips = word.length <= 2 ? 1 : word.length <= 5 ? 1.5 : 2.5;
  let best: string | null = null;
  let bestDistance = slips + 0.25;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > slips) continue;
    const distance = slipsBetween(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  // In a word of one or two letters, a wrong letter says nothing; only its case does.
  return bestDistance > 0.5 * word.length ? null : best;
}

/** `; did you mean "put"?`, or the other ending of the sentence. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
  otherwise: string = '.',
): string {
  const meant = nearest(word, candidates);
  return meant === null ? otherwise : `; did you mean "${meant}"?`;
}

/** Letters left out, added, changed or swapped with their neighbour (Damerau and Levenshtein). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = changeOf(a.charAt(i - 1), b.charAt(j - 1));
      let least = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(before, j - 2) + 1);
      }
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}

function changeOf(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
}
