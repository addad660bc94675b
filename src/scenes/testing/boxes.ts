import { type Box, overlaps } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import type { StyleName } from '../style.ts';
import { textWidth } from '../text-width.ts';

/** The boxes of texts and rectangles of a style, on the stage. */
export function boxes(marks: readonly Mark[], style: StyleName, dx = 0, dy = 0): readonly Box[] {
  return marks.flatMap((mark) => {
    if (mark.type === 'group') return boxes(mark.marks, style, dx + mark.x, dy + mark.y);
    if (mark.style !== style) return [];
    if (mark.type === 'rect') {
      return [{ x: mark.x + dx, y: mark.y + dy, width: mark.width, height: mark.height }];
    }
    if (mark.type !== 'text') return [];
    const [width, height] = [textWidth(mark.text, mark.size, true), mark.size];
    const share = { start: 0, middle: 0.5, end: 1 }[mark.anchor];
    return [{ x: mark.x + dx - width * share, y: mark.y + dy - height / 2, width, height }];
  });
}

/** Those of the first that lie over one of the second. */
export function covered(ones: readonly Box[], others: readonly Box[]): readonly Box[] {
  return ones.filter((one) => others.some((other) => other !== one && overlaps(one, other)));
}
