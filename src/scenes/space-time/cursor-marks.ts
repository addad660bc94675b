import type { Micros } from '../../base/time.ts';
import { clamp } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import { textWidth } from '../text-width.ts';
import { momentText } from './axis.ts';
import type { Plot, TimeScale } from './plot.ts';

/**
 * What lies beyond the cursor: pale as far as the trace knows it, and nothing after that, not even
 * lanes, as nothing has happened there.
 */
export function futureMarks(
  atUs: Micros,
  latestAt: Micros,
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  const x = clamp(time.x(atUs), plot.left, plot.right);
  const end = clamp(time.x(Math.max(atUs, latestAt)), plot.left, plot.right);
  const veil = (key: string, from: number, to: number): Mark => ({
    type: 'rect',
    key,
    x: from,
    y: plot.top - 3 * plot.scale,
    width: to - from,
    height: plot.bottom - plot.top + 2 * plot.scale,
    radius: 0,
    style: 'veil',
  });
  return [
    { type: 'group', key: 'future', x: 0, y: 0, opacity: 0.7, marks: [veil('pale', x, end)] },
    veil('unknown', end, plot.size.width),
  ];
}

/** The line of the cursor with its time at the foot; none when it is outside the window. */
export function cursorMarks(atUs: Micros, plot: Plot, time: TimeScale): readonly Mark[] {
  if (atUs < time.fromUs || atUs > time.toUs) return [];
  const x = clamp(time.x(atUs), plot.left, plot.right);
  const text = momentText(atUs, time.toUs - time.fromUs);
  const width = Math.ceil(textWidth(text, plot.text, true) + 14 * plot.scale);
  const height = plot.text + 6 * plot.scale;
  const left = clamp(x - width / 2, 0, plot.size.width - width);
  const y = plot.size.height - height - 1;
  const radius = 3 * plot.scale;
  return [
    { type: 'line', key: 'cursor', from: { x, y: 2 }, to: { x, y: y + 2 }, style: 'cursor' },
    { type: 'rect', key: 'tag', x: left, y, width, height, radius, style: 'cursor-tag' },
    {
      type: 'text',
      key: 'time',
      x: left + width / 2,
      y: y + height / 2,
      text,
      size: plot.text,
      anchor: 'middle',
      style: 'cursor-time',
    },
  ];
}
