import type { Mark } from '../mark.ts';
import type { Theme } from '../theme.ts';
import { type CanvasLike, paintMarks } from './canvas.ts';

interface ScalingCanvas extends CanvasLike {
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
}

/** What pictures are copied to. */
export interface Copier<Picture> {
  /** The picture's upper left corner comes to this px of the screen. */
  copy(picture: Picture, x: number, y: number): void;
}

/** Makes a picture of this many px of the screen each way by painting on a canvas of that size. */
export type MakePicture<Picture> = (
  sizePx: number,
  paint: (canvas: ScalingCanvas) => void,
) => Picture;

/** How marks come on the screen: their theme, line scale, and where px of the scene lie on it. */
export interface Ground {
  readonly theme: Theme;
  readonly scale: number;
  /** px of the screen to one px of the scene. */
  readonly ratio: number;
  /** The point of the scene that is at the canvas's upper left. */
  readonly left: number;
  readonly top: number;
}

/** Stamps lie on px of the screen, so there is one for each half px that a thing lies beside them. */
const phases = 2;

interface Stamp<Picture> {
  readonly picture: Picture;
  /** px of the screen from its edges to its middle. */
  readonly reach: number;
}

/**
 * What stands in many places is painted as {@link paintMarks} does, but once only, to be copied to
 * each of them, which costs less. A copy may lie a quarter px of the screen beside where it belongs.
 * There are as many stamps as there are groups of different marks, four of each.
 */
export class Stamps<Picture> {
  readonly #make: MakePicture<Picture>;
  #ground: Ground | null = null;
  #made = new WeakMap<readonly Mark[], (Stamp<Picture> | undefined)[]>();

  constructor(make: MakePicture<Picture>) {
    this.#make = make;
  }

  /** Copies what is to be stamped; all other marks, which lie above that, are given back. */
  copy(marks: readonly Mark[], ground: Ground, onto: Copier<Picture>): readonly Mark[] {
    this.#settleOn(ground);
    const { ratio, left, top } = ground;
    const others: Mark[] = [];
    for (const mark of marks) {
      if (mark.type !== 'group' || mark.isStamp !== true) {
        others.push(mark);
        continue;
      }
      const x = Math.round((mark.x - left) * ratio * phases);
      const y = Math.round((mark.y - top) * ratio * phases);
      const { picture, reach } = this.#stampOf(mark.marks, x & 1, y & 1, ground);
      onto.copy(picture, (x >> 1) - reach, (y >> 1) - reach);
    }
    return others;
  }

  /** Stamps are of one theme and size at a time. */
  #settleOn(ground: Ground): void {
    const before = this.#ground;
    this.#ground = ground;
    if (before === null) return;
    const { theme, scale, ratio } = ground;
    if (theme === before.theme && scale === before.scale && ratio === before.ratio) return;
    this.#made = new WeakMap();
  }

  #stampOf(marks: readonly Mark[], dx: number, dy: number, ground: Ground): Stamp<Picture> {
    let made = this.#made.get(marks);
    if (made === undefined) this.#made.set(marks, (made = []));
    return (made[dx + phases * dy] ??= this.#stamped(marks, dx / phases, dy / phases, ground));
  }

  #stamped(
    marks: readonly Mark[],
    dx: number,
    dy: number,
    { theme, scale, ratio }: Ground,
  ): Stamp<Picture> {
    const reach = Math.ceil((reachOf(marks) + lineRoom * scale * theme.stroke) * ratio) + 1;
    const picture = this.#make(2 * reach, (canvas) => {
      canvas.setTransform(ratio, 0, 0, ratio, reach + dx, reach + dy);
      paintMarks(canvas, marks, theme, scale);
    });
    return { picture, reach };
  }
}

/** px that the lines of a stamp take beyond its outline, corners included. */
const lineRoom = 2.5;

/** px from the middle of a group to the farthest point of its outlines. */
function reachOf(marks: readonly Mark[]): number {
  return Math.max(0, ...marks.map(reachOfMark));
}

function reachOfMark(mark: Mark): number {
  switch (mark.type) {
    case 'circle':
      return Math.max(Math.abs(mark.x), Math.abs(mark.y)) + mark.r;
    case 'polygon':
      return Math.max(...mark.points.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
    default:
      throw new Error(`a stamp has no ${mark.type}`);
  }
}
