import type { Key } from '../dynamo/names.ts';
import { hasSeen, sameDot } from '../dynamo/versioning/causality.ts';
import type { Version } from '../dynamo/versioning/version.ts';
import type { RequestView } from './view.ts';

/**
 * Gets that missed a version acknowledged before they were issued. In the order of time, an
 * acknowledged put takes the place of what it covers, and a get that was issued later must return
 * all that stands then.
 */
export function staleReads(all: readonly RequestView[]): readonly RequestView[] {
  const moments = all
    .flatMap((request) => {
      const { op, outcome, answeredAt, issuedAt } = request;
      if (outcome !== 'ok' || answeredAt === null) return [];
      return [{ at: op === 'get' ? issuedAt : answeredAt, request }];
    })
    .toSorted((a, b) => a.at - b.at);
  const known = new Map<Key, readonly Version[]>();
  const stale: RequestView[] = [];
  for (const { request } of moments) {
    const { key, op, versions } = request;
    const before = known.get(key) ?? [];
    if (op === 'get') {
      const misses = (old: Version): boolean => !versions.some((found) => covers(found, old));
      if (before.some(misses) && !(versions.length === 0 && before.every(isDeletion))) {
        stale.push(request);
      }
    } else {
      const [written] = versions;
      if (written === undefined) continue;
      const isLeft = (old: Version): boolean => !covers(written, old);
      known.set(key, [...before.filter(isLeft), written]);
    }
  }
  return stale;
}

/** Has the writer of this version seen that one, or is it that one? (§4.4) */
function covers(version: Version, { dot }: Version): boolean {
  return sameDot(version.dot, dot) || hasSeen(version, dot);
}

function isDeletion({ value }: Version): boolean {
  return value === null;
}
