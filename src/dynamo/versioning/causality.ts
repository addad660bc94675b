import { compareText } from '../../base/order.ts';
import type { Actor } from '../names.ts';
import type { ClockEntry, Dot, VectorClock, Version } from './version.ts';

/** What has been seen: every dot under `clock`, less `unseen`. Of a version, or of a context. */
export interface History {
  readonly clock: VectorClock;
  readonly unseen: readonly Dot[];
}

export const emptyHistory: History = { clock: [], unseen: [] };

/** The actor's counter in a clock, 0 when it has no entry. */
export function counterOf(clock: VectorClock, actor: Actor): number {
  for (const entry of clock) if (entry.actor === actor) return entry.counter;
  return 0;
}

export function sameDot(a: Dot, b: Dot): boolean {
  return a.actor === b.actor && a.counter === b.counter;
}

export function compareDots(a: Dot, b: Dot): number {
  return compareText(a.actor, b.actor) || a.counter - b.counter;
}

/** Is the update part of this history? */
export function hasSeen(history: History, dot: Dot): boolean {
  return (
    dot.counter <= counterOf(history.clock, dot.actor) &&
    !history.unseen.some((hole) => sameDot(hole, dot))
  );
}

/** Does the version's causal past hold this dot? Its own dot is not its past. */
function sees(version: Version, dot: Dot): boolean {
  return !sameDot(version.dot, dot) && hasSeen(version, dot);
}

/**
 * Does a descend from b, so that b can be forgotten? (§4.4) By b's dot, not by counting alone:
 * equal to the paper's rule wherever `unseen` is empty and no clock was truncated.
 * No version descends from itself.
 */
export function descends(a: Version, b: Version): boolean {
  return sees(a, b.dot);
}

/**
 * The paper's rule, to the letter: every counter of b is at most a's. (§4.4)
 * Reflexive; what `versioning=vector-clock` goes by.
 */
export function clockDescends(a: VectorClock, b: VectorClock): boolean {
  return b.every((entry) => entry.counter <= counterOf(a, entry.actor));
}

/**
 * All that either history has seen. A dot that one of them lacks stays unseen only if the
 * other lacks it too.
 */
export function joinHistories(a: History, b: History): History {
  const unseen = [
    ...a.unseen.filter((dot) => !hasSeen(b, dot)),
    ...b.unseen.filter((dot) => !hasSeen(a, dot) && !a.unseen.some((hole) => sameDot(hole, dot))),
  ];
  return { clock: joinClocks(a.clock, b.clock), unseen: unseen.toSorted(compareDots) };
}

/** The greater counter of each actor, with the later time where counters are equal. */
function joinClocks(a: VectorClock, b: VectorClock): VectorClock {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const joined = new Map<Actor, ClockEntry>(a.map((entry) => [entry.actor, entry]));
  for (const entry of b) {
    const mine = joined.get(entry.actor);
    if (!mine || isLater(entry, mine)) joined.set(entry.actor, entry);
  }
  return [...joined.values()].toSorted((x, y) => compareText(x.actor, y.actor));
}

function isLater(a: ClockEntry, b: ClockEntry): boolean {
  return a.counter > b.counter || (a.counter === b.counter && a.raisedAt > b.raisedAt);
}
