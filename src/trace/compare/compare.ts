import { allOf, partOf, type Slices } from '../../base/slices.ts';
import type { Evidence } from '../checks/check.ts';
import { checking } from '../checks/run-checks.ts';
import { staleReads } from '../stale-reads.ts';
import type { RequestView } from '../view.ts';
import { compareEnds, compareVerdicts } from './compare-ends.ts';
import { compareRequests, isOutcome } from './compare-requests.ts';
import { compareBeginnings, compareLines } from './compare-setup.ts';
import type { Difference } from './difference.ts';
import { pairLines } from './log-pairs.ts';
import { pairRequests, originsOf, type RequestPair } from './request-pairs.ts';

/** Two runs, held against each other. */
export interface Comparison {
  /** What came of the difference, in words. */
  readonly sentence: string;
  /** In the order of setup, requests, the end, invariants. */
  readonly differences: readonly Difference[];
  /** Which request of the one is which of the other. */
  readonly pairs: readonly RequestPair[];
}

/**
 * What is otherwise in the second of two runs, from their traces alone. Both are looked at up to
 * the same moment. Requests are the same where their lines of the log are, whatever their ids:
 * with a line left out, all later ids are shifted.
 */
export function compareRuns(first: Evidence, second: Evidence): Comparison {
  return allOf(comparing(first, second));
}

/** The same in slices, as that takes many frames of long runs; tells the share that is done. */
export function* comparing(first: Evidence, second: Evidence): Slices<Comparison, number> {
  const lines = pairLines(first.end.log, second.end.log);
  yield 0;
  const pairs = pairRequests(lines, [originsIn(first), originsIn(second)]);
  yield 0.05;
  const stale = new Set([...staleIn(first), ...staleIn(second)]);
  const requests = yield* partOf(comparingRequests(pairs, stale), 0.1, 0.25);
  const ends = compareEnds([first.end, second.end]);
  const verdicts = [
    yield* partOf(checking(first), 0.25, 0.625),
    yield* partOf(checking(second), 0.625, 1),
  ] as const;
  const endUs = Math.max(first.end.cursor.at, second.end.cursor.at);
  const invariants = compareVerdicts(verdicts, endUs);
  return {
    sentence: sentenceOf(requests, ends, invariants),
    differences: [
      ...compareBeginnings(first.trace, second.trace),
      ...compareLines(lines),
      ...requests.flat(),
      ...ends,
      ...invariants,
    ],
    pairs,
  };
}

function originsIn({ trace, end }: Evidence): ReturnType<typeof originsOf> {
  return originsOf(trace, end.requests);
}

function staleIn({ end }: Evidence): readonly RequestView[] {
  return staleReads([...end.requests.values()]);
}

const pairsOfSlice = 100;

function* comparingRequests(
  pairs: readonly RequestPair[],
  stale: ReadonlySet<RequestView>,
): Slices<readonly Differences[], number> {
  const all: Differences[] = [];
  for (const pair of pairs) {
    if (all.length % pairsOfSlice === 0) yield all.length / pairs.length;
    all.push(compareRequests(pair, stale));
  }
  return all;
}

type Differences = readonly Difference[];

function sentenceOf(
  requests: readonly Differences[],
  ends: Differences,
  invariants: Differences,
): string {
  const otherwise = requests.filter((of) => of.some(isOutcome)).length;
  const byOtherWays = requests.filter((of) => of.length > 0).length - otherwise;
  const replicas = ends.filter(({ aspect }) => aspect === 'versions').length;
  const told = [
    otherwise > 0
      ? `${otherwise} of ${counted(requests.length, 'request')} came out otherwise`
      : '',
    otherwise === 0 && byOtherWays > 0
      ? `every request came out the same, ${byOtherWays} by another way`
      : '',
    replicas > 0 ? `${counted(replicas, 'replica')} ended with other versions` : '',
    invariants.length > 0 ? `${counted(invariants.length, 'invariant')} stand otherwise` : '',
  ].filter((words) => words !== '');
  if (told.length === 0) return 'Nothing came out otherwise.';
  const words = `${told.join('; ')}.`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
