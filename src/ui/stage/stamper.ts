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

function pictureOf(
  sizePx: number,
  paint: (canvas: OffscreenCanvasRenderingContext2D) => void,
): ImageBitmap {
  const canvas = new OffscreenCanvas(sizePx, sizePx);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser has no room for a canvas: close other tabs.');
  paint(context);
  return canvas.transferToImageBitmap();
}
