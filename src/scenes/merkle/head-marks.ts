import type { Range } from '../../dynamo/anti-entropy/place.ts';
import type { View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { identify } from '../identity.ts';
import type { Mark, Point } from '../mark.ts';
import { together, words } from '../marks.ts';
import { counted } from '../sentence/list-words.ts';
import type { Sheet } from '../sheet.ts';
import { textWidth } from '../text-width.ts';
import type { Session } from './sessions.ts';
import { comparisonSign } from './tree-marks.ts';

/** Who compares, at either side, and a sign for the root of each range that they share. */
export function headMarks(
  session: Session,
  range: Range | null,
  view: View,
  sheet: Sheet,
): readonly Mark[] {
  const { size, margin, text, scale } = sheet;
  const identities = identify(view.nodes.keys());
  const r = 14 * scale + (text.small - 11 * scale) * 0.5;
  const y = margin + r * 0.8;
  const ends = [
    { node: session.node, x: margin + r },
    { node: session.partner, x: size.width - margin - r },
  ].flatMap(({ node, x }) => {
    const [view_, identity] = [view.nodes.get(node), identities.get(node)];
    return view_ === undefined || identity === undefined
      ? []
      : [badge(view_, identity, { x, y }, r)];
  });
  const roots = session.levels[0] ?? [];
  const across = size.width - 2 * margin - 5 * r;
  const step = Math.min(18 * scale, across / Math.max(1, roots.length));
  const left = size.width / 2 - ((roots.length - 1) * step) / 2;
  const signs = roots.flatMap(({ place, isEqual }, at): Mark[] => {
    const here = { x: left + at * step, y: y - r * 0.25 };
    const isShown = place.range.to === range?.to;
    return [
      together(
        `root ${place.range.to}`,
        here,
        [
          comparisonSign(isEqual ? 'equal' : 'differs', Math.min(5.5 * scale, step * 0.4)),
          ...(isShown
            ? [
                {
                  type: 'circle',
                  key: 'shown',
                  x: 0,
                  y: 0,
                  r: Math.min(9 * scale, step * 0.55),
                  style: 'node-selected',
                } as const,
              ]
            : []),
        ],
        {
          target: { type: 'event', event: session.event },
          label: `range to ${place.range.to.slice(0, 4)}…: ${isEqual ? 'equal' : 'differs'}`,
        },
      ),
    ];
  });
  const differing = roots.filter(({ isEqual }) => !isEqual).length;
  const told = `${counted(roots.length, 'shared range')}: ${roots.length - differing} equal, ${differWords(differing)}`;
  return [
    ...ends,
    ...signs,
    words('roots', { x: size.width / 2, y: y + r * 0.85 }, told, text.small, 'node-name', {
      anchor: 'middle',
    }),
    ...(range === null
      ? []
      : keyMarks({ x: size.width / 2, y: y + r * 0.85 + text.small * 1.6 }, sheet)),
  ];
}

/** `1 differs`, `2 differ`. */
export function differWords(count: number): string {
  return count === 0 ? 'none differs' : `${count} ${count === 1 ? 'differs' : 'differ'}`;
}

const comparisons = [
  ['equal', 'equal'],
  ['differs', 'differs'],
  ['not-compared', 'not compared'],
] as const;

/** What the signs of the trees mean, in a line around a middle. */
function keyMarks({ x, y }: Point, { text, scale }: Sheet): readonly Mark[] {
  const r = 5.5 * scale;
  const gap = 16 * scale;
  const parts = comparisons.map(([comparison, told]) => ({
    comparison,
    told,
    width: 2.6 * r + textWidth(told, text.small),
  }));
  let left = x - (parts.reduce((sum, { width }) => sum + width + gap, 0) - gap) / 2;
  return parts.map(({ comparison, told, width }) => {
    const at = { x: left + r, y };
    left += width + gap;
    return together(`key ${comparison}`, at, [
      comparisonSign(comparison, r),
      words('told', { x: 1.6 * r, y: 0 }, told, text.small, 'node-name'),
    ]);
  });
}
