import type { Mark } from '../../scenes/mark.ts';
import { type Ground, Stamps } from '../../scenes/paint/stamps.ts';

const kept = new WeakMap<CanvasRenderingContext2D, Stamps<ImageBitmap>>();

/** Paints marks on a canvas that keeps its stamps. */
export function paintWithStamps(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  ground: Ground,
): void {
  let stamps = kept.get(context);
  if (stamps === undefined) kept.set(context, (stamps = new Stamps(pictureOf)));
  stamps.paint(context, marks, ground);
}

/** One canvas for all stamps of a size: what was painted on it is taken from it. */
const blanks = new Map<number, OffscreenCanvasRenderingContext2D>();

function pictureOf(
  sizePx: number,
  paint: (canvas: OffscreenCanvasRenderingContext2D) => void,
): ImageBitmap {
  let blank = blanks.get(sizePx);
  if (blank === undefined) blanks.set(sizePx, (blank = blankOf(sizePx)));
  paint(blank);
  return blank.canvas.transferToImageBitmap();
}

function blankOf(sizePx: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(sizePx, sizePx).getContext('2d');
  if (context === null) throw new Error('The browser has no room for a canvas: close other tabs.');
  return context;
}
