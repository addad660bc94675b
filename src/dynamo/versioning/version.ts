import type { Micros } from '../../base/time.ts';
import type { Actor, Key, NodeId } from '../names.ts';

/** One update by one actor: the `counter`-th that it made. Names a version uniquely. (§4.4) */
export interface Dot {
  readonly actor: Actor;
  /** 1, 2, 3… */
  readonly counter: number;
}

/** One pair of a vector clock, with when it was last raised, for truncation. (§4.4) */
export interface ClockEntry extends Dot {
  /** The raising node's wall clock, which `skew` may have set wrong. */
  readonly raisedAt: Micros;
}

/** The paper's vector clock: at most one entry an actor, sorted by actor. */
export type VectorClock = readonly ClockEntry[];

/**
 * An immutable version of a key's value. (§4.4)
 *
 * `clock` is what the paper prints. Beside it stand the two things the paper's clock forgets:
 * which of its counters this version itself is (`dot`), and which updates lie under the clock
 * although the writer had not seen them (`unseen`). Both are needed when two clients write from
 * the same context through one coordinator (protocol.md 12):
 *
 *   alice puts milk, bob puts eggs, both from an empty context, both through A
 *   milk  clock A1  dot A1  unseen –
 *   eggs  clock A2  dot A2  unseen A1      →  concurrent, though A1 ≤ A2
 *
 * The causal past of a version is every dot under `clock`, less `dot`, less `unseen`.
 */
export interface Version {
  /** What was put; null is a tombstone: the key was deleted. */
  readonly value: string | null;
  readonly clock: VectorClock;
  readonly dot: Dot;
  /** Sorted by actor, then counter. Always empty under `versioning=vector-clock`. */
  readonly unseen: readonly Dot[];
  /** The coordinator's wall clock at the write. */
  readonly writtenAt: Micros;
}

/**
 * What a get returns for the next put: which versions the client has seen. Opaque to clients;
 * a node checks it before it believes it. (§4.4)
 */
export interface Context {
  readonly key: Key;
  readonly clock: VectorClock;
  readonly unseen: readonly Dot[];
  /** The replica that answered the get fastest: the next write's coordinator. (§5) */
  readonly fastest: NodeId | null;
}
