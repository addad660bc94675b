import { compareText } from '../../base/order.ts';
import type { Micros } from '../../base/time.ts';
import type { Actor } from '../names.ts';
import type { Versioning } from '../settings.ts';
import { compareDots, counterOf, sameDot, type History } from './causality.ts';
import type { Dot, VectorClock, Version } from './version.ts';

/** What the coordinator knows when it makes a version. */
export interface StampInput {
  readonly actor: Actor;
  readonly value: string | null;
  /** What the client had seen. */
  readonly context: History;
  /** Every version of the key that the coordinator holds, hints included. */
  readonly held: readonly Version[];
  /** Counters of its own for this key, up to here, that it used and does not hold. */
  readonly retired: number;
  readonly versioning: Versioning;
  /** Pairs a clock may have; the oldest beyond it go. */
  readonly clockLimit: number;
  /** The coordinator's wall clock. */
  readonly wallClock: Micros;
}

/**
 * Makes a put's new version. (§4.4)
 *
 * Its counter rises above all that the coordinator has seen from itself for this key, in what
 * it holds and in the context. Its clock is the context's with that counter raised.
 *
 * Under `dotted`, `unseen` keeps what the client had not seen although it lies under the clock:
 *  - what the context already said;
 *  - the coordinator's own counters between the context's and the new one, if they may still
 *    be alive: held here, or retired from here. The others are obsolete by versions that the
 *    coordinator holds and sends along with the new one, so counting them as seen loses
 *    nothing and keeps the list as short as there are concurrent versions.
 */
export function stampVersion(input: StampInput): Stamped {
  const { actor, context, held } = input;
  const seenHere = held.map((version) => counterOf(version.clock, actor));
  const counter = 1 + Math.max(input.retired, counterOf(context.clock, actor), ...seenHere);
  const dot = { actor, counter };
  const whole = raise(context.clock, dot, input.wallClock);
  const dropped = truncated(whole, dot, input.clockLimit);
  const clock = whole.filter((entry) => !dropped.includes(entry));
  const unseen = input.versioning === 'vector-clock' ? [] : unseenBy(input, counter);
  const version = {
    value: input.value,
    clock,
    dot,
    unseen: unseen.filter((hole) => counterOf(clock, hole.actor) > 0),
    writtenAt: input.wallClock,
  };
  return { version, dropped };
}

/** The new version, and the pairs that its clock had to lose. */
export interface Stamped {
  readonly version: Version;
  readonly dropped: VectorClock;
}

/**
 * The pairs beyond the limit: the longest not raised, ties by name; never the new one. (§4.4) Only
 * the coordinator of a put ever does this: a repair that did would repair for ever.
 */
function truncated(clock: VectorClock, own: Dot, limit: number): VectorClock {
  return clock
    .filter((entry) => entry.actor !== own.actor)
    .toSorted((a, b) => a.raisedAt - b.raisedAt || compareText(a.actor, b.actor))
    .slice(0, Math.max(0, clock.length - limit));
}

function raise(clock: VectorClock, dot: Dot, raisedAt: Micros): VectorClock {
  const others = clock.filter((entry) => entry.actor !== dot.actor);
  return [...others, { ...dot, raisedAt }].toSorted((a, b) => compareText(a.actor, b.actor));
}

function unseenBy(input: StampInput, counter: number): readonly Dot[] {
  const { actor, context, held, retired } = input;
  const mayLive = (dot: Dot): boolean =>
    dot.counter <= retired || held.some((version) => sameDot(version.dot, dot));
  const unseen = context.unseen.filter((dot) => dot.actor !== actor || mayLive(dot));
  for (let own = counterOf(context.clock, actor) + 1; own < counter; own += 1) {
    const dot = { actor, counter: own };
    if (mayLive(dot)) unseen.push(dot);
  }
  return unseen.toSorted(compareDots);
}
