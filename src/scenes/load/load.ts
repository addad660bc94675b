import { showTime } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView, View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { type Identities, identify } from '../identity.ts';
import type { Mark, Scene, Table } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { fitText, textWidth } from '../text-width.ts';
import { courseMarks } from './course-marks.ts';
import { courseOf, courseSoFar, coursing, type Sample } from './course.ts';
import { talliesOf, type Tally } from './tally.ts';

/** How evenly keys, bytes and requests lie on the nodes. (§6.2) */
export const load: Picture = {
  sentence: loadSentence,
  scene: loadScene,
  prepare: ({ view, trace }) => (isEmpty(view) ? null : coursing(trace, view)),
};

const nothingYet = 'Nothing is stored and nothing was asked yet. Try “load 100/s for 2s keys=50”.';

function loadSentence({ view }: Pick<Moment, 'view'>): string {
  if (isEmpty(view)) return nothingYet;
  const tallies = talliesOf(view).filter(({ most }) => most > 0);
  const parts = tallies.map(
    ({ name, efficiency }) => `${name.toLowerCase()} ${percent(efficiency)}`,
  );
  if (parts.length === 0) return 'Something was asked, and no node has it yet.';
  const requests = tallies.find(({ name }) => name === 'Requests');
  const hottest = requests === undefined ? '' : `. ${hottestOf(requests)}`;
  const even = `Load balancing efficiency, mean over maximum: ${listed(parts)}${hottest}.`;
  return [even, ...waysGiven(view)].join(' ');
}

/** Where background work has fewer slices than there are, so that requests come first. (§6.5) */
function waysGiven({ nodes }: View): readonly string[] {
  const giving = new Map<number, NodeId[]>();
  let all = 0;
  for (const node of nodes.values()) {
    if (!givesWay(node)) continue;
    const { slices, of } = node.background;
    all = of;
    giving.set(slices, [...(giving.get(slices) ?? []), node.node]);
  }
  const parts = [...giving]
    .toSorted(([one], [other]) => one - other)
    .map(([slices, at]) => `${slices} at ${listed(at, 3)}`);
  if (parts.length === 0) return [];
  return [`Of ${all} slices, background work may use ${parts.join(', ')}.`];
}

type GivingWay = NodeView & { readonly background: NonNullable<NodeView['background']> };

function givesWay(node: NodeView): node is GivingWay {
  const { background, status } = node;
  return background !== null && background.slices < background.of && status !== 'down';
}

