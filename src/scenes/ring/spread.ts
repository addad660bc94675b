import { clockwise, turn } from '../geometry.ts';

export interface Spreadable {
  /** Where it belongs; radians clockwise from twelve o'clock. */
  readonly angle: number;
  /** How much of the circle it takes, radians. */
  readonly room: number;
  /** The least weighty goes first where not all find room. */
  readonly weight: number;
}

/**
 * Moves labels on a circle apart so that no two overlap, each as near to its place as can be.
 * Where that would take one more than `furthest` radians away, labels are left out, lightest first.
 * Returns index → angle for those that stay. O(n log n) for each label left out, and at most
 * a full circle of them is looked at.
 */
export function spreadOnCircle(
  items: readonly Spreadable[],
  furthest: number,
): ReadonlyMap<number, number> {
  let kept = heaviestThatFit(items);
  for (;;) {
    const placed = place(items, kept);
    const strained = worst(items, placed, furthest);
    if (strained === null) return placed;
    const lightest = strained.reduce((a, b) => (weightOf(items, b) < weightOf(items, a) ? b : a));
    kept = kept.filter((index) => index !== lightest);
  }
}

function weightOf(items: readonly Spreadable[], index: number): number {
  return items[index]?.weight ?? 0;
}

/** As many of the weightiest as fill two thirds of the circle, by angle. */
function heaviestThatFit(items: readonly Spreadable[]): number[] {
  const byWeight = items
    .map((_, index) => index)
    .toSorted((a, b) => weightOf(items, b) - weightOf(items, a));
  let used = 0;
  const fitting = byWeight.filter((index) => {
    used += items[index]?.room ?? 0;
    return used <= turn * 0.67;
  });
  return fitting.toSorted((a, b) => (items[a]?.angle ?? 0) - (items[b]?.angle ?? 0));
}

interface Cluster {
  readonly members: number[];
  /** Sum over the members of where the cluster's beginning should lie for each to be at its place. */
  wishes: number;
  room: number;
}

/** Pools neighbours that overlap into clusters centred on their members' places. */
function place(items: readonly Spreadable[], kept: readonly number[]): Map<number, number> {
  const seam = widestGap(items, kept);
  const angles = kept.map((index) => clockwise(seam, items[index]?.angle ?? 0));
  const order = kept.map((_, at) => at).toSorted((a, b) => (angles[a] ?? 0) - (angles[b] ?? 0));
  const clusters: Cluster[] = [];
  for (const at of order) {
    const index = kept[at] as number;
    const room = items[index]?.room ?? 0;
    let cluster: Cluster = { members: [index], wishes: (angles[at] ?? 0) - room / 2, room };
    for (;;) {
      const before = clusters.at(-1);
      if (before === undefined || startOf(before) + before.room <= startOf(cluster)) break;
      clusters.pop();
      cluster = merge(before, cluster);
    }
    clusters.push(cluster);
  }
  return new Map(clusters.flatMap((cluster) => anglesIn(cluster, items, seam)));
}

function startOf(cluster: Cluster): number {
  return cluster.wishes / cluster.members.length;
}

function merge(a: Cluster, b: Cluster): Cluster {
  return {
    members: [...a.members, ...b.members],
    wishes: a.wishes + b.wishes - a.room * b.members.length,
    room: a.room + b.room,
  };
}

function anglesIn(
  cluster: Cluster,
  items: readonly Spreadable[],
  seam: number,
): [number, number][] {
  let from = startOf(cluster);
  return cluster.members.map((index) => {
    const room = items[index]?.room ?? 0;
    const angle = (seam + from + room / 2 + turn) % turn;
    from += room;
    return [index, angle];
  });
}

/** The middle of the widest empty stretch: where the circle can be cut open. */
function widestGap(items: readonly Spreadable[], kept: readonly number[]): number {
  let best = 0;
  let widest = -1;
  for (const [at, index] of kept.entries()) {
    const from = items[index]?.angle ?? 0;
    const to = items[kept[(at + 1) % kept.length] as number]?.angle ?? 0;
    const gap = kept.length === 1 ? turn : clockwise(from, to);
    if (gap > widest) {
      widest = gap;
      best = (from + gap / 2) % turn;
    }
  }
  return best;
}

/** The label that is furthest from its place and those that crowd it, or null: all are near enough. */
function worst(
  items: readonly Spreadable[],
  placed: ReadonlyMap<number, number>,
  furthest: number,
): readonly number[] | null {
  let far = furthest;
  let worstItem: Spreadable | null = null;
  for (const [index, angle] of placed) {
    const item = items[index];
    if (item === undefined || apart(item.angle, angle) <= far) continue;
    far = apart(item.angle, angle);
    worstItem = item;
  }
  if (worstItem === null) return null;
  const { angle, room } = worstItem;
  return [...placed.keys()].filter((index) => {
    const item = items[index];
    return item !== undefined && apart(item.angle, angle) <= far * 2 + (item.room + room) / 2;
  });
}

function apart(a: number, b: number): number {
  const way = clockwise(a, b);
  return Math.min(way, turn - way);
}
