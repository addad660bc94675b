import type { Scene } from '../../scenes/mark.ts';
import { paintCanvas } from '../../scenes/paint/canvas.ts';
import type { Theme } from '../../scenes/theme.ts';
import type { Embedded } from '../embedded.ts';
import { pngWithRun } from './png-text.ts';

/** A scene as a file of PNG, so many dots to each px of the scene, with the run in it. */
export async function pngFile(
  scene: Scene,
  theme: Theme,
  dotsPerPx: number,
  embedded: Embedded,
): Promise<Blob> {
  const { width, height } = scene.size;
  const canvas = new OffscreenCanvas(width * dotsPerPx, height * dotsPerPx);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas of that size');
  context.scale(dotsPerPx, dotsPerPx);
  paintCanvas(context, scene, theme);
  const bytes = await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer();
  return new Blob([pngWithRun(new Uint8Array(bytes), embedded)], { type: 'image/png' });
}
