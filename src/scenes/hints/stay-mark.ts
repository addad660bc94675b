import type { Micros } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { valueText } from '../clock-text.ts';
import type { Box } from '../geometry.ts';
import { type Mark, sameTarget, type Target } from '../mark.ts';
import { area, together, words } from '../marks.ts';
import { fitText, textWidth } from '../text-width.ts';
import { endMark, fold, tripMark } from './end-marks.ts';
import { badgeRadius, type HintPlot, whatOf } from './plot.ts';
import { isOpen, stateOf } from './state.ts';
import type { Stay } from './stays.ts';

interface Absence {
  readonly fromUs: Micros;
  readonly toUs: Micros | null;
}

export function stayMark(
  stay: Stay,
  row: number,
  absences: readonly Absence[],
  view: View,
  selection: Target | null,
  plot: HintPlot,
): Mark {
  const { sheet, left, right, top, identities } = plot;
  const { scale, margin } = sheet;
  const y = top + (row + 0.5) * plot.row;
  const thick = Math.min(Math.max(18 * scale, sheet.text.small * 1.35), plot.row * 0.78);
  const isHeld = isOpen(stay, view);
  const endUs = stay.end?.at ?? plot.toUs;
  const hue = identities.get(stay.for)?.hue ?? 'ink';
  const target: Target = isHeld
    ? { type: 'hint', key: stay.key, holder: stay.holder, for: stay.for, dot: stay.version.dot }
    : { type: 'event', event: stay.end?.event ?? stay.storedBy };
  const from = plot.x(Math.max(stay.storedAt, plot.fromUs));
  const to = Math.max(plot.x(endUs), from + 3 * scale);
  const bar = { x: from, y: y - thick / 2, width: to - from, height: thick };
  const gone = absences.flatMap(({ fromUs, toUs }, at): Mark[] => {
    const a = Math.max(left, plot.x(Math.max(fromUs, plot.fromUs)));
    const b = Math.min(right, plot.x(Math.min(toUs ?? plot.toUs, plot.toUs)));
    const height = plot.row * 0.92;
    return b <= a
      ? []
      : [area(`away ${at}`, { x: a, y: y - height / 2, width: b - a, height }, 'band')];
  });
  const label = `${stay.holder} for ${stay.for}: ${stay.key} = ${valueText(stay.version)}, ${stateOf(stay, view)}`;
  return together(`hint ${stay.storedBy}`, { x: 0, y: 0 }, [
    ...gone,
    ...whoMarks(stay, view, { x: margin, y }, plot),
    together(
      'stay',
      { x: 0, y: 0 },
      [
        area('bar', bar, isHeld ? 'hint' : 'hint-past', { hue, radius: 2 * scale }),
        ...(isHeld ? [fold(bar, thick * 0.45, hue)] : []),
        ...(sameTarget(selection, target)
          ? [
              area(
                'chosen',
                { x: bar.x - 3, y: bar.y - 3, width: bar.width + 6, height: bar.height + 6 },
                'node-selected',
                { radius: 4 * scale },
              ),
            ]
          : []),
      ],
      { target, label },
    ),
    ...stay.trips
      .filter(({ at }) => at >= plot.fromUs)
      .map((trip, at) => tripMark(trip, at, { x: plot.x(trip.at), y }, thick, hue, stay)),
    ...(stay.end === null ? [] : [endMark(stay, { x: to, y }, scale)]),
    ...stateWords(stay, view, bar, plot),
  ]);
}

/** Holder → intended node, and the version. */
function whoMarks(
  stay: Stay,
  view: View,
  at: { readonly x: number; readonly y: number },
  plot: HintPlot,
): readonly Mark[] {
  const { sheet, identities, left } = plot;
  const { text, scale } = sheet;
  const r = badgeRadius(scale, plot.row);
  const [holder, home] = [view.nodes.get(stay.holder), view.nodes.get(stay.for)];
  const [a, b] = [identities.get(stay.holder), identities.get(stay.for)];
  const second = at.x + 3 * r + textWidth('for', text.small) + 10 * scale;
  const textAt = second + r + 7 * scale;
  return [
    ...(holder === undefined || a === undefined
      ? []
      : [badge(holder, a, { x: at.x + r, y: at.y }, r, 'holder')]),
    words('for', { x: (at.x + 2 * r + second - r) / 2, y: at.y }, 'for', text.small, 'node-name', {
      anchor: 'middle',
    }),
    ...(home === undefined || b === undefined
      ? []
      : [badge(home, b, { x: second, y: at.y }, r, 'home')]),
    words(
      'what',
      { x: textAt, y: at.y },
      fitText(whatOf(stay), text.small, left - textAt - 6 * scale),
      text.small,
      'chip-value',
    ),
  ];
}

/** In the bar, or after it, or before it: wherever there is room; in fewer words if need be. */
function stateWords(stay: Stay, view: View, bar: Box, plot: HintPlot): readonly Mark[] {
  const { text } = plot.sheet;
  if (plot.row < text.small * 1.1) return [];
  const told = stateOf(stay, view);
  const y = bar.y + bar.height / 2;
  for (const each of new Set([told, told.split(',')[0] ?? told])) {
    const place = placeFor(textWidth(each, text.small), stay, bar, plot);
    if (place === null) continue;
    return [
      words('state', { x: place.x, y }, each, text.small, 'node-name', {
        anchor: place.anchor,
      }),
    ];
  }
  // Else under the bar.
  const below = y + bar.height / 2 + text.small * 0.75;
  if (below + text.small * 0.5 > y + plot.row / 2) return [];
  const last = plot.sheet.size.width - plot.sheet.margin - textWidth(told, text.small);
  const x = Math.max(plot.left + 2, Math.min(bar.x, last));
  return [words('state', { x, y: below }, told, text.small, 'node-name')];
}

function placeFor(
  widthPx: number,
  stay: Stay,
  bar: Box,
  plot: HintPlot,
): { readonly x: number; readonly anchor: 'start' | 'end' } | null {
  const { sheet, left } = plot;
  const { scale, size, margin } = sheet;
  const room = widthPx + 10 * scale;
  const end = bar.x + bar.width;
  const free = stretches(stay, bar, plot).find(([from, to]) => room + 10 * scale < to - from);
  if (free !== undefined) return { x: free[0] + 8 * scale, anchor: 'start' };
  if (end + 18 * scale + room < size.width - margin * 0.5) {
    return { x: end + 18 * scale, anchor: 'start' };
  }
  return bar.x - room > left ? { x: bar.x - 8 * scale, anchor: 'end' } : null;
}

/** Of its bar, between the times that it was sent home. */
function stretches(stay: Stay, bar: Box, plot: HintPlot): readonly (readonly [number, number])[] {
  const head = Math.min(bar.height, 12 * plot.sheet.scale);
  const trips = stay.trips.map(({ at }) => plot.x(at)).filter((x) => x > bar.x);
  const starts = [bar.x, ...trips.map((x) => x + head)];
  return starts.map((from, at) => [from, trips[at] ?? bar.x + bar.width]);
}
