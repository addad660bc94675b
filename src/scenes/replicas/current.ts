import type { Dot, Version } from '../../dynamo/versioning/version.ts';

/** Has the writer of this version seen that update, or is it that update? (§4.4) */
function covers(version: Version, dot: Dot): boolean {
  if (isSameDot(version.dot, dot)) return true;
  if (version.unseen.some((unseen) => isSameDot(unseen, dot))) return false;
  return version.clock.some((entry) => entry.actor === dot.actor && entry.counter >= dot.counter);
}

export function isSameDot(a: Dot, b: Dot): boolean {
  return a.actor === b.actor && a.counter === b.counter;
}

/** Those that no other replaces: one, or several that are concurrent. In the order given. */
export function currentVersions(held: readonly Version[]): readonly Version[] {
  const distinct = held.filter(
    (version, at) => held.findIndex((other) => isSameDot(other.dot, version.dot)) === at,
  );
  return distinct.filter(
    (version) => !distinct.some((other) => other !== version && covers(other, version.dot)),
  );
}
