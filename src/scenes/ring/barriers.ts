import type { NodeId } from '../../dynamo/names.ts';
import { between, type Box, clockwise, distance, polar, turn } from '../geometry.ts';
import type { Mark, Point } from '../mark.ts';
import { remember } from '../remember.ts';
import { besideRim } from './beside-rim.ts';
import { clearPlace, nameBox, seatBoxes } from './clear-place.ts';
import type { RingLayout } from './frame.ts';
import type { WalkSpan } from './keys.ts';

/** Broken links drawn one by one; beyond this the picture would be only those. */
const linksLimit = 24;

/** A partition as a wall between its groups, other cuts as broken links. */
export const barrierMarks = remember(
  (
    cutLinks: ReadonlySet<string>,
    chips: readonly Box[],
    walk: WalkSpan | null,
    layout: RingLayout,
  ): readonly Mark[] => {
    if (cutLinks.size === 0) return [];
    const nodes = [...layout.seats.keys()];
    const groups = groupsOf(nodes, cutLinks);
    const count = new Set(groups.values()).size;
    const walls = count > 1 ? wallMarks(nodes, groups, chips, walk, layout) : [];
    return [...walls, ...linkMarks(cutLinks, groups, layout)];
  },
);

/** Numbers the groups of nodes that can still reach each other, over whatever way, from 0. */
export function groupsOf(
  nodes: readonly NodeId[],
  cutLinks: ReadonlySet<string>,
): ReadonlyMap<NodeId, number> {
  const groups = new Map<NodeId, number>();
  let group = 0;
  for (const start of nodes) {
    if (groups.has(start)) continue;
    groups.set(start, group);
    const open = [start];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      for (const there of nodes) {
        const isCut = cutLinks.has(`${here}>${there}`) && cutLinks.has(`${there}>${here}`);
        if (isCut || groups.has(there)) continue;
        groups.set(there, group);
        open.push(there);
      }
    }
    group += 1;
  }
  return groups;
}

/** A dashed wall through the middle; with groups that alternate, one spoke for each change. */
function wallMarks(
  nodes: readonly NodeId[],
  groups: ReadonlyMap<NodeId, number>,
  chips: readonly Box[],
  walk: WalkSpan | null,
  layout: RingLayout,
): readonly Mark[] {
  const borders = nodes.flatMap((node, at) => {
    const next = nodes[(at + 1) % nodes.length] as NodeId;
    return groups.get(node) === groups.get(next) ? [] : [((at + 1) / nodes.length) * turn];
  });
  if (borders.length === 2) {
    const [a, b] = wallEnds(borders, layout);
    return [
      {
        type: 'path',
        key: 'wall',
        segments: [
          { to: 'move', ...a },
          { to: 'bend', cx: layout.centre.x, cy: layout.centre.y, ...b },
        ],
        style: 'barrier',
      },
      wallName(borders, chips, walk, layout),
    ];
  }
  const spokes = borders.map((angle): Mark => ({
    type: 'line',
    key: `wall ${angle.toFixed(3)}`,
    from: polar(layout.centre, layout.rim * 0.12, angle),
    to: polar(layout.centre, layout.inner, angle),
    style: 'barrier',
  }));
  return [...spokes, ...sideNames(nodes, groups, borders, chips, layout)];
}

function wallEnds(borders: readonly number[], layout: RingLayout): [Point, Point] {
  return borders.map((angle) => polar(layout.centre, layout.inner, angle)) as [Point, Point];
}

/**
 * The word stands on the wall where it covers neither a machine nor what one holds; else at that
 * end of the wall where no walk goes by.
 */
function wallName(
  borders: readonly number[],
  chips: readonly Box[],
  walk: WalkSpan | null,
  layout: RingLayout,
): Mark {
  const [a, b] = wallEnds(borders, layout);
  const places = wallShares.map((share) =>
    between(between(a, layout.centre, share), between(layout.centre, b, share), share),
  );
  const taken = [...chips, ...seatBoxes(layout)];
  const place =
    clearPlace(wallWord, layout.text.small, places, taken, layout) ??
    beyondWall(borders, walk, layout);
  return nameAt('wall name', wallWord, place, layout);
}

const wallWord = 'partition';

function beyondWall(borders: readonly number[], walk: WalkSpan | null, layout: RingLayout): Point {
  const end = borders.find(
    (angle) => walk === null || clockwise(walk.from - 0.3, angle) > walk.to - walk.from + 0.6,
  );
  if (end === undefined) return layout.centre;
  const { width, height } = nameBox(wallWord, layout.centre, layout.text.small);
  const box = besideRim(end, width, height, layout);
  return { x: box.x + width / 2, y: box.y + height / 2 };
}

