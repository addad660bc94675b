import { assert } from '../../base/assert.ts';
import type { Versioning } from '../settings.ts';
import { clockDescends, descends, sameDot } from './causality.ts';
import type { Version } from './version.ts';

/**
 * Can b be forgotten because of a? (§4.4) With dots: a's writer had seen b. By the letter of
 * the paper: every counter of b is at most a's.
 */
export function supersedes(a: Version, b: Version, versioning: Versioning): boolean {
  if (sameDot(a.dot, b.dot)) return false;
  return versioning === 'vector-clock' ? clockDescends(a.clock, b.clock) : descends(a, b);
}

/**
 * What is left of some versions when ancestors are forgotten: one version, or several
 * causally unrelated ones. (§4.4) Keeps the order of first appearance; a version that is
 * there twice is there once. Independent of order as a set.
 *
 * Throws when two versions carry the same dot and different values: a counter was used twice.
 */
export function reconcile(versions: readonly Version[], versioning: Versioning): Version[] {
  if (versions.length < 2) return [...versions];
  const distinct: Version[] = [];
  for (const version of versions) {
    const twin = distinct.find((other) => sameDot(other.dot, version.dot));
    if (twin) assertSame(twin, version);
    else distinct.push(version);
  }
  return distinct.filter(
    (version) => !distinct.some((other) => supersedes(other, version, versioning)),
  );
}

function assertSame(a: Version, b: Version): void {
  assert(
    a.value === b.value,
    `${a.dot.actor} counted to ${a.dot.counter} twice: for ${JSON.stringify(a.value)} and ${JSON.stringify(b.value)}`,
  );
}

/** Those of the versions that a replica holding `held` should have and has not. */
export function lacking(
  held: readonly Version[],
  versions: readonly Version[],
  versioning: Versioning,
): Version[] {
  return versions.filter(
    (version) =>
      !held.some((own) => sameDot(own.dot, version.dot) || supersedes(own, version, versioning)),
  );
}
