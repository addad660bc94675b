import type { Micros } from '../../base/time.ts';
import type { NodeView, View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { type Identities, identify } from '../identity.ts';
import type { Mark, Scene, Table } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { remember } from '../remember.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { lapse } from '../sentence/words.ts';
import { emptyScene, type Sheet, sheetOf, wrapped } from '../sheet.ts';
import { ticksIn } from '../space-time/axis.ts';
import { fitText, textWidth } from '../text-width.ts';
import { beliefMarks, beliefWords } from './belief.ts';
import { latestSpread, type Spread } from './spread.ts';

/** What each node believes of each other, and how the latest change went round. (§4.8) */
export const members: Picture = { sentence: membersSentence, scene: membersScene };

const nothingYet = 'The run has no nodes yet.';

function membersSentence({ view, trace }: Moment): string {
  const all = [...view.nodes.values()];
  if (all.length === 0) return nothingYet;
  const spread = latestSpread(trace, view.cursor.events);
  const doubts = all.filter(({ suspects }) => suspects.size > 0);
  const suspicion =
    doubts.length === 0
      ? 'Nobody suspects anybody'
      : listed(
          doubts.map(({ node, suspects }) => `${node} suspects ${listed([...suspects.keys()])}`),
        );
  if (spread === null) return `${suspicion}; membership has not changed since the run began.`;
  const { heard, member, change } = spread;
  const deed = change === 'join' ? `${member} joined` : `${member} was removed`;
  return `${heard.length} of ${counted(all.length, 'node')} ${heard.length === 1 ? 'has' : 'have'} heard that ${deed}. ${suspicion}.`;
}

function membersScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  if (view.nodes.size === 0) return emptyScene(sheet, nothingYet, tableOf(view));
  const spread = spreadAt(trace, view.cursor.events);
  return {
    size,
    scale: sheet.scale,
    still: stillOf(view.nodes, spread, view.cursor.at, sheet),
    moving: [],
    get sentence() {
      return membersSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(view);
    },
  };
}

const spreadAt = remember(latestSpread);

interface Grid {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly nodes: readonly NodeView[];
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  /** Where the matrix ends. */
  readonly right: number;
}

function gridOf(nodes: View['nodes'], sheet: Sheet): Grid {
  const { size, margin, text, scale } = sheet;
  const count = nodes.size;
  const foot = text.small * 2.4;
  const header = text.small * 1.8;
  const isWide = size.width > 520 * scale;
  const across = isWide ? size.width * 0.52 : size.width - 2 * margin - text.small * 5;
  const down = size.height - 2 * margin - header - foot;
  const cell = Math.min(44 * scale, across / (count + 1), down / (count + 1));
  const left = margin + cell * 1.15;
  const top = margin + header + cell;
  return {
    sheet,
    identities: identify(nodes.keys()),
    nodes: [...nodes.values()],
    left,
    top,
    cell,
    right: left + count * cell,
  };
}

function stillOf(
  nodes: View['nodes'],
  spread: Spread | null,
  atUs: Micros,
  sheet: Sheet,
): readonly Mark[] {
  const grid = gridOf(nodes, sheet);
  return [
    ...frameMarks(grid),
    together(
      'beliefs',
      { x: 0, y: 0 },
      grid.nodes.flatMap((believer, row) =>
        grid.nodes.map((subject, column) => {
          const at = {
            x: grid.left + (column + 0.5) * grid.cell,
            y: grid.top + (row + 0.5) * grid.cell,
          };
          return beliefMarks(believer, subject, grid.identities, at, grid.cell);
        }),
      ),
    ),
    ...knowledgeMarks(grid),
    ...spreadMarks(grid, spread, atUs),
  ];
}

/** Who believes at the left, of whom above; the diagonal is each node itself. */
function frameMarks({ sheet, identities, nodes, left, top, cell, right }: Grid): readonly Mark[] {
  const { text, margin } = sheet;
  const r = Math.min(12 * sheet.scale, cell * 0.34);
  const bottom = top + nodes.length * cell;
  const heads = nodes.flatMap((node, at): Mark[] => {
    const identity = identities.get(node.node);
    if (identity === undefined) return [];
    const middle = (at + 0.5) * cell;
    return [
      badge(node, identity, { x: left - cell * 0.6, y: top + middle }, r, 'row'),
      badge(node, identity, { x: left + middle, y: top - cell * 0.55 }, r, 'column'),
      stroke(
        `row ${node.node}`,
        { x: left, y: top + middle },
        { x: right, y: top + middle },
        'lane',
      ),
    ];
  });
  return [
    words(
      'caption',
      { x: margin, y: margin + text.small * 0.4 },
      captions.find((each) => textWidth(each, text.small) <= right - margin) ?? '',
      text.small,
      'node-name',
    ),
    ...heads,
    stroke('edge', { x: left, y: bottom }, { x: right, y: bottom }, 'lane'),
  ];
}

const captions = ['each row: what that node believes of the others', 'each row: what it believes'];

