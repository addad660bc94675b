import type { Mark } from '../../scenes/mark.ts';
import { paintMarks } from '../../scenes/paint/canvas.ts';
import { type Pixels, PixelSheet, trimmed } from '../../scenes/paint/pixel-sheet.ts';
import { type Copier, type Ground, Stamps } from '../../scenes/paint/stamps.ts';

/**
 * Does a canvas give back what was painted on it? Some browsers answer with noise, so that nobody
 * is told by it from others: there nothing can be stamped.
 */
export function canStamp(): boolean {
  const { left, top, width, height, data } = pixelsOf(3, (canvas) => {
    canvas.fillStyle = '#123456';
    canvas.fillRect(1, 1, 1, 1);
  });
  return [left, top, width, height, data[0]].join(' ') === [1, 1, 1, 1, 0xff563412].join(' ');
}

const kept = new WeakMap<CanvasRenderingContext2D, Stamper>();

/** Paints marks on a blank canvas that keeps its stamps; what is no stamp lies above those. */
export function paintWithStamps(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  ground: Ground,
): void {
  let stamper = kept.get(context);
  if (stamper === undefined) kept.set(context, (stamper = new Stamper(context)));
  stamper.paint(marks, ground);
}

/** Stamps come on the canvas all at once, as one picture of its size. */
class Stamper implements Copier<Pixels> {
  readonly #context: CanvasRenderingContext2D;
  readonly #stamps = new Stamps(pixelsOf);
  #image: ImageData | null = null;
  #sheet: PixelSheet | null = null;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  paint(marks: readonly Mark[], ground: Ground): void {
    this.#sheet?.clear();
    const others = this.#stamps.copy(marks, ground, this);
    const area = this.#sheet?.covered ?? null;
    if (area !== null && this.#image !== null) {
      const { left, top, right, bottom } = area;
      this.#context.putImageData(this.#image, 0, 0, left, top, right - left, bottom - top);
    }
    if (others.length === 0) return;
    this.#context.translate(-ground.left, -ground.top);
    paintMarks(this.#context, others, ground.theme, ground.scale);
  }

  copy(pixels: Pixels, x: number, y: number): void {
    const { width, height } = this.#context.canvas;
    if (this.#sheet?.width !== width || this.#sheet.height !== height) {
      this.#image = new ImageData(width, height);
      this.#sheet = new PixelSheet(width, height, new Uint32Array(this.#image.data.buffer));
    }
    this.#sheet.copy(pixels, x, y);
  }
}

/** One canvas for all stamps of a size. */
const blanks = new Map<number, OffscreenCanvasRenderingContext2D>();

function pixelsOf(
  size: number,
  paint: (canvas: OffscreenCanvasRenderingContext2D) => void,
): Pixels {
  let blank = blanks.get(size);
  if (blank === undefined) blanks.set(size, (blank = blankOf(size)));
  blank.setTransform(1, 0, 0, 1, 0, 0);
  blank.clearRect(0, 0, size, size);
  paint(blank);
  const { data } = blank.getImageData(0, 0, size, size);
  return trimmed(size, new Uint32Array(data.buffer));
}

function blankOf(size: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The browser has no room for a canvas: close other tabs.');
  return context;
}
