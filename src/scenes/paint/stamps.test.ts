import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import type { Mark } from '../mark.ts';
import { ringMoving } from '../ring/ring.ts';
import { nodeNames } from '../testing/views.ts';
import { themes } from '../theme.ts';
import type { CanvasLike } from './canvas.ts';
import { type Copier, type Ground, Stamps } from './stamps.ts';

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

interface Picture {
  readonly sizePx: number;
  readonly canvas: Recorder;
}

/** A canvas that remembers what was done on it, with points as px of the screen. */
class Recorder implements CanvasLike, Copier<Picture> {
  fillStyle: unknown = '';
  strokeStyle: unknown = '';
  lineWidth = 1;
  lineCap: CanvasLike['lineCap'] = 'butt';
  lineJoin: CanvasLike['lineJoin'] = 'miter';
  globalAlpha = 1;
  font = '';
  textAlign: CanvasLike['textAlign'] = 'start';
  textBaseline: CanvasLike['textBaseline'] = 'alphabetic';
  readonly done: string[] = [];
  readonly copies: { readonly picture: Picture; readonly x: number; readonly y: number }[] = [];
  readonly points: { readonly x: number; readonly y: number }[] = [];
  matrix: Matrix = [1, 0, 0, 1, 0, 0];
  setTransform = (...matrix: Matrix): void => void (this.matrix = matrix);
  translate = (x: number, y: number): void => {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, e + a * x, f + d * y];
  };
  copy = (picture: Picture, x: number, y: number): void => {
    this.copies.push({ picture, x, y });
  };
  fill = (): void => void this.done.push('fill');
  stroke = (): void => void this.done.push('stroke');
  lineTo = (x: number, y: number): void => this.#point(x, y);
  moveTo = (x: number, y: number): void => this.#point(x, y);
  arc = (x: number, y: number, r: number): void => {
    this.#point(x - r, y - r);
    this.#point(x + r, y + r);
  };
  beginPath = (): void => {};
  closePath = (): void => {};
  quadraticCurveTo = (): void => {};
  roundRect = (): void => {};
  rect = (): void => {};
  fillRect = (): void => {};
  setLineDash = (): void => {};
  strokeText = (): void => {};
  fillText = (): void => {};

  #point(x: number, y: number): void {
    const [a, , , d, e, f] = this.matrix;
    this.points.push({ x: a * x + e, y: d * y + f });
  }
}

const pictures: Picture[] = [];

function newStamps(): Stamps<Picture> {
  pictures.length = 0;
  return new Stamps<Picture>((sizePx, paint) => {
    const canvas = new Recorder();
    paint(canvas);
    const picture = { sizePx, canvas };
    pictures.push(picture);
    return picture;
  });
}

const ground: Ground = { theme: themes.light, scale: 1.2, ratio: 1.5, left: 20, top: 10 };

const body: Mark = { type: 'circle', key: 'body', x: 0, y: 0, r: 5, style: 'message', hue: 1 };
const shared: readonly Mark[] = [body];

function stamp(x: number, y: number, marks: readonly Mark[] = shared): Mark {
  return { type: 'group', key: `${x} ${y}`, x, y, isStamp: true, marks };
}

function painted(marks: readonly Mark[], on: Ground = ground, stamps = newStamps()): Recorder {
  const canvas = new Recorder();
  stamps.copy(marks, on, canvas);
  return canvas;
}

describe('what stands in many places', () => {
  it('is painted four times at most, and copied to each place', () => {
    const places = Array.from({ length: 200 }, (_, k) => stamp(k * 1.37, k * 2.11));
    const canvas = painted(places);
    expect(canvas.copies).toHaveLength(200);
    expect(canvas.done).not.toContain('fill');
    expect(pictures).toHaveLength(4);
  });

  it('lies a quarter px of the screen beside its place at most', () => {
    for (let k = 0; k < 50; k += 1) {
      const [x, y] = [30 + k * 0.173, 40 + k * 0.291];
      const [copy] = painted([stamp(x, y)]).copies;
      const points = copy?.picture.canvas.points ?? [];
      const middle = (of: readonly number[]): number => (Math.min(...of) + Math.max(...of)) / 2;
      const atX = (copy?.x ?? 0) + middle(points.map((point) => point.x));
      const atY = (copy?.y ?? 0) + middle(points.map((point) => point.y));
      expect(Math.abs(atX - (x - 20) * 1.5)).toBeLessThanOrEqual(0.25 + 1e-9);
      expect(Math.abs(atY - (y - 10) * 1.5)).toBeLessThanOrEqual(0.25 + 1e-9);
    }
  });

  it('is painted anew for another theme, line scale or screen, and for nothing else', () => {
    const stamps = newStamps();
    const made = (on: Ground): number => {
      painted([stamp(30, 40)], on, stamps);
      return pictures.length;
    };
    expect(made(ground)).toBe(1);
    expect(made({ ...ground, left: 22, top: 12 })).toBe(1);
    expect(made({ ...ground, theme: themes.dark })).toBe(2);
    expect(made({ ...ground, theme: themes.dark, scale: 2 })).toBe(3);
    expect(made({ ...ground, theme: themes.dark, scale: 2, ratio: 2 })).toBe(4);
  });
});

it('gives back what is not to be copied, in its order', () => {
  const [other, another] = ['other', 'another'].map((key): Mark => ({
    type: 'group',
    key,
    x: 50,
    y: 60,
    marks: shared,
  }));
  const marks = [stamp(30, 40), other, stamp(52, 60), another].filter((mark) => mark !== undefined);
  const canvas = new Recorder();
  expect(newStamps().copy(marks, ground, canvas)).toEqual([other, another]);
  expect(canvas.copies).toHaveLength(2);
});

const flood = play(`lab 1
cluster ${nodeNames(12).join(' ')}
at 0 load 1500/s for 1s keys=50 clients=8
until 200ms
`).view(150_000);

describe.each(['light', 'dark', 'projector'] as const)('messages of a flood, %s', (name) => {
  const theme = themes[name];
  const size = { width: 730, height: 460 };
  const marks = ringMoving({ view: flood, size, theme, selection: null, atUs: 150_000 });

  it('are all copied', () => {
    expect(marks.length).toBeGreaterThan(100);
    expect(painted(marks, { ...ground, theme }).copies).toHaveLength(marks.length);
    expect(pictures.length).toBeLessThan(marks.length);
  });

  it('fit into their stamps with their lines and corners', () => {
    painted(marks, { ...ground, theme });
    const line = 1.75 * theme.stroke * ground.scale * ground.ratio;
    for (const { sizePx, canvas } of pictures) {
      for (const { x, y } of canvas.points) {
        expect(Math.min(x, y)).toBeGreaterThan(line);
        expect(Math.max(x, y)).toBeLessThan(sizePx - line);
      }
    }
  });
});
