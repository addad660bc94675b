import type { Copier } from './stamps.ts';

/** A small picture: RGBA as ImageData has it, not premultiplied, on a little-endian machine. */
export interface Pixels {
  /** Where it begins, seen from where it is copied to. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Row by row; alpha in the upper byte. */
  readonly data: Uint32Array;
}

/** The part of a square picture of `size`² px that is not blank. */
export function trimmed(size: number, data: Uint32Array): Pixels {
  let [left, top, right, bottom] = [size, size, 0, 0];
  for (const [at, pixel] of data.entries()) {
    if (pixel < leastSeen) continue;
    const [x, y] = [at % size, Math.floor(at / size)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  const part = new Uint32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (top + row) * size + left;
    part.set(data.subarray(from, from + width), row * width);
  }
  return { left, top, width, height, data: part };
}

/** Below it a px is blank, from the other on it hides what is below. */
const [leastSeen, opaque] = [0x01000000, 0xff000000];

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * A transparent picture on which many small ones are put, again and again at other places. It does
 * in one go what a canvas does with a call for each: hundreds of them cost less so.
 */
export class PixelSheet implements Copier<Pixels> {
  readonly width: number;
  readonly height: number;
  readonly #data: Uint32Array;
  /** What was copied to since it was last blank. */
  readonly #areas: Area[] = [];

  /** `data` has `width` × `height` px, and is written to. */
  constructor(width: number, height: number, data: Uint32Array) {
    this.width = width;
    this.height = height;
    this.#data = data;
  }

  /** Takes away all that was copied to it. */
  clear(): void {
    const data = this.#data;
    for (const { left, top, right, bottom } of this.#areas) {
      for (let row = top * this.width; row < bottom * this.width; row += this.width) {
        for (let at = row + left; at < row + right; at += 1) data[at] = 0;
      }
    }
    this.#areas.length = 0;
  }

  /** Lays a picture over what is there, at whole px; beyond the edges it is cut off. */
  copy(picture: Pixels, x: number, y: number): void {
    const { data, width, height } = picture;
    const [atX, atY] = [x + picture.left, y + picture.top];
    const [left, right] = [Math.max(0, atX), Math.min(this.width, atX + width)];
    const [top, bottom] = [Math.max(0, atY), Math.min(this.height, atY + height)];
    if (left >= right || top >= bottom) return;
    this.#areas.push({ left, top, right, bottom });
    const sheet = this.#data;
    for (let row = top; row < bottom; row += 1) {
      let at = row * this.width + left;
      let from = (row - atY) * width + left - atX;
      for (let column = left; column < right; column += 1, at += 1, from += 1) {
        const above = data[from] ?? 0;
        if (above < leastSeen) continue;
        const below = sheet[at] ?? 0;
        sheet[at] = above >= opaque || below < leastSeen ? above : over(above, below);
      }
    }
  }

  /** The least part of it with all that was copied to it; null while it is blank. */
  get covered(): Area | null {
    let [left, top, right, bottom] = [this.width, this.height, 0, 0];
    for (const area of this.#areas) {
      if (area.left < left) left = area.left;
      if (area.top < top) top = area.top;
      if (area.right > right) right = area.right;
      if (area.bottom > bottom) bottom = area.bottom;
    }
    return left < right ? { left, top, right, bottom } : null;
  }
}

/** One px over another, as a canvas composes them. */
function over(above: number, below: number): number {
  const share = above >>> 24;
  const rest = ((below >>> 24) * (255 - share)) / 255;
  const alpha = share + rest;
  const mixed = (shift: number): number =>
    Math.round((((above >>> shift) & 255) * share + ((below >>> shift) & 255) * rest) / alpha);
  const [red, green, blue] = [mixed(0), mixed(8), mixed(16)];
  return ((Math.round(alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
