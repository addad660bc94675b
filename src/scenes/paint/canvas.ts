import { turn } from '../geometry.ts';
import type { Mark, MarkOf, Scene } from '../mark.ts';
import { type Paint, resolveStyle } from '../style.ts';
import type { Theme } from '../theme.ts';
import { baselineEm, haloPx, monoFamily, sansFamily } from './shape.ts';

/** The part of a 2D canvas that painting needs; a page's, a worker's, or a recorder's. */
export interface CanvasLike {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: 'butt' | 'round' | 'square';
  lineJoin: 'bevel' | 'round' | 'miter';
  globalAlpha: number;
  font: string;
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end';
  textBaseline: 'alphabetic' | 'top' | 'hanging' | 'middle' | 'ideographic' | 'bottom';
  translate(x: number, y: number): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  arc(x: number, y: number, r: number, from: number, to: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  setLineDash(parts: number[]): void;
}

/** Paints both layers of a scene on the theme's surface, as {@link paintSvg} does. */
export function paintCanvas(canvas: CanvasLike, scene: Scene, theme: Theme): void {
  canvas.globalAlpha = 1;
  canvas.fillStyle = theme.surface;
  canvas.fillRect(0, 0, scene.size.width, scene.size.height);
  paintMarks(canvas, scene.still, theme, scene.scale);
  paintMarks(canvas, scene.moving, theme, scene.scale);
}

/** Paints marks over what is there. Units are those of the marks: scale the canvas beforehand. */
export function paintMarks(
  canvas: CanvasLike,
  marks: readonly Mark[],
  theme: Theme,
  scale: number,
): void {
  paintAll({ canvas, pen: new Pen(canvas), theme, scale }, marks, 1);
}

interface Brush {
  readonly canvas: CanvasLike;
  readonly pen: Pen;
  readonly theme: Theme;
  readonly scale: number;
}

function paintAll(brush: Brush, marks: readonly Mark[], opacity: number): void {
  for (const mark of marks) {
    if (mark.type === 'group') {
      brush.canvas.translate(mark.x, mark.y);
      paintAll(brush, mark.marks, opacity * (mark.opacity ?? 1));
      brush.canvas.translate(-mark.x, -mark.y);
    } else {
      brush.pen.opacity(opacity);
      paintLeaf(brush, mark);
    }
  }
}

/** Tells a canvas only what has changed: most marks look like the one before, and telling takes time. */
class Pen {
  readonly #canvas: CanvasLike;
  #opacity: number | null = null;
  #fill: string | null = null;
  #line: { readonly paint: Paint; readonly width: number; readonly scale: number } | null = null;

  constructor(canvas: CanvasLike) {
    this.#canvas = canvas;
  }

  opacity(share: number): void {
    if (this.#opacity === share) return;
    this.#opacity = share;
    this.#canvas.globalAlpha = share;
  }

  fill(colour: string): void {
    if (this.#fill === colour) return;
    this.#fill = colour;
    this.#canvas.fillStyle = colour;
  }

  /** A line of this paint; `width` in px. */
  line(paint: Paint, stroke: string, width: number, scale: number): void {
    const last = this.#line;
    if (last?.paint === paint && last.width === width && last.scale === scale) return;
    this.#line = { paint, width, scale };
    this.#canvas.strokeStyle = stroke;
    this.#canvas.lineWidth = width;
    this.#canvas.setLineDash(paint.dash.map((part) => part * scale));
    this.#canvas.lineCap = paint.round ? 'round' : 'butt';
    this.#canvas.lineJoin = paint.round ? 'round' : 'miter';
  }

  /** Somebody else has set the line. */
  forgetLine(): void {
    this.#line = null;
  }
}

function paintLeaf(brush: Brush, mark: Exclude<Mark, MarkOf<'group'>>): void {
  const { canvas, pen, theme, scale } = brush;
  const paint = resolveStyle(theme, mark.style, mark.hue);
  if (mark.type === 'text') {
    paintText(brush, mark, paint);
    return;
  }
  canvas.beginPath();
  trace(canvas, mark);
  if (paint.fill !== null && mark.type !== 'line' && mark.type !== 'arc') {
    pen.fill(paint.fill);
    canvas.fill();
  }
  if (paint.stroke === null) return;
  const width = mark.type === 'arc' && mark.width !== null ? mark.width : paint.width * scale;
  pen.line(paint, paint.stroke, width, scale);
  canvas.stroke();
}

function trace(canvas: CanvasLike, mark: Exclude<Mark, MarkOf<'group' | 'text'>>): void {
  switch (mark.type) {
    case 'circle':
      canvas.arc(mark.x, mark.y, Math.max(0, mark.r), 0, turn);
      return;
    case 'arc':
      canvas.arc(mark.x, mark.y, mark.r, mark.from - turn / 4, mark.to - turn / 4);
      return;
    case 'line':
      canvas.moveTo(mark.from.x, mark.from.y);
      canvas.lineTo(mark.to.x, mark.to.y);
      return;
    case 'rect':
      tracedRect(canvas, mark);
      return;
    case 'polygon': {
      // The first is moved to, as a path that is just begun has no point.
      for (const point of mark.points) canvas.lineTo(point.x, point.y);
      canvas.closePath();
      return;
    }
    case 'path':
      for (const segment of mark.segments) {
        if (segment.to === 'move') canvas.moveTo(segment.x, segment.y);
        else if (segment.to === 'line') canvas.lineTo(segment.x, segment.y);
        else if (segment.to === 'bend')
          canvas.quadraticCurveTo(segment.cx, segment.cy, segment.x, segment.y);
        else canvas.closePath();
      }
  }
}

function tracedRect(canvas: CanvasLike, mark: MarkOf<'rect'>): void {
  const [width, height] = [Math.max(0, mark.width), Math.max(0, mark.height)];
  const radius = Math.min(mark.radius, width / 2, height / 2);
  if (radius > 0) canvas.roundRect(mark.x, mark.y, width, height, radius);
  else canvas.rect(mark.x, mark.y, width, height);
}

const alignments = { start: 'left', middle: 'center', end: 'right' } as const;

function paintText({ canvas, pen, theme, scale }: Brush, mark: MarkOf<'text'>, paint: Paint): void {
  canvas.font = `${paint.bold ? 600 : 400} ${mark.size}px ${paint.mono ? monoFamily : sansFamily}`;
  canvas.textAlign = alignments[mark.anchor];
  canvas.textBaseline = 'alphabetic';
  const y = mark.y + baselineEm * mark.size;
  if (paint.halo) {
    pen.forgetLine();
    canvas.strokeStyle = theme.surface;
    canvas.lineWidth = haloPx * scale;
    canvas.lineJoin = 'round';
    canvas.setLineDash([]);
    canvas.strokeText(mark.text, mark.x, y);
  }
  if (paint.fill !== null) {
    pen.fill(paint.fill);
    canvas.fillText(mark.text, mark.x, y);
  }
}
