import { positionOf, type Position } from '../../base/position.ts';
import type { Range } from '../anti-entropy/place.ts';
import type { Key, NodeId } from '../names.ts';
import type { Settings } from '../settings.ts';
import { spreadOver } from './data-centres.ts';
import { Ranges } from './ranges.ts';
import { walkFrom, type Ring } from './ring.ts';

/** How many keys a {@link PreferenceLists} remembers. At the limit it forgets them all. */
const rememberedLimit = 20_000;

/** Where a key lies, and which range it is in. */
export interface KeyPlace {
  readonly position: Position;
  /** The end of its range. */
  readonly rangeEnd: Position;
  readonly list: readonly NodeId[];
}

/** The preference lists of a ring, remembered by key. One for each ring, never changed. (§4.3) */
export class PreferenceLists {
  readonly ring: Ring;
  /** How many nodes keep each key: n, or all of them when there are fewer. */
  readonly homes: number;
  private readonly cut: Ranges;
  private readonly dataCentreOf: (node: NodeId) => string | null;
  private readonly isSpread: boolean;
  private readonly byRange = new Map<Position, readonly NodeId[]>();
  private readonly homesByRange = new Map<Position, readonly NodeId[]>();
  private readonly byKey = new Map<Key, KeyPlace>();
  private byHome: ReadonlyMap<NodeId, readonly Range[]> | null = null;

  constructor(
    ring: Ring,
    { strategy, partitions, n }: Pick<Settings, 'strategy' | 'partitions' | 'n'>,
    dataCentreOf: (node: NodeId) => string | null,
  ) {
    this.ring = ring;
    this.homes = Math.min(n, ring.nodes.length);
    this.cut = new Ranges(ring, strategy, partitions);
    this.dataCentreOf = dataCentreOf;
    this.isSpread = new Set(ring.nodes.map(dataCentreOf)).size > 1;
  }

  /** The whole list of a key; its first {@link homes} are the home nodes. (§4.3) */
  of(key: Key): readonly NodeId[] {
    return this.place(key).list;
  }

  place(key: Key): KeyPlace {
    const known = this.byKey.get(key);
    if (known) return known;
    const position = positionOf(key);
    const rangeEnd = this.cut.endOf(position);
    const place = { position, rangeEnd, list: this.ofRange(rangeEnd) };
    if (this.byKey.size >= rememberedLimit) this.byKey.clear();
    this.byKey.set(key, place);
    return place;
  }

  /** The list of every key in the range that ends here. */
  ofRange(rangeEnd: Position): readonly NodeId[] {
    let list = this.byRange.get(rangeEnd);
    if (!list) {
      const walk = walkFrom(this.ring, rangeEnd);
      list = this.isSpread ? spreadOver(walk, this.homes, this.dataCentreOf) : walk;
      this.byRange.set(rangeEnd, list);
    }
    return list;
  }

  /** The home nodes of every key in the range that ends here. */
  homesOfRange(rangeEnd: Position): readonly NodeId[] {
    let homes = this.homesByRange.get(rangeEnd);
    if (!homes) {
      // Who keeps the range is asked of every range, by every node: no walk all the way round.
      homes = this.isSpread
        ? this.ofRange(rangeEnd).slice(0, this.homes)
        : walkFrom(this.ring, rangeEnd, this.homes);
      this.homesByRange.set(rangeEnd, homes);
    }
    return homes;
  }

  /** The home nodes of a key that lies exactly here. */
  homesAt(position: Position): readonly NodeId[] {
    return this.homesOfRange(this.cut.endOf(position));
  }

  /** The ranges that a node keeps as a home node, in order of position. (§4.2, §4.3) */
  rangesOf(node: NodeId): readonly Range[] {
    this.byHome ??= this.groupByHome();
    return this.byHome.get(node) ?? [];
  }

  /** Every range of the ring, in order of position; together they are the ring. (§4.2) */
  ranges(): readonly Range[] {
    return this.cut.all();
  }

  private groupByHome(): ReadonlyMap<NodeId, readonly Range[]> {
    const byHome = new Map<NodeId, Range[]>();
    for (const range of this.ranges()) {
      for (const home of this.homesOfRange(range.to)) {
        const ranges = byHome.get(home);
        if (ranges) ranges.push(range);
        else byHome.set(home, [range]);
      }
    }
    return byHome;
  }
}
