import type { Scene, Size } from '../../scenes/mark.ts';
import { paintCanvas, paintMarks } from '../../scenes/paint/canvas.ts';
import type { Theme } from '../../scenes/theme.ts';

/**
 * Paints frame after frame on one canvas. The still layer is kept as it was painted for as long as
 * it is the same: most frames differ from the one before in what moves only.
 */
export class FramePainter {
  readonly canvas: OffscreenCanvas;
  readonly #front: OffscreenCanvasRenderingContext2D;
  readonly #back: OffscreenCanvasRenderingContext2D;
  readonly #theme: Theme;
  readonly #dotsPerPx: number;
  #still: Scene['still'] | null = null;

  constructor({ width, height }: Size, dotsPerPx: number, theme: Theme) {
    const dots = [width, height].map((px) => Math.round(px * dotsPerPx)) as [number, number];
    this.canvas = new OffscreenCanvas(...dots);
    this.#front = contextOf(this.canvas);
    this.#back = contextOf(new OffscreenCanvas(this.canvas.width, this.canvas.height));
    this.#theme = theme;
    this.#dotsPerPx = dotsPerPx;
    this.#back.scale(dotsPerPx, dotsPerPx);
  }

  paint(scene: Scene): void {
    if (scene.still !== this.#still) {
      this.#still = scene.still;
      paintCanvas(this.#back, { ...scene, moving: [] }, this.#theme);
    }
    this.#front.setTransform(1, 0, 0, 1, 0, 0);
    this.#front.globalAlpha = 1;
    this.#front.drawImage(this.#back.canvas, 0, 0);
    this.#front.scale(this.#dotsPerPx, this.#dotsPerPx);
    paintMarks(this.#front, scene.moving, this.#theme, scene.scale);
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('this browser gives no canvas of that size');
  return context;
}
