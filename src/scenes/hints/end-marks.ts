import { showTime } from '../../base/time.ts';
import type { Hue } from '../style.ts';
import type { Mark } from '../mark.ts';
import { stroke, together } from '../marks.ts';
import type { Stay } from './stays.ts';

/** The folded corner of a hint that is held. */
export function fold(
  bar: { readonly x: number; readonly y: number; readonly width: number },
  side: number,
  hue: Hue,
): Mark {
  const [x, y] = [bar.x + bar.width, bar.y];
  return {
    type: 'polygon',
    key: 'fold',
    points: [
      { x: x - side, y },
      { x, y },
      { x, y: y + side },
    ],
    style: 'hint-fold',
    hue,
  };
}

/** Sent home: a stroke through the bar, with the head of an arrow. */
export function tripMark(
  trip: Stay['trips'][number],
  at: number,
  { x, y }: { readonly x: number; readonly y: number },
  thick: number,
  hue: Hue,
  stay: Stay,
): Mark {
  const half = thick * 0.75;
  const head = thick * 0.32;
  return together(
    `trip ${at}`,
    { x: 0, y: 0 },
    [
      stroke('stem', { x, y: y - half }, { x, y: y + half }, 'trip', { hue }),
      {
        type: 'polygon',
        key: 'head',
        points: [
          { x, y: y - half },
          { x: x + head * 1.5, y: y - half + head * 0.8 },
          { x, y: y - half + head * 1.6 },
        ],
        style: 'arrow-head',
        hue,
      },
    ],
    {
      target: { type: 'event', event: trip.event },
      label: `${stay.holder} sends it home to ${stay.for} at ${showTime(trip.at)}`,
    },
  );
}

/** Deleted: after the acknowledgement, or because a newer version took its place. */
export function endMark(
  stay: Stay,
  { x, y }: { readonly x: number; readonly y: number },
  scale: number,
): Mark {
  const r = 6 * scale;
  const isHome = stay.end?.reason === 'handed-off';
  return together(
    'end',
    { x: x + r * 1.4, y },
    [
      { type: 'circle', key: 'ring', x: 0, y: 0, r, style: isHome ? 'outcome' : 'pip-empty' },
      ...(isHome
        ? [
            {
              type: 'path',
              key: 'tick',
              segments: [
                { to: 'move', x: -r * 0.45, y: 0 },
                { to: 'line', x: -r * 0.1, y: r * 0.38 },
                { to: 'line', x: r * 0.45, y: -r * 0.38 },
              ],
              style: 'outcome-sign',
            } as const,
          ]
        : []),
    ],
    {
      target: { type: 'event', event: stay.end?.event ?? stay.storedBy },
      label: isHome ? 'acknowledged and deleted' : 'superseded',
    },
  );
}