/** How many of the latest changes each node knows: its version of the ring. */
function knowledgeMarks({ sheet, nodes, top, cell, right }: Grid): readonly Mark[] {
  const issued = nodes.filter((node) => node.issued !== null);
  if (issued.length === 0) return [];
  const { text, scale } = sheet;
  const size = Math.min(text.small, cell * 0.8);
  const head = { x: right + 8 * scale, y: top - cell * 0.55 };
  const title = words('knows', head, 'knows', size, 'node-name');
  const rows = nodes.map((node, row) => {
    const known = issued.filter(
      ({ node: of, issued: what }) => node.believes.get(of) === what?.change,
    ).length;
    const isBehind = known < issued.length;
    const at = { x: right + 8 * scale, y: top + (row + 0.5) * cell };
    return words(
      `knows ${node.node}`,
      at,
      `${known}/${issued.length}`,
      size,
      isBehind ? 'timeout-name' : 'node-name',
      {
        target: { type: 'node', node: node.node },
        label: `${node.node} knows ${known} of ${issued.length} changes of membership`,
      },
    );
  });
  return [title, ...rows];
}

const quiet = 'Nobody joined or left yet: join F, or remove B, and watch it spread.';

/** Beside the rows, time to the right: when each node heard of the latest change, and from whom. */
function spreadMarks(grid: Grid, spread: Spread | null, atUs: Micros): readonly Mark[] {
  const { sheet, nodes, top, cell, right } = grid;
  const { size, margin, text, scale } = sheet;
  const left = right + text.small * 3.4 + 14 * scale;
  const end = size.width - margin - 8 * scale;
  if (end - left < 110 * scale) return [];
  const bottom = top + nodes.length * cell;
  const head = { x: left, y: margin + text.small * 0.4 };
  if (spread === null) {
    const lines = wrapped(quiet, text.small, Math.min(end - left, text.small * 22));
    return lines.map((line, at) => {
      const y = (top + bottom) / 2 + (at - (lines.length - 1) / 2) * text.small * 1.6;
      return words(`quiet ${at}`, { x: left, y }, line, text.small, 'node-name');
    });
  }
  const { heard, issuedAt, member, change } = spread;
  const latest = Math.max(...heard.map(({ at }) => at));
  const isDone = heard.length >= nodes.filter(({ machine }) => machine === 'up').length;
  const toUs = Math.max(isDone ? latest : atUs, issuedAt + 1_000);
  const x = (at: Micros): number =>
    left + 10 * scale + ((at - issuedAt) / (toUs - issuedAt)) * (end - left - 10 * scale);
  const rowOf = new Map(nodes.map(({ node }, row) => [node, top + (row + 0.5) * cell]));
  const hue = (node: string) => grid.identities.get(node)?.hue ?? 'ink';
  const told = `how they heard that ${member} ${change === 'join' ? 'joined' : 'was removed'}`;
  const lanes = nodes.map(({ node }) => {
    const y = rowOf.get(node) ?? 0;
    const since = heard.find((one) => one.node === node)?.at;
    return together(`lane ${node}`, { x: 0, y: 0 }, [
      stroke('before', { x: left, y }, { x: end, y }, 'lane'),
      ...(since === undefined
        ? []
        : [stroke('after', { x: x(since), y }, { x: end, y }, 'knows', { hue: hue(node) })]),
    ]);
  });
  const links = heard.flatMap(({ node, from, at }): Mark[] => {
    const [a, b] = [from === null ? undefined : rowOf.get(from), rowOf.get(node)];
    return a === undefined || b === undefined
      ? []
      : [
          stroke(`link ${node}`, { x: x(at), y: a }, { x: x(at), y: b }, 'arrow', {
            hue: hue(from ?? ''),
          }),
        ];
  });
  const dots = heard.map(({ node, from, at, event }): Mark => ({
    type: 'circle',
    key: `heard ${node}`,
    x: x(at),
    y: rowOf.get(node) ?? 0,
    r: Math.min(5 * scale, cell * 0.25),
    style: from === null ? 'spread-origin' : 'pip',
    hue: hue(node),
    target: { type: 'event', event },
    label: `${node} heard it ${from === null ? 'from an administrator' : `from ${from}`} after ${lapse(at - issuedAt)}`,
  }));
  const ticks = ticksIn(0, toUs - issuedAt, (end - left) / (text.small * 7)).map((tick) => {
    const name = tick.at === 0 ? 'issued' : `+${tick.text}`;
    const half = textWidth(name, text.small) / 2;
    const here = Math.min(Math.max(x(issuedAt + tick.at), left + half), end - half + margin * 0.5);
    return words(
      `tick ${tick.at}`,
      { x: here, y: bottom + text.small * 1.1 },
      name,
      text.small,
      'axis-text',
      { anchor: 'middle' },
    );
  });
  return [
    words('told', head, fitText(told, text.small, end - left), text.small, 'node-name'),
    stroke('axis', { x: left, y: bottom }, { x: end, y: bottom }, 'axis'),
    ...lanes,
    ...links,
    ...dots,
    ...ticks,
  ];
}

function tableOf({ nodes }: Pick<View, 'nodes'>): Table {
  const all = [...nodes.values()];
  return {
    caption: 'What each node believes of the others',
    columns: ['Node', ...all.map(({ node }) => node)],
    rows: all.map((believer) => [
      believer.node,
      ...all.map((subject) => beliefWords(believer, subject)),
    ]),
  };
}
