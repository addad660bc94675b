import type { Position } from '../../base/position.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { rangesOf } from '../../trace/ranges.ts';
import type { NodeView, View } from '../../trace/view.ts';
import { angleOfPosition, clockwise, turn } from '../geometry.ts';
import { remember } from '../remember.ts';

/** A key range as it lies on the ring. (§4.2, §6.2) */
export interface RingRange {
  /** Where it ends; after the end of the one before. */
  readonly to: Position;
  /** Where that is: radians clockwise from twelve o'clock. */
  readonly angle: number;
  /** 0 < span ≤ 2π. */
  readonly span: number;
  /** Its home nodes; the first of them owns it. */
  readonly homes: readonly NodeId[];
}

/** All ranges in ring order, cut as the strategy wants it. Kept while nothing of it changes. */
export function ringRanges({ nodes, settings }: Pick<View, 'nodes' | 'settings'>) {
  const { strategy, partitions, n } = settings;
  return rangesFor(nodes, strategy, partitions, n);
}

const rangesFor = remember(
  (
    nodes: ReadonlyMap<NodeId, NodeView>,
    strategy: 1 | 2 | 3,
    partitions: number,
    n: number,
  ): readonly RingRange[] =>
    rangesOf(nodes, { strategy, partitions, n }).map(({ from, to, homes }) => {
      const angle = angleOfPosition(to);
      const span = from === to ? turn : clockwise(angleOfPosition(from), angle);
      return { to, angle, span, homes };
    }),
  4,
  ([a, ...cutA], [b, ...cutB]) => cutA.every((each, at) => each === cutB[at]) && isSameRing(a, b),
);

/** Alike in all that says who keeps what. */
function isSameRing(a: ReadonlyMap<NodeId, NodeView>, b: ReadonlyMap<NodeId, NodeView>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [name, node] of a) {
    const other = b.get(name);
    if (node === other) continue;
    const isSame =
      node.tokens === other?.tokens &&
      node.standing === other.standing &&
      node.dataCentre === other.dataCentre;
    if (!isSame) return false;
  }
  return true;
}

/** What a node owns, and what it keeps, as shares of the ring: 0 … 1. */
export const sharesOf = remember(
  (
    ranges: readonly RingRange[],
  ): ReadonlyMap<NodeId, { readonly owns: number; readonly keeps: number }> => {
    const shares = new Map<NodeId, { owns: number; keeps: number }>();
    for (const { homes, span } of ranges) {
      homes.forEach((home, place) => {
        const { owns, keeps } = shares.get(home) ?? { owns: 0, keeps: 0 };
        const part = span / turn;
        shares.set(home, { owns: owns + (place === 0 ? part : 0), keeps: keeps + part });
      });
    }
    return shares;
  },
);
