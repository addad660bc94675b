import type { Address } from '../../dynamo/names.ts';
import { angleTowards, between, distance } from '../geometry.ts';
import type { Point } from '../mark.ts';
import type { RingLayout } from './frame.ts';

/** The curve along which a message flies. */
export interface Way {
  readonly from: Point;
  readonly bend: Point;
  readonly to: Point;
}

/** The point at this share of a way: 0 at its start, 1 at its end. */
export function alongWay({ from, bend, to }: Way, share: number): Point {
  const rest = 1 - share;
  const [early, middle, late] = [rest * rest, 2 * rest * share, share * share];
  return {
    x: early * from.x + middle * bend.x + late * to.x,
    y: early * from.y + middle * bend.y + late * to.y,
  };
}

/** Where a way points at this share of it: radians clockwise from twelve o'clock. */
export function headingAt({ from, bend, to }: Way, share: number): number {
  const rest = 1 - share;
  return angleTowards(
    rest * (bend.x - from.x) + share * (to.x - bend.x),
    rest * (bend.y - from.y) + share * (to.y - bend.y),
  );
}

/**
 * A gentle curve from edge to edge of two seats, bent to the right of its direction, so that
 * messages that meet don't cover each other, and a little towards the middle of the ring.
 */
export function wayBetween(from: Address, to: Address, layout: RingLayout): Way | null {
  const a = seatOf(from, layout);
  const b = seatOf(to, layout);
  if (a === null || b === null || distance(a, b) < 1) return null;
  const length = distance(a, b);
  const middle = between(a, b, 0.5);
  const aside = 0.09 * length;
  const side = { x: -((b.y - a.y) / length) * aside, y: ((b.x - a.x) / length) * aside };
  const inward = between(middle, layout.centre, a.isClient || b.isClient ? 0.05 : 0.2);
  const bend = { x: inward.x + side.x, y: inward.y + side.y };
  return { from: edgeOf(a, bend), bend, to: edgeOf(b, bend) };
}

interface Seat extends Point {
  readonly isClient: boolean;
  /** Half its width and height. */
  readonly reachX: number;
  readonly reachY: number;
}

function seatOf(address: Address, layout: RingLayout): Seat | null {
  const node = layout.seats.get(address);
  const room = 4 * layout.scale;
  if (node !== undefined) {
    const reach = layout.seat + room;
    return { x: node.x, y: node.y, isClient: false, reachX: reach, reachY: reach };
  }
  const client = layout.clients.get(address);
  if (client === undefined) return null;
  const { x, y, width, height } = client;
  return { x, y, isClient: true, reachX: width / 2 + room, reachY: height / 2 + room };
}

/** Where the line from a seat towards a point leaves the seat. */
function edgeOf(seat: Seat, towards: Point): Point {
  const [dx, dy] = [towards.x - seat.x, towards.y - seat.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return seat;
  const reach = seat.isClient
    ? Math.min(
        seat.reachX / Math.max(1e-6, Math.abs(dx) / length),
        seat.reachY / Math.max(1e-6, Math.abs(dy) / length),
      )
    : seat.reachX;
  return between(seat, towards, Math.min(1, reach / length));
}
