import { lowerBound } from '../../base/order.ts';
import { positionAtFraction, type Position } from '../../base/position.ts';
import type { Range } from '../anti-entropy/place.ts';
import type { Strategy } from '../settings.ts';
import type { Ring } from './ring.ts';

/**
 * How the ring is cut into key ranges. (§6.2)
 *
 *   1  wherever a token lies: ranges of all sizes
 *   2  into Q equal partitions, whatever the tokens
 *   3  into Q equal partitions, with a token at the end of each
 *
 * A range is known by its end. A key belongs to the first end at or after its position; what lies
 * beyond the last one belongs to the first.
 */
export class Ranges {
  /** In order of position. */
  readonly ends: readonly Position[];

  constructor(ring: Ring, strategy: Strategy, partitions: number) {
    this.ends =
      strategy === 2 ? partitionEnds(partitions) : ring.tokens.map(({ position }) => position);
  }

  /** The end of the range that holds a position. O(log ranges). */
  endOf(position: Position): Position {
    const index = lowerBound(this.ends, (end) => end < position);
    return this.ends[index === this.ends.length ? 0 : index] ?? position;
  }

  /** All of them; together they are the ring. */
  all(): readonly Range[] {
    return this.ends.map((to, index) => ({ from: this.ends.at(index - 1) ?? to, to }));
  }
}

/** Where Q equal partitions end: at 0, 1/Q, 2/Q… of the ring. */
export function partitionEnds(partitions: number): readonly Position[] {
  return Array.from({ length: partitions }, (_, index) =>
    positionAtFraction(BigInt(index), BigInt(partitions)),
  );
}
