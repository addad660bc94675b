import { distance, polar } from './geometry.ts';
import type { Mark, MarkOf, Point, Target } from './mark.ts';

interface Hit {
  readonly target: Target;
  readonly far: number;
}

/**
 * What a pointer hits: of the marks with a target within `reachPx` of the point, the nearest, and
 * of those equally near the topmost. For layers on a canvas, where no browser can tell.
 */
export function hitTarget(marks: readonly Mark[], point: Point, reachPx: number): Target | null {
  return nearestHit(marks, point, reachPx)?.target ?? null;
}

function nearestHit(marks: readonly Mark[], point: Point, reachPx: number): Hit | null {
  let best: Hit | null = null;
  for (const mark of marks.toReversed()) {
    const hit = hitOn(mark, point, reachPx);
    if (hit !== null && (best === null || hit.far < best.far)) best = hit;
  }
  return best;
}

function hitOn(mark: Mark, point: Point, reachPx: number): Hit | null {
  if (mark.target !== undefined) {
    const far = nearest(mark, point);
    return far <= reachPx ? { target: mark.target, far } : null;
  }
  if (mark.type !== 'group') return null;
  return nearestHit(mark.marks, { x: point.x - mark.x, y: point.y - mark.y }, reachPx);
}

/** How far a point is from a mark, px; 0 inside. */
function nearest(mark: Mark, point: Point): number {
  switch (mark.type) {
    case 'group': {
      const inside = { x: point.x - mark.x, y: point.y - mark.y };
      return mark.marks.reduce((least, one) => Math.min(least, nearest(one, inside)), Infinity);
    }
    case 'circle':
      return Math.max(0, distance(mark, point) - mark.r);
    case 'line':
      return toSegment(point, mark.from, mark.to);
    case 'rect': {
      const dx = Math.max(mark.x - point.x, 0, point.x - mark.x - mark.width);
      const dy = Math.max(mark.y - point.y, 0, point.y - mark.y - mark.height);
      return Math.hypot(dx, dy);
    }
    case 'text':
      return toText(mark, point);
    case 'polygon':
      return toOutline(point, mark.points, true);
    case 'path':
      return toOutline(
        point,
        mark.segments.flatMap((segment) => (segment.to === 'close' ? [] : [segment])),
        false,
      );
    case 'arc':
      return toArc(mark, point);
  }
}

function toText(mark: MarkOf<'text'>, point: Point): number {
  const width = mark.text.length * mark.size * 0.55;
  const left = mark.x - (mark.anchor === 'start' ? 0 : mark.anchor === 'end' ? width : width / 2);
  const dx = Math.max(left - point.x, 0, point.x - left - width);
  const dy = Math.max(0, Math.abs(point.y - mark.y) - mark.size / 2);
  return Math.hypot(dx, dy);
}

function toArc(mark: MarkOf<'arc'>, point: Point): number {
  const steps = Math.max(2, Math.ceil((mark.to - mark.from) * 12));
  const points = Array.from({ length: steps + 1 }, (_, at) =>
    polar(mark, mark.r, mark.from + ((mark.to - mark.from) * at) / steps),
  );
  return Math.max(0, toOutline(point, points, false) - (mark.width ?? 0) / 2);
}

function toOutline(point: Point, points: readonly Point[], isClosed: boolean): number {
  let least = Infinity;
  const count = isClosed ? points.length : points.length - 1;
  for (let at = 0; at < count; at += 1) {
    const from = points[at] as Point;
    const to = points[(at + 1) % points.length] as Point;
    least = Math.min(least, toSegment(point, from, to));
  }
  return least;
}

function toSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return distance(point, { x: from.x + dx * share, y: from.y + dy * share });
}
