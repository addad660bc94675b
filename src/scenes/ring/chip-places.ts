import { oncePer } from '../../base/once-per.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import { type Box, nearestIn, overlaps } from '../geometry.ts';
import type { Identities } from '../identity.ts';
import type { Mark, Point, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import type { ReplicaRow } from '../replicas/replicas.ts';
import { arrangementsOf, type Block, blockMarks, blocksOf, gapOf } from './chip-blocks.ts';
import {
  boxesAround,
  boxesFurther,
  boxFor,
  gapBetween,
  halfSpan,
  isWithin,
  outside,
  type Seat,
} from './chip-boxes.ts';
import { type Chip, chipsOf, dotAlone } from './chips.ts';
import type { RingLayout } from './frame.ts';

/** How many chips a machine shows at most; versions beyond that are in the inspector. */
const chipLimit = 6;

/** The chips of each machine, in coordinates of its seat, and the boxes that they take up. */
export interface ChipPlaces {
  readonly marks: ReadonlyMap<NodeId, readonly Mark[]>;
  /** Lines to those that lie far from their machine; px on the stage. */
  readonly tethers: readonly Mark[];
  readonly boxes: readonly Box[];
}

/** What all machines hold of a key, in its place. */
export const chipPlaces = remember(
  (
    key: Key | null,
    rows: readonly ReplicaRow[],
    identities: Identities,
    layout: RingLayout,
    selection: Target | null,
  ): ChipPlaces => {
    const chips = new Map(
      key === null ? [] : rows.map((row) => [row.node, chipsOf(key, row, identities)]),
    );
    return placeChips(chips, identities, layout, selection);
  },
);

/**
 * Gives the chips of all machines their places. Under a machine, or beside it towards the middle;
 * side by side where there is room, else in a column, else with their clocks alone; then on any
 * side of the machine; and at last with nothing but the counter of the write itself. The first arrangement that covers no machine and no other chip is taken,
 * and where none is free, the one that covers least.
 */
function placeChips(
  chips: ReadonlyMap<NodeId, readonly Chip[]>,
  identities: Identities,
  layout: RingLayout,
  selection: Target | null,
): ChipPlaces {
  const arrangement = arranged(chips, identities, layout);
  const marks = new Map<NodeId, readonly Mark[]>();
  const tethers: Mark[] = [];
  for (const [node, { block, box, isFar = false }] of arrangement) {
    const seat = layout.seats.get(node);
    if (seat === undefined) continue;
    marks.set(node, blockMarks(block, box, seat, identities, layout, selection));
    if (isFar) tethers.push(tether(node, box, seat));
  }
  return { marks, tethers, boxes: [...arrangement.values()].map(({ box }) => box) };
}

/** From a machine to what it holds. */
function tether(node: NodeId, box: Box, { x, y }: Seat): Mark {
  const to = nearestIn(box, { x, y });
  return { type: 'line', key: `tether ${node}`, from: { x, y }, to, style: 'leader' };
}

/** Where chips cover each other, all of them are made smaller, as far as that helps. */
function arranged(
  chips: ReadonlyMap<NodeId, readonly Chip[]>,
  identities: Identities,
  layout: RingLayout,
): ReadonlyMap<NodeId, Candidate> {
  const widest = Math.min(layout.rim * 0.9, 150 * layout.scale);
  const clockOnly = [[0], [dotAlone]];
  const usual = [[widest, widest * 0.62, widest * 0.44], ...clockOnly];
  let best: Arrangement | null = null;
  // Discs and dots have room for clocks only.
  for (const sizes of [...(layout.form === 'seat' ? [usual] : []), clockOnly, [[dotAlone]]]) {
    const next = arrangedIn(sizes, chips, identities, layout);
    if (best === null || next.covered < best.covered) best = next;
    if (best.covered === 0) break;
  }
  return best?.places ?? new Map<NodeId, Candidate>();
}

interface Arrangement {
  readonly places: ReadonlyMap<NodeId, Candidate>;
  /** How much of other things they cover, px². */
  readonly covered: number;
}

/** Widths of chips, those that are tried first together first. */
type Sizes = readonly (readonly number[])[];

function arrangedIn(
  sizes: Sizes,
  chips: ReadonlyMap<NodeId, readonly Chip[]>,
  identities: Identities,
  layout: RingLayout,
): Arrangement {
  const taken = [...layout.seats.values()].map((seat) => machineBox(seat, layout));
  const places = new Map<NodeId, Candidate>();
  let covered = 0;
  for (const [node, seat] of layout.seats) {
    const held = chips.get(node) ?? [];
    if (held.length === 0) continue;
    const own = machineBox(seat, layout);
    const others = taken.filter((other) => !isSameBox(other, own));
    const chosen = bestPlace(held, seat, others, sizes, identities, layout);
    if (chosen === null) continue;
    taken.push(chosen.candidate.box);
    places.set(node, chosen.candidate);
    covered += chosen.covered;
  }
  return { places, covered };
}

interface Candidate {
  readonly block: Block;
  readonly box: Box;
  /** Between its machine and the rim, where it hides letters of tokens; by default it is not. */
  readonly isOnLetters?: boolean;
  /** Beyond what its neighbours hold, so that a line must tell whose it is; by default it is not. */
  readonly isFar?: boolean;
  /** As near to another machine as to its own; by default it is not. */
  readonly isAstray?: boolean;
}

/** All chips where there is room for them, else fewer, and how many more there are. */
function bestPlace(
  held: readonly Chip[],
  seat: Seat,
  others: readonly Box[],
  sizes: Sizes,
  identities: Identities,
  layout: RingLayout,
): Rated | null {
  const isFew = held.length <= 2;
  const share = Math.min(chipLimit, fairShare(layout));
  const most = isFew ? held.length : share < 3 ? 0 : Math.min(held.length, share);
  const fewest = isFew ? 1 : 0;
  let best: Rated | null = null;
  for (let count = most; count >= fewest; count = nextFewer(count)) {
    const candidates = candidatesFor(held, count, seat, sizes, identities, layout);
    const found = freest(candidates, others, layout);
    if (found !== null && (best === null || found.covered < best.covered)) best = found;
    if (best?.covered === 0) break;
  }
  return best;
}

/** How many chips of the least size find room in a tenth of the ring: three home nodes have some. */
function fairShare(layout: RingLayout): number {
  const height = layout.chipHeight + gapOf(layout);
  return Math.floor((0.1 * Math.PI * layout.inner ** 2) / (1.3 * height ** 2));
}

/** Two are often the point of the picture: they give way to one only if that frees the place. */
function nextFewer(count: number): number {
  return count > 4 ? 4 : count > 2 ? 2 : count - 1;
}

/** The best first; each is made when it is asked for, as the first is often free. */
function* candidatesFor(
  held: readonly Chip[],
  count: number,
  seat: Seat,
  sizes: Sizes,
  identities: Identities,
  layout: RingLayout,
): Generator<Candidate> {
  for (const widths of sizes) {
    const blocks = blocksOf(held, count, widths, identities, layout);
    for (const block of blocks) {
      const box = boxFor(block, seat, layout);
      yield { block, box, isAstray: layout.form === 'seat' && !belongs(box, seat, layout, 1.05) };
    }
    const tight = blocks.slice(-Math.max(1, arrangementsOf(count)));
    for (const block of tight) {
      for (const box of boxesAround(block, seat, layout)) {
        if (belongs(box, seat, layout)) yield { block, box };
      }
    }
    for (const block of tight) {
      const box = outside(block, seat, layout);
      if (belongs(box, seat, layout)) yield { block, box, isOnLetters: true };
    }
    if (layout.chipsAt === 'inside') {
      for (const block of tight) {
        for (const box of boxesFurther(block, seat, layout)) yield { block, box, isFar: true };
      }
    }
  }
}

/** Is no other machine as near, so that nobody takes it for that one's? */
function belongs(box: Box, seat: Seat, layout: RingLayout, times = 1.2): boolean {
  const own = gapBetween(seat, box);
  return seatsIn(layout.seats).every(
    (other) => isSamePoint(other, seat) || gapBetween(other, box) > times * own,
  );
}

const seatsIn = oncePer((seats: RingLayout['seats']) => [...seats.values()]);

function isSamePoint(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

interface Rated {
  readonly candidate: Candidate;
  /** How much of other things it covers, px². */
  readonly covered: number;
}

/** The first that lies clear of the rim and of all others; else the one that covers least. */
function freest(
  candidates: Iterable<Candidate>,
  others: readonly Box[],
  layout: RingLayout,
): Rated | null {
  let best: Rated | null = null;
  for (const candidate of candidates) {
    let onOthers = 0;
    for (const other of others) {
      const isNear = overlaps(candidate.box, other, 2 * layout.scale);
      if (isNear) onOthers += 1 + commonArea(candidate.box, other);
    }
    const beyond = areaBeyond(candidate.box, layout);
    // Better some letters than what another machine holds.
    const isFine = candidate.isOnLetters === true && isWithin(candidate.box, layout);
    const astray = candidate.isAstray === true ? 0.5 : 0;
    const covered = onOthers + (isFine ? beyond * 0.1 + 1 : beyond) + astray;
    if (covered === 0) return { candidate, covered };
    if (best === null || covered < best.covered) best = { candidate, covered };
  }
  return best;
}

/** How much of a box lies over the letters of the rim, or beyond it; a little of it is nothing. */
function areaBeyond(box: Box, layout: RingLayout): number {
  const { x, y, width, height } = box;
  const half = halfSpan(y, height, layout);
  const beyond =
    Math.max(0, layout.centre.x - half - x) + Math.max(0, x + width - layout.centre.x - half);
  return beyond <= 1.8 * layout.seat ? 0 : beyond * height;
}

function commonArea(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}

function machineBox(seat: Point, { seat: r }: RingLayout): Box {
  return { x: seat.x - r, y: seat.y - r, width: 2 * r, height: 2 * r };
}

function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y;
}
