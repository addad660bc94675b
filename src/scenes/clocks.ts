import { compareText } from '../base/order.ts';
import type { Actor } from '../dynamo/names.ts';
import type { Dot, VectorClock, Version } from '../dynamo/versioning/version.ts';

/* What pictures ask of clocks: the same rules as the nodes' own. (§4.4, protocol.md 12) */

export function isSameDot(a: Dot, b: Dot): boolean {
  return a.actor === b.actor && a.counter === b.counter;
}

/** The actor's counter, 0 where it has no entry. */
export function counterOf(clock: VectorClock, actor: Actor): number {
  return clock.find((entry) => entry.actor === actor)?.counter ?? 0;
}

/** Is this update part of what a version or a context has seen? */
export function hasSeen(seen: Pick<Version, 'clock' | 'unseen'>, dot: Dot): boolean {
  return (
    dot.counter <= counterOf(seen.clock, dot.actor) &&
    !seen.unseen.some((hole) => isSameDot(hole, dot))
  );
}

/** Has the writer of this version seen that update, or is it that update? (§4.4) */
export function covers(version: Version, dot: Dot): boolean {
  return isSameDot(version.dot, dot) || hasSeen(version, dot);
}

/** Every counter of b is at most a's: the paper's rule to the letter. */
export function clockDescends(a: VectorClock, b: VectorClock): boolean {
  return b.every((entry) => entry.counter <= counterOf(a, entry.actor));
}

/** By the coordinators' wall clocks, ties by name: is a the last write of the two? */
export function isLater(a: Version, b: Version): boolean {
  const byName = compareText(a.dot.actor, b.dot.actor) || a.dot.counter - b.dot.counter;
  return (a.writtenAt - b.writtenAt || byName) > 0;
}
