import type { Mark, MarkOf, Segment } from '../mark.ts';
import { polar, turn } from '../geometry.ts';
import { type Paint, resolveStyle } from '../style.ts';
import type { Theme } from '../theme.ts';

export const sansFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
export const monoFamily =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** How wide the rim of surface colour around letters is, in px before scaling. */
export const haloPx = 3;

/** An element of SVG, whoever writes it: as text, or through React. */
export interface SvgShape {
  readonly tag: 'circle' | 'line' | 'path' | 'polygon' | 'rect' | 'text';
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string | null;
}

/** Rounds to 0.01 px, so that a figure is the same text on every machine. */
export function number(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** A mark that is no group, as SVG. `opacity` comes down from the groups around it. */
export function svgShape(
  mark: Exclude<Mark, MarkOf<'group'>>,
  theme: Theme,
  scale: number,
  opacity = 1,
): SvgShape {
  const paint = resolveStyle(theme, mark.style, mark.hue);
  const shape = geometryOf(mark);
  const width = mark.type === 'arc' && mark.width !== null ? mark.width : paint.width * scale;
  return {
    ...shape,
    attributes: {
      ...shape.attributes,
      ...(mark.type === 'text'
        ? textAttributes(paint, theme, scale)
        : strokeAttributes(paint, width, scale)),
      ...(opacity === 1 ? {} : { opacity: number(opacity) }),
    },
  };
}

function strokeAttributes(paint: Paint, width: number, scale: number): Record<string, string> {
  const stroke =
    paint.stroke === null ? null : { stroke: paint.stroke, 'stroke-width': number(width) };
  return {
    fill: paint.fill ?? 'none',
    ...stroke,
    ...(paint.dash.length > 0
      ? { 'stroke-dasharray': paint.dash.map((part) => number(part * scale)).join(' ') }
      : {}),
    ...(paint.round ? { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } : {}),
  };
}

function textAttributes(paint: Paint, theme: Theme, scale: number): Record<string, string> {
  return {
    fill: paint.fill ?? 'none',
    'font-family': paint.mono ? monoFamily : sansFamily,
    'font-weight': paint.bold ? '600' : '400',
    ...(paint.halo
      ? {
          stroke: theme.surface,
          'stroke-width': number(haloPx * scale),
          'stroke-linejoin': 'round',
          'paint-order': 'stroke',
        }
      : {}),
  };
}

function geometryOf(mark: Exclude<Mark, MarkOf<'group'>>): SvgShape {
  switch (mark.type) {
    case 'circle':
      return plain('circle', { cx: number(mark.x), cy: number(mark.y), r: number(mark.r) });
    case 'arc':
      return arcGeometry(mark);
    case 'line':
      return plain('line', {
        x1: number(mark.from.x),
        y1: number(mark.from.y),
        x2: number(mark.to.x),
        y2: number(mark.to.y),
      });
    case 'path':
      return plain('path', { d: mark.segments.map(segmentText).join('') });
    case 'polygon':
      return plain('polygon', {
        points: mark.points.map((point) => `${number(point.x)},${number(point.y)}`).join(' '),
      });
    case 'rect':
      return plain('rect', {
        x: number(mark.x),
        y: number(mark.y),
        width: number(Math.max(0, mark.width)),
        height: number(Math.max(0, mark.height)),
        rx: number(mark.radius),
      });
    case 'text':
      return {
        tag: 'text',
        attributes: {
          x: number(mark.x),
          y: number(mark.y + baselineEm * mark.size),
          'font-size': number(mark.size),
          'text-anchor': mark.anchor,
        },
        text: mark.text,
      };
  }
}

/** From the middle of a line of text down to its foot: half the height of capitals. */
export const baselineEm = 0.355;

function plain(tag: SvgShape['tag'], attributes: Record<string, string>): SvgShape {
  return { tag, attributes, text: null };
}

function arcGeometry(mark: MarkOf<'arc'>): SvgShape {
  const span = mark.to - mark.from;
  if (span >= turn - 1e-9) {
    return plain('circle', { cx: number(mark.x), cy: number(mark.y), r: number(mark.r) });
  }
  const start = polar(mark, mark.r, mark.from);
  const end = polar(mark, mark.r, mark.to);
  const radius = number(mark.r);
  const d = `M${number(start.x)} ${number(start.y)}A${radius} ${radius} 0 ${span > Math.PI ? 1 : 0} 1 ${number(end.x)} ${number(end.y)}`;
  return plain('path', { d });
}

function segmentText(segment: Segment): string {
  switch (segment.to) {
    case 'move':
      return `M${number(segment.x)} ${number(segment.y)}`;
    case 'line':
      return `L${number(segment.x)} ${number(segment.y)}`;
    case 'bend':
      return `Q${number(segment.cx)} ${number(segment.cy)} ${number(segment.x)} ${number(segment.y)}`;
    case 'close':
      return 'Z';
  }
}
