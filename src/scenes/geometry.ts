import { fractionOf, type Position } from '../base/position.ts';
import type { Point } from './mark.ts';

export const turn = 2 * Math.PI;

/** The point at `angle` (radians clockwise from twelve o'clock) and `r` px from the centre. */
export function polar(centre: Point, r: number, angle: number): Point {
  return { x: centre.x + r * Math.sin(angle), y: centre.y - r * Math.cos(angle) };
}

/** Where a position of the ring lies: radians clockwise from twelve o'clock. */
export function angleOfPosition(position: Position): number {
  return fractionOf(position) * turn;
}

/** The inverse of {@link polar}: 0 ≤ angle < 2π. */
export function angleOf(centre: Point, point: Point): number {
  return angleTowards(point.x - centre.x, point.y - centre.y);
}

/** The direction of a vector: 0 ≤ angle < 2π, clockwise from twelve o'clock. */
export function angleTowards(dx: number, dy: number): number {
  return (Math.atan2(dx, -dy) + turn) % turn;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** How far clockwise from one angle to another: 0 ≤ result < 2π. */
export function clockwise(from: number, to: number): number {
  return (((to - from) % turn) + turn) % turn;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The point of a box that is nearest to another point. */
export function nearestIn({ x, y, width, height }: Box, to: Point): Point {
  return { x: clamp(to.x, x, x + width), y: clamp(to.y, y, y + height) };
}

export function overlaps(a: Box, b: Box, gapPx = 0): boolean {
  return (
    a.x < b.x + b.width + gapPx &&
    b.x < a.x + a.width + gapPx &&
    a.y < b.y + b.height + gapPx &&
    b.y < a.y + a.height + gapPx
  );
}
