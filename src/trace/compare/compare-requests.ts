import { showTime } from '../../base/time.ts';
import type { RequestView } from '../view.ts';
import type { Difference, Subject } from './difference.ts';
import type { RequestPair } from './request-pairs.ts';
import { areOnlyClocks, sortedWords, versionsWords } from './words.ts';

type Words = Readonly<Record<string, string>>;

/** The aspects that are what came out of a request; the others are how it came to that. */
const outcomes = new Set(['outcome', 'returned', 'stale']);

export const latencyAspect = 'took';

/** Did it come out otherwise, not only by another way? */
export function isOutcome({ aspect }: Difference): boolean {
  return outcomes.has(aspect);
}

/** `stale` are the reads of each run that missed what they should have seen. */
export function compareRequests(
  { line, requests }: RequestPair,
  stale: ReadonlySet<RequestView>,
): readonly Difference[] {
  const [one, other] = requests;
  const [mine, theirs] = [wordsOf(one, stale), wordsOf(other, stale)];
  const aspects = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const atUs = Math.max(endOf(one), endOf(other));
  const isAlone = one === null || other === null;
  const isSameValue = !isAlone && areOnlyClocks(one.versions, other.versions);
  return aspects
    .filter((aspect) => (isAlone ? aspect === 'outcome' : mine[aspect] !== theirs[aspect]))
    .map((aspect) => ({
      group: 'request',
      subject: line,
      aspect: aspect === 'returned' && isSameValue ? 'clocks' : aspect,
      words: [mine[aspect] ?? '–', theirs[aspect] ?? '–'],
      atUs,
      subjects: [subjectOf(one), subjectOf(other)],
    }));
}

function subjectOf(request: RequestView | null): Subject | null {
  return request && { type: 'request', request: request.request };
}

function endOf(request: RequestView | null): number {
  return request === null ? 0 : (request.answeredAt ?? request.issuedAt);
}

function wordsOf(request: RequestView | null, stale: ReadonlySet<RequestView>): Words {
  if (request === null) return { outcome: 'not asked' };
  const { op, replies, hinted, versions, coordinator, readRepaired, outcome } = request;
  const counted = replies.filter((reply) => !reply.late).map(({ by }) => by);
  const hints = hinted.map((hint) => `${hint.holder} for ${hint.for}`);
  const way = {
    coordinator: coordinator ?? 'nobody',
    [latencyAspect]: latencyOf(request),
  };
  if (op === 'get') {
    return {
      outcome: outcomeOf(request),
      ...(outcome === 'ok' ? { returned: versionsWords(versions) } : {}),
      stale: stale.has(request) ? 'yes: it misses what was acknowledged before' : 'no',
      answered: sortedWords(counted),
      repaired: sortedWords(readRepaired),
      ...way,
    };
  }
  return {
    outcome: outcomeOf(request),
    acknowledged: sortedWords(counted),
    hinted: sortedWords(hints),
    written: versionsWords(versions),
    ...way,
  };
}

function outcomeOf({ outcome, reason }: RequestView): string {
  if (outcome === null) return 'still open';
  return reason === null ? outcome : `${outcome}: ${reason}`;
}

function latencyOf({ issuedAt, answeredAt }: RequestView): string {
  return answeredAt === null ? 'no answer yet' : showTime(answeredAt - issuedAt);
}
