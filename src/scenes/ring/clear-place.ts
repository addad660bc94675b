import { type Box, overlaps } from '../geometry.ts';
import type { Point } from '../mark.ts';
import { textWidth } from '../text-width.ts';
import type { RingLayout } from './frame.ts';

export function nameBox(text: string, { x, y }: Point, size: number): Box {
  const width = textWidth(text, size, true);
  return { x: x - width / 2, y: y - size * 0.6, width, height: size * 1.2 };
}

/** The best place where a word covers nothing, with as much room around it as there is. */
export function clearPlace(
  text: string,
  size: number,
  places: readonly Point[],
  taken: readonly Box[],
  layout: RingLayout,
): Point | undefined {
  const isClear = (at: Point, room: number): boolean => {
    const box = nameBox(text, at, size);
    return !taken.some((other) => overlaps(box, other, room * layout.scale));
  };
  for (const room of [8, 3, 0]) {
    const place = places.find((at) => isClear(at, room));
    if (place) return place;
  }
  return undefined;
}

export function seatBoxes(layout: RingLayout): readonly Box[] {
  return [...layout.seats.values()].map((seat) => boxAround(seat, layout));
}

function boxAround(seat: Point, { seat: r }: RingLayout): Box {
  return { x: seat.x - r, y: seat.y - r, width: 2 * r, height: 2 * r };
}
