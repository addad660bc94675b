import { type Box, distance, nearestIn, polar } from '../geometry.ts';
import type { RingLayout } from './frame.ts';

/** A box outside the rim and the bands beside it, as near to an angle as it can be. */
export function besideRim(angle: number, width: number, height: number, layout: RingLayout): Box {
  const { centre, rim, rimWidth, scale } = layout;
  const clear = rim + rimWidth / 2 + 7 * scale;
  const out = { x: Math.sin(angle), y: -Math.cos(angle) };
  let box: Box = { x: centre.x, y: centre.y, width, height };
  for (let far = clear; far < clear + width + height; far += scale) {
    const middle = polar(centre, far, angle);
    box = {
      x: middle.x - width / 2 + (out.x * width) / 2,
      y: middle.y - height / 2 + (out.y * height) / 2,
      width,
      height,
    };
    if (distance(centre, nearestIn(box, centre)) >= clear) break;
  }
  return box;
}
