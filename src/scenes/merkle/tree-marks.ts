import { cluster, hierarchy, type HierarchyPointNode } from 'd3-hierarchy';

import type { NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { clockText, valueText } from '../clock-text.ts';
import type { Box } from '../geometry.ts';
import type { Identities } from '../identity.ts';
import type { Mark, Point } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { Sheet } from '../sheet.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { EventId } from '../../trace/event.ts';
import type { Leaf, Twig } from './tree.ts';

export interface TreePlot {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly box: Box;
  readonly a: NodeId;
  readonly b: NodeId;
  /** What a place leads to: its comparison. */
  readonly event: EventId;
}

/**
 * Two trees that face each other, a's from the left and b's from the right; between them the keys,
 * with what either side holds. What was found equal is not looked into, so it is one row.
 */
export function treeMarks(root: Twig, plot: TreePlot): readonly Mark[] {
  const { box, sheet } = plot;
  const { text, scale } = sheet;
  const most = Math.max(2, Math.floor(box.height / (text.small * 1.5)));
  const tree = inRows(hierarchy(foldTwigs(root, most), ({ twigs }) => twigs));
  const rows = tree.leaves();
  const first = rows[0]?.x ?? 0;
  const step = Math.min(34 * scale, box.height / Math.max(1, rows.length));
  const top = box.y + Math.max(0, (box.height - rows.length * step) / 2);
  const y = (row: number): number => top + (row + 0.5) * step;
  const column = Math.min(box.width * 0.5, 300 * scale + text.small * 6);
  const reach = (box.width - column) / 2;
  const stride = Math.min(46 * scale, reach / (tree.height + 0.6));
  const side = (isA: boolean): Side => ({
    x: (level) => {
      const along = (level + 0.35) * stride;
      return isA ? box.x + along : box.x + box.width - along;
    },
    end: isA ? box.x + reach : box.x + box.width - reach,
    has: (leaves) => leaves.some((leaf) => (isA ? leaf.a : leaf.b).length > 0),
    y: (row) => y(row - first),
    r: Math.min(6.5 * scale, step * 0.36),
    event: plot.event,
    node: isA ? plot.a : plot.b,
  });
  return [
    together('a', { x: 0, y: 0 }, twigMarks(tree, null, side(true))),
    together('b', { x: 0, y: 0 }, twigMarks(tree, null, side(false))),
    ...rows.map(({ data }, at) =>
      rowMark(data.leaves, { x: box.x + box.width / 2, y: y(at) }, column, plot),
    ),
  ];
}

/** Places that were found equal, or never looked at, close up; and more where rows are too many. */
function foldTwigs(twig: Twig, most: number): Twig {
  if (twig.twigs.length === 0 || twig.leaves.length === 1) return twig;
  const isSettled = twig.comparison !== 'differs' && twig.leaves.length > 1;
  if ((isSettled && twig.leaves.length > 2) || most < 2) return { ...twig, twigs: [] };
  return { ...twig, twigs: twig.twigs.map((each) => foldTwigs(each, most - 1)) };
}

/**
 * Whatever has nothing below it has a row of its own, whole numbers from above to below; every other
 * place stands in the middle of those below it.
 */
const inRows = cluster<Twig>()
  .nodeSize([1, 1])
  .separation(() => 1);

interface Side {
  readonly end: number;
  readonly r: number;
  readonly event: EventId;
  readonly node: NodeId;
  readonly x: (level: number) => number;
  readonly y: (row: number) => number;
  readonly has: (leaves: readonly Leaf[]) => boolean;
}

function twigMarks(
  place: HierarchyPointNode<Twig>,
  above: Point | null,
  side: Side,
): readonly Mark[] {
  const { data: twig, depth, x: row, children = [] } = place;
  if (!side.has(twig.leaves)) return [];
  const at = { x: side.x(depth), y: side.y(row) };
  const name = twig.prefix === '' ? 'root' : twig.prefix;
  const isLow = children.length === 0;
  const style = twig.comparison === 'differs' ? 'branch-differs' : 'branch';
  return [
    ...(above === null
      ? []
      : [
          stroke(`rise ${name}`, above, { x: above.x, y: at.y }, style),
          stroke(`run ${name}`, { x: above.x, y: at.y }, at, style),
        ]),
    ...(isLow ? [stroke(`lead ${name}`, at, { x: side.end, y: at.y }, 'key-home')] : []),
    ...children.flatMap((each) => twigMarks(each, at, side)),
    placeMark(twig, name, at, side),
  ];
}

/** Equal, differing, or not compared: three fills and three shapes. (look.md) */
function placeMark(twig: Twig, name: string, at: Point, { r, event, node }: Side): Mark {
  const what = twig.comparison === 'not-compared' ? 'not compared' : twig.comparison;
  const keys = `${twig.leaves.length} ${twig.leaves.length === 1 ? 'key' : 'keys'}`;
  return together(`place ${name}`, at, [comparisonSign(twig.comparison, r)], {
    target: { type: 'event', event },
    label: `${node}, ${name}, ${keys}: ${what}`,
  });
}

export function comparisonSign(comparison: Twig['comparison'], r: number): Mark {
  switch (comparison) {
    case 'equal':
      return { type: 'circle', key: 'sign', x: 0, y: 0, r: r * 0.8, style: 'place-equal' };
    case 'differs': {
      const reach = r * 1.15;
      const points = [
        { x: 0, y: -reach },
        { x: reach, y: 0 },
        { x: 0, y: reach },
        { x: -reach, y: 0 },
      ];
      return { type: 'polygon', key: 'sign', points, style: 'place-differs' };
    }
    case 'not-compared':
      return { type: 'circle', key: 'sign', x: 0, y: 0, r: r * 0.55, style: 'place-unknown' };
  }
}

/** The key in the middle, what either side has of it beside it. */
function rowMark(leaves: readonly Leaf[], at: Point, width: number, plot: TreePlot): Mark {
  const { sheet, identities } = plot;
  const { text } = sheet;
  const [only] = leaves;
  if (only === undefined || leaves.length > 1) {
    return words(`keys ${only?.key ?? ''}`, at, `${leaves.length} keys`, text.small, 'node-name', {
      anchor: 'middle',
    });
  }
  const name = fitText(only.key, text.small, width * 0.3, true);
  const half = textWidth(name, text.small, true) / 2 + 10;
  const room = width / 2 - half - 8;
  const isSame = held(only.a, identities) === held(only.b, identities);
  const style = isSame ? 'card-note' : 'chip-value';
  return together(
    `key ${only.key}`,
    at,
    [
      words('name', { x: 0, y: 0 }, name, text.small, isSame ? 'key-name-quiet' : 'key-name', {
        anchor: 'middle',
      }),
      words(
        'a',
        { x: -half, y: 0 },
        fitText(held(only.a, identities), text.small, room),
        text.small,
        style,
        { anchor: 'end' },
      ),
      words(
        'b',
        { x: half, y: 0 },
        fitText(held(only.b, identities), text.small, room),
        text.small,
        style,
      ),
    ],
    {
      target: { type: 'key', key: only.key },
      label: `${only.key}: ${held(only.a, identities)} on ${plot.a}, ${held(only.b, identities)} on ${plot.b}`,
    },
  );
}

export function held(versions: readonly Version[], identities: Identities): string {
  if (versions.length === 0) return 'nothing';
  return versions
    .map((version) => `${valueText(version)} ${clockText(version, identities)}`)
    .join(', ');
}
