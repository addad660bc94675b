import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Pixels, PixelSheet, trimmed } from './pixel-sheet.ts';

type Px = readonly [red: number, green: number, blue: number, alpha: number];

function pixel([red, green, blue, alpha]: Px): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function square(size: number, px: Px): Pixels {
  const data = new Uint32Array(size * size).fill(pixel(px));
  return { left: 0, top: 0, width: size, height: size, data };
}

function newSheet(width: number, height: number) {
  const bytes = new Uint8ClampedArray(4 * width * height);
  const sheet = new PixelSheet(width, height, new Uint32Array(bytes.buffer));
  const at = (x: number, y: number): readonly number[] => {
    return [...bytes.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
  };
  return { sheet, bytes, at };
}

const channel = fc.integer({ min: 0, max: 255 });
const px: fc.Arbitrary<Px> = fc.tuple(channel, channel, channel, channel);

describe('a picture on a sheet', () => {
  it('lies where it was copied to, in the order red, green, blue, alpha', () => {
    const { sheet, at } = newSheet(8, 6);
    sheet.copy(square(2, [10, 20, 30, 255]), 3, 1);
    expect(at(3, 1)).toEqual([10, 20, 30, 255]);
    expect(at(4, 2)).toEqual([10, 20, 30, 255]);
    expect(at(5, 2)).toEqual([0, 0, 0, 0]);
    expect(sheet.covered).toEqual({ left: 3, top: 1, right: 5, bottom: 3 });
  });

  it('is composed with what is below it as a canvas does', () => {
    fc.assert(
      fc.property(px, px, (below, above) => {
        const { sheet, at } = newSheet(1, 1);
        sheet.copy(square(1, below), 0, 0);
        sheet.copy(square(1, above), 0, 0);
        const [share, under] = [above[3] / 255, below[3] / 255];
        const alpha = share + under * (1 - share);
        const [red = 0, green = 0, blue = 0, opaque = 0] = at(0, 0);
        expect(Math.abs(opaque / 255 - alpha)).toBeLessThanOrEqual(0.5 / 255 + 1e-9);
        if (alpha === 0) return;
        for (const [index, found] of [red, green, blue].entries()) {
          const wanted =
            ((above[index] ?? 0) * share + (below[index] ?? 0) * under * (1 - share)) / alpha;
          expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.5 + 1e-9);
        }
      }),
    );
  });

  it('lies where it would if its blank edges had not been taken away', () => {
    const seen = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(fc.array(fc.tuple(seen, px)), (painted) => {
        const data = new Uint32Array(16);
        for (const [at, colour] of painted) data[at] = pixel(colour);
        const [whole, part] = [newSheet(9, 9), newSheet(9, 9)];
        whole.sheet.copy({ left: 0, top: 0, width: 4, height: 4, data }, 3, 2);
        part.sheet.copy(trimmed(4, data), 3, 2);
        expect(part.bytes).toEqual(whole.bytes);
        const { width, height } = trimmed(4, data);
        expect(width * height === 0).toBe(whole.bytes.every((byte) => byte === 0));
      }),
    );
  });

  it('is cut off at the edges, and beyond them is nothing', () => {
    const place = fc.integer({ min: -9, max: 12 });
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 6 }), (x, y, size) => {
        const { sheet, at } = newSheet(7, 5);
        // Each px tells by its red and green where it is from.
        const data = Uint32Array.from({ length: size * size }, (_, from) =>
          pixel([from % size, Math.floor(from / size), 3, 255]),
        );
        sheet.copy({ left: 0, top: 0, width: size, height: size, data }, x, y);
        for (let row = 0; row < 5; row += 1) {
          for (let column = 0; column < 7; column += 1) {
            const isIn = column >= x && column < x + size && row >= y && row < y + size;
            expect(at(column, row)).toEqual(isIn ? [column - x, row - y, 3, 255] : [0, 0, 0, 0]);
          }
        }
      }),
    );
  });
});

it('A sheet that was cleared is blank, whatever was copied to it', () => {
  const place = fc.integer({ min: -4, max: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place, px)), (copies) => {
      const { sheet, bytes } = newSheet(16, 12);
      for (const [x, y, colour] of copies) sheet.copy(square(5, colour), x, y);
      sheet.clear();
      expect(sheet.covered).toBeNull();
      expect(bytes.every((byte) => byte === 0)).toBe(true);
    }),
  );
});
