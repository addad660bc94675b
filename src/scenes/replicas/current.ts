import type { Version } from '../../dynamo/versioning/version.ts';
import { covers, isSameDot } from '../clocks.ts';

/** Those that no other replaces: one, or several that are concurrent. In the order given. */
export function currentVersions(held: readonly Version[]): readonly Version[] {
  const distinct = held.filter(
    (version, at) => held.findIndex((other) => isSameDot(other.dot, version.dot)) === at,
  );
  return distinct.filter(
    (version) => !distinct.some((other) => other !== version && covers(other, version.dot)),
  );
}
