import type { Range } from '../anti-entropy/place.ts';
import type { Key } from '../names.ts';
import { arcHolds, intersection } from '../ring/arcs.ts';
import type { Self } from '../self.ts';

/* What is on its way to this node or from it, while ranges change hands. (§4.9) */

/** Is the range of this key still on its way here? */
export function isAwaited(self: Self, key: Key): boolean {
  return self.state.awaited.length > 0 && isIn(self, self.state.awaited, key);
}

/** Is this range, or a part of it, still on its way here? */
export function isRangeAwaited(self: Self, range: Range): boolean {
  return self.state.awaited.some((awaited) => intersection(awaited, range).length > 0);
}

/** Another new owner is still to get this key from here. */
export function isStillOwed(self: Self, key: Key): boolean {
  return [...self.state.transfers.values()].some(({ ranges }) => isIn(self, ranges, key));
}

/** Does a key lie in one of these ranges? */
export function isIn(self: Self, ranges: readonly Range[], key: Key): boolean {
  const { position } = self.preferenceLists.place(key);
  return ranges.some((range) => arcHolds(range, position));
}