/** The paper's hottest node, with the most requests; where all serve as many, there is none. */
function hottestOf({ of, most }: Tally): string {
  const hottest = [...of].flatMap(([node, value]) => (value === most ? [node] : []));
  if (hottest.length === of.size) return 'All nodes served as many requests';
  const are = hottest.length === 1 ? 'is the hottest node' : 'are the hottest nodes';
  return `${listed(hottest, 4)} ${are}, with ${counted(most, 'request')}${hottest.length === 1 ? '' : ' each'}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Of nothing there is no saying how evenly it lies. */
function evenness({ efficiency, most }: Tally): string {
  return most === 0 ? '–' : percent(efficiency);
}

function isEmpty({ keys, requests }: View): boolean {
  return keys.size === 0 && requests.size === 0;
}

function loadScene({ view, trace, size, theme, isHurried }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const tallies = talliesOf(view);
  if (isEmpty(view)) return emptyScene(sheet, nothingYet, tableOf([], [], view.nodes));
  const identities = identify(view.nodes.keys());
  const { margin, text, scale } = sheet;
  const isStacked = size.height > size.width;
  const gap = (size.width < 520 * scale ? 12 : 26) * scale;
  const across = size.width - 2 * margin;
  const down = size.height - 2 * margin;
  const width = isStacked ? across : (across - 2 * gap) / 3;
  const height = isStacked ? (down - 2 * gap * 0.5) / 3 : down;
  const top = text.large * 2.2;
  const course = (isHurried === true ? courseSoFar : courseOf)(trace, view);
  const nodes = Math.max(1, tallies[0]?.of.size ?? 0);
  const below = courseRoom(height, top, nodes, sheet);
  return {
    size,
    scale: sheet.scale,
    still: tallies.map((tally, at) => {
      const x = isStacked ? margin : margin + at * (width + gap);
      const y = isStacked ? margin + at * (height + gap * 0.5) : margin;
      return together(tally.name, { x, y }, [
        ...headMarks(tally, width, sheet),
        ...rowMarks(tally, view, identities, { width, height: height - below, top }, sheet),
        ...(below === 0
          ? []
          : courseMarks(
              course,
              tally.name,
              identities,
              { x: 0, y: height - below + text.small, width, height: below - text.small },
              sheet,
            )),
      ]);
    }),
    moving: [],
    get sentence() {
      return loadSentence({ view });
    },
    get table() {
      return tableOf(tallies, course, view.nodes);
    },
  };
}

/** Of a bar with what is around it, px at the usual scale. */
const tallestRow = 40;

/** What the bars leave to the course of time: the lower part, or nothing where they need it. */
function courseRoom(height: number, top: number, rows: number, { text, scale }: Sheet): number {
  const foot = text.small * 1.6;
  const unused = height - top - foot - rows * tallestRow * scale;
  const wanted = Math.max(Math.min(height * 0.36, 220 * scale), Math.min(unused, height * 0.5));
  const left = height - wanted - top - foot;
  return wanted < text.small * 5 || left / rows < text.small * 0.95 ? 0 : wanted;
}

/** Whole, or the short way of saying it. */
function whatOf({ what, short }: Tally, room: number, { text }: Sheet): string {
  return textWidth(what, text.small) <= room ? what : fitText(short, text.small, room);
}

/** What is measured at the left, how evenly at the right. */
function headMarks(tally: Tally, width: number, sheet: Sheet): readonly Mark[] {
  const { text } = sheet;
  const even = evenness(tally);
  const isNarrow = width < text.small * 15;
  const size = isNarrow ? text.medium : text.large;
  const room = width - textWidth(even, size, true) - 8;
  const small = text.large * 1.15;
  return [
    words(
      'name',
      { x: 0, y: text.large * 0.4 },
      fitText(tally.name, size, room, true),
      size,
      'client-name',
    ),
    words(
      'what',
      { x: 0, y: small + text.large * 0.3 },
      isNarrow ? '' : whatOf(tally, width - textWidth('mean / max', text.small) - 12, sheet),
      text.small,
      'card-note',
    ),
    words('even', { x: width, y: text.large * 0.4 }, even, size, 'client-name', {
      anchor: 'end',
    }),
    words(
      'efficiency',
      { x: width, y: small + text.large * 0.3 },
      isNarrow ? 'mean/max' : 'mean / max',
      text.small,
      'card-note',
      { anchor: 'end' },
    ),
  ];
}

interface Panel {
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

/** A bar a node, the heaviest full length, and the mean across all of them. */
function rowMarks(
  tally: Tally,
  view: View,
  identities: Identities,
  { width, height, top }: Panel,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const rows = [...tally.of];
  const foot = text.small * 1.6;
  const step = Math.min(tallestRow * scale, (height - top - foot) / Math.max(1, rows.length));
  const r = Math.min(11 * scale, step * 0.4);
  const left = 2 * r + 8 * scale;
  const isRoomy = width > text.small * 16;
  const toldOf = (id: NodeId, value: number): string => {
    const node = view.nodes.get(id);
    const isSaid = tally.name === 'Requests' && node !== undefined && givesWay(node);
    const more = isSaid ? `, ${isRoomy ? 'slices ' : ''}${sharesOf(node)}` : '';
    return `${shown(tally, value)}${more}`;
  };
  const wide = Math.max(...rows.map(([id, value]) => textWidth(toldOf(id, value), text.small)));
  const length = width - left - wide - 8 * scale;
  const x = (value: number): number => left + (tally.most === 0 ? 0 : value / tally.most) * length;
  const mean = x(tally.mean);
  const isTold = step >= text.small * 0.9;
  const bars = rows.flatMap(([id, value], at): Mark[] => {
    const node = view.nodes.get(id);
    const identity = identities.get(id);
    if (node === undefined || identity === undefined) return [];
    const y = top + (at + 0.5) * step;
    const thick = Math.max(1.5, step * 0.5);
    const bar = { x: left, y: y - thick / 2, width: Math.max(0.5, x(value) - left), height: thick };
    return [
      badge(node, identity, { x: r, y }, r),
      area(`bar ${id}`, bar, 'density', {
        hue: identity.hue,
        target: { type: 'node', node: id },
        radius: Math.min(2, thick / 4),
      }),
    ];
  });
  const values = rows.map(([id, value], at) => {
    const told = toldOf(id, value);
    const after = x(value) + 5 * scale;
    // The line of the mean would strike it through.
    const isStruck = mean > after - 3 * scale && mean < after + textWidth(told, text.small) + 2;
    const place = { x: isStruck ? mean + 5 * scale : after, y: top + (at + 0.5) * step };
    return words(`value ${id}`, place, told, text.small, 'command');
  });
  const bottom = top + rows.length * step;
  const told = `mean ${shown(tally, tally.mean)}`;
  const half = textWidth(told, text.small) / 2;
  return [
    ...bars,
    stroke(
      'mean',
      { x: mean, y: top - 2 * scale },
      { x: mean, y: bottom + 2 * scale },
      'mean-line',
    ),
    ...(isTold ? values : []),
    words(
      'mean told',
      { x: Math.min(Math.max(mean, half), width - half), y: bottom + text.small },
      told,
      text.small,
      'key-name',
      { anchor: 'middle' },
    ),
  ];
}

/** Of the slices that there are for background work, how many it may use now. */
function sharesOf(node: NodeView): string {
  return givesWay(node) ? `${node.background.slices}/${node.background.of}` : 'all';
}

/** Bytes with their unit, the rest as numbers; a mean with one decimal. */
function shown({ name }: Tally, value: number): string {
  const rounded = String(value < 100 ? Math.round(value * 10) / 10 : Math.round(value));
  if (name !== 'Bytes') return rounded;
  return value >= 1_000 ? `${(value / 1_000).toFixed(1)} kB` : `${Math.round(value)} B`;
}

/** Rows of the course in the table, at most. */
const courseRows = 10;

function tableOf(
  tallies: readonly Tally[],
  course: readonly Sample[],
  nodes: View['nodes'],
): Table {
  const [first] = tallies;
  const every = Math.ceil(course.length / courseRows);
  const told = course.slice(0, -1).filter((_, at) => at % every === 0);
  return {
    caption: 'Load of each node',
    columns: [
      'Node',
      ...tallies.map(({ name, what }) => `${name} (${what})`),
      'Slices for background work',
    ],
    rows: [
      ...[...(first?.of.keys() ?? [])].map((id) => {
        const node = nodes.get(id);
        return [
          id,
          ...tallies.map(({ of }) => String(of.get(id) ?? 0)),
          node === undefined ? '' : sharesOf(node),
        ];
      }),
      ...(first === undefined
        ? []
        : [
            ['mean', ...tallies.map(({ mean }) => String(Math.round(mean * 10) / 10)), ''],
            ...told.map(({ at, tallies: then }) => [
              `efficiency at ${showTime(at)}`,
              ...then.map(evenness),
              '',
            ]),
            ['efficiency (mean / max)', ...tallies.map(evenness), ''],
          ]),
    ],
  };
}
