import { type Box, clamp, distance } from '../geometry.ts';
import type { Point } from '../mark.ts';
import { type Block, gapOf } from './chip-blocks.ts';
import type { RingLayout } from './frame.ts';

export type Seat = Point & { readonly angle: number };

/** Where a block would lie: clear of its machine, and kept within the letters of the rim. */
export function boxFor(block: Block, seat: Seat, layout: RingLayout): Box {
  const { width, height } = block;
  const clear = layout.seat + gapOf(layout);
  if (layout.chipsAt === 'under') return withinRim(seat.x, seat.y + clear, block, layout);
  const [towardsX, towardsY] = [-Math.sin(seat.angle), Math.cos(seat.angle)];
  let [x, y] = [seat.x, seat.y];
  for (let far = clear; far < layout.rim; far += 2) {
    y = seat.y + towardsY * far - height / 2;
    x = leftWithinRim(seat.x + towardsX * far, y, block, layout);
    if (gapTo(seat, x, y, width, height) >= clear) break;
  }
  return { x, y, width, height };
}

/** Around the machine: towards the middle, above it, at its sides. */
export function boxesAround(block: Block, seat: Seat, layout: RingLayout): readonly Box[] {
  const { width, height } = block;
  const clear = layout.seat + gapOf(layout);
  const inside = boxFor(block, seat, { ...layout, chipsAt: 'inside' });
  const beside = { y: seat.y - height / 2, width, height };
  return [
    inside,
    withinRim(seat.x, seat.y - clear - height, block, layout),
    { x: seat.x - clear - width, ...beside },
    { x: seat.x + clear, ...beside },
  ];
}

/** Further and further towards the middle. */
export function boxesFurther(block: Block, seat: Seat, layout: RingLayout): readonly Box[] {
  const first = boxFor(block, seat, layout);
  const step = { x: -Math.sin(seat.angle), y: Math.cos(seat.angle) };
  const reach = (layout.chipHeight + gapOf(layout)) / 2;
  return Array.from({ length: furthest }, (_, at) => {
    const far = (at + 1) * reach;
    return { ...first, x: first.x + step.x * far, y: first.y + step.y * far };
  });
}

/** How many places further inside are looked at. */
const furthest = 8;

/** Outwards from the machine. */
export function outside(block: Block, seat: Seat, layout: RingLayout): Box {
  const { width, height } = block;
  const away = { x: Math.sin(seat.angle), y: -Math.cos(seat.angle) };
  const clear = layout.seat + 2 * layout.scale;
  const reach = Math.min(
    width / 2 / Math.max(0.01, Math.abs(away.x)),
    height / 2 / Math.max(0.01, Math.abs(away.y)),
  );
  const far = clear + reach;
  return {
    x: seat.x + away.x * far - width / 2,
    y: seat.y + away.y * far - height / 2,
    width,
    height,
  };
}

/** Does all of it lie inside the rim? */
export function isWithin(
  { x, y, width, height }: Box,
  { centre, rim, rimWidth }: RingLayout,
): boolean {
  return [x, x + width].every((left) =>
    [y, y + height].every((top) => distance({ x: left, y: top }, centre) <= rim + rimWidth / 2),
  );
}

/** A box around a middle line, moved sideways where it would reach into the rim's letters. */
function withinRim(middle: number, y: number, block: Block, layout: RingLayout): Box {
  const { width, height } = block;
  return { x: leftWithinRim(middle, y, block, layout), y, width, height };
}

function leftWithinRim(middle: number, y: number, block: Block, layout: RingLayout): number {
  const { width, height } = block;
  const half = halfSpan(y, height, layout);
  const left = layout.centre.x - half;
  return clamp(middle - width / 2, left, Math.max(left, layout.centre.x + half - width));
}

/** From a point to the nearest point of a box. */
export function gapBetween(point: Point, { x, y, width, height }: Box): number {
  return gapTo(point, x, y, width, height);
}

function gapTo(point: Point, x: number, y: number, width: number, height: number): number {
  const dx = Math.max(x - point.x, 0, point.x - x - width);
  const dy = Math.max(y - point.y, 0, point.y - y - height);
  return Math.sqrt(dx * dx + dy * dy);
}

/** How far to either side of the centre a band from `y` down is clear of the rim's letters. */
export function halfSpan(y: number, height: number, { centre, inner }: RingLayout): number {
  const away = Math.max(Math.abs(y - centre.y), Math.abs(y + height - centre.y));
  return Math.sqrt(Math.max(0, inner ** 2 - away ** 2));
}