function nameAt(key: string, text: string, at: Point, layout: RingLayout): Mark {
  const size = layout.text.small;
  return { type: 'text', key, ...at, text, size, anchor: 'middle', style: 'barrier-name' };
}

/** Places along the wall, best first: towards its ends, where few messages pass. */
const wallShares = [0.1, 0.9, 0.16, 0.84, 0.24, 0.76, 0.34, 0.66, 0.5];

/** Which sectors belong together: each is named, where its name covers nothing. */
function sideNames(
  nodes: readonly NodeId[],
  groups: ReadonlyMap<NodeId, number>,
  borders: readonly number[],
  chips: readonly Box[],
  layout: RingLayout,
): readonly Mark[] {
  if (layout.form !== 'seat') return [];
  const taken = [...chips, ...seatBoxes(layout)];
  return borders.map((from, at) => {
    const to = borders[(at + 1) % borders.length] ?? from;
    const half = ((to - from + turn) % turn) / 2;
    const node = nodes[Math.round((from / turn) * nodes.length) % nodes.length] as NodeId;
    const text = `side ${(groups.get(node) ?? 0) + 1}`;
    const places = sideShares.flatMap((share) =>
      sideTurns.map((aside) => polar(layout.centre, layout.rim * share, from + half * (1 + aside))),
    );
    const place =
      clearPlace(text, layout.text.small, places, taken, layout) ?? places[0] ?? layout.centre;
    taken.push(nameBox(text, place, layout.text.small));
    return nameAt(`side ${at}`, text, place, layout);
  });
}

/** How far out in its sector the name of a side may stand, as shares of the rim; best first. */
const sideShares = [0.2, 0.25, 0.3, 0.34, 0.38, 0.44, 0.5, 0.14, 0.75, 0.8];
/** How far from the middle of its sector, as shares of half of it. */
const sideTurns = [0, -0.35, 0.35, -0.6, 0.6];

/** Links that are cut although both ends are on the same side, or one end is a client. */
function linkMarks(
  cutLinks: ReadonlySet<string>,
  groups: ReadonlyMap<NodeId, number>,
  layout: RingLayout,
): readonly Mark[] {
  const marks: Mark[] = [];
  for (const link of cutLinks) {
    const [from, to] = link.split('>') as [string, string];
    const isBoth = cutLinks.has(`${to}>${from}`);
    if (isBoth && from > to) continue;
    const sides = [groups.get(from), groups.get(to)];
    if (sides[0] !== undefined && sides[1] !== undefined && sides[0] !== sides[1]) continue;
    const a = layout.seats.get(from) ?? layout.clients.get(from);
    const b = layout.seats.get(to) ?? layout.clients.get(to);
    if (a !== undefined && b !== undefined) marks.push(brokenLink(link, a, b, isBoth, layout));
    if (marks.length >= linksLimit) break;
  }
  return marks;
}

function brokenLink(key: string, a: Point, b: Point, isBoth: boolean, layout: RingLayout): Mark {
  const length = distance(a, b);
  const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const start = between(a, b, (layout.seat * 1.3) / length);
  const end = between(b, a, (layout.seat * 1.3) / length);
  const bar = 6 * layout.scale;
  const offsets = isBoth ? [-2.5 * layout.scale, 2.5 * layout.scale] : [0];
  const middle = between(a, b, 0.5);
  const bars = offsets.map((offset, at): Mark => {
    const foot = { x: middle.x + along.x * offset, y: middle.y + along.y * offset };
    return {
      type: 'line',
      key: `bar ${at}`,
      from: { x: foot.x - along.y * bar, y: foot.y + along.x * bar },
      to: { x: foot.x + along.y * bar, y: foot.y - along.x * bar },
      style: 'cut-bar',
    };
  });
  const link: Mark[] = isBoth
    ? [{ type: 'line', key: 'link', from: start, to: end, style: 'cut-link' }]
    : [
        { type: 'line', key: 'link', from: start, to: middle, style: 'cut-link' },
        { type: 'line', key: 'beyond', from: middle, to: end, style: 'leader' },
        headMark(middle, along, layout),
      ];
  return { type: 'group', key: `cut ${key}`, x: 0, y: 0, marks: [...link, ...bars] };
}

/** An arrowhead that runs against the bar: the direction in which nothing gets through. */
function headMark(tip: Point, along: Point, layout: RingLayout): Mark {
  const [far, half] = [8 * layout.scale, 3.5 * layout.scale];
  const foot = { x: tip.x - along.x * far, y: tip.y - along.y * far };
  return {
    type: 'polygon',
    key: 'head',
    points: [
      tip,
      { x: foot.x - along.y * half, y: foot.y + along.x * half },
      { x: foot.x + along.y * half, y: foot.y - along.x * half },
    ],
    style: 'cut-head',
  };
}
