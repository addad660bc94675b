import { assert } from '../../base/assert.ts';
import type { Versioning } from '../settings.ts';
import { clockDescends, compareDots, descends, sameDot } from './causality.ts';
import type { Version } from './version.ts';

/**
 * Can b be forgotten because of a? (§4.4)
 *
 *   dotted           a's writer had seen b
 *   vector-clock     by the letter of the paper: every counter of b is at most a's
 *   last-write-wins  as dotted; of two concurrent ones the later goes on alone
 *   timestamp-only   the later goes on alone, whoever had seen whom
 */
export function supersedes(a: Version, b: Version, versioning: Versioning): boolean {
  if (sameDot(a.dot, b.dot)) return false;
  switch (versioning) {
    case 'dotted':
      return descends(a, b);
    case 'vector-clock':
      return clockDescends(a.clock, b.clock);
    case 'last-write-wins':
      return descends(a, b) || (!descends(b, a) && isLater(a, b));
    case 'timestamp-only':
      return isLater(a, b);
  }
}

/** By the coordinators' wall clocks, ties by name: a total order, right or wrong. */
function isLater(a: Version, b: Version): boolean {
  return (
    a.writtenAt > b.writtenAt || (a.writtenAt === b.writtenAt && compareDots(a.dot, b.dot) > 0)
  );
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
  // Clocks first, also where the last write wins: else a skewed clock could let three versions
  // supersede each other in a circle, and none would be left.
  const byClocks = versioning === 'last-write-wins' ? survivors(distinct, 'dotted') : distinct;
  return survivors(byClocks, versioning);
}

function survivors(versions: readonly Version[], versioning: Versioning): Version[] {
  return versions.filter(
    (version) => !versions.some((other) => supersedes(other, version, versioning)),
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
