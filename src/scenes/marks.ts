import type { Box } from './geometry.ts';
import type { Mark, Point, Segment, Target } from './mark.ts';
import type { Hue, StyleName } from './style.ts';

/* Short ways of writing marks, for pictures that are made of many. */

interface Reach {
  readonly target?: Target;
  readonly label?: string;
}

interface TextMore extends Reach {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly hue?: Hue;
}

/** One line of text whose middle is at this height. */
export function words(
  key: string,
  at: Point,
  text: string,
  size: number,
  style: StyleName,
  { anchor = 'start', ...more }: TextMore = {},
): Mark {
  return { type: 'text', key, x: at.x, y: at.y, text, size, anchor, style, ...more };
}

export function stroke(
  key: string,
  from: Point,
  to: Point,
  style: StyleName,
  more: Reach & { readonly hue?: Hue } = {},
): Mark {
  return { type: 'line', key, from, to, style, ...more };
}

export function area(
  key: string,
  { x, y, width, height }: Box,
  style: StyleName,
  { radius = 0, ...more }: Reach & { readonly hue?: Hue; readonly radius?: number } = {},
): Mark {
  return { type: 'rect', key, x, y, width, height, radius, style, ...more };
}

export function together(
  key: string,
  at: Point,
  marks: readonly Mark[],
  more: Reach & { readonly opacity?: number } = {},
): Mark {
  return { type: 'group', key, x: at.x, y: at.y, marks, ...more };
}

/** From one point to another, level at both ends. */
export function levelBend(from: Point, to: Point): readonly Segment[] {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return [
    { to: 'move', ...from },
    { to: 'bend', cx: middle.x, cy: from.y, ...middle },
    { to: 'bend', cx: middle.x, cy: to.y, ...to },
  ];
}
