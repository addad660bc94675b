import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView, View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import type { Mark, Scene, Table } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { remember } from '../remember.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { textWidth } from '../text-width.ts';
import type { TraceLike } from '../trace-like.ts';
import { beliefMarks, beliefWords } from './belief.ts';
import { changesOf, changeWords, heardText, latestSpread, type Spread } from './spread.ts';
import { type Grid, gridOf } from './grid.ts';
import { spreadMarks } from './spread-marks.ts';

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
          doubts.map(
            ({ node, suspects }) => `${node} suspects ${listed([...suspects.keys()].toSorted())}`,
          ),
        );
  if (spread === null) return `${suspicion}; membership has not changed since the run began.`;
  const { heard } = spread;
  return `${heard.length} of ${counted(all.length, 'node')} ${heard.length === 1 ? 'has' : 'have'} heard that ${changeWords(spread)}. ${suspicion}.`;
}

function membersScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  if (view.nodes.size === 0)
    return emptyScene(sheet, nothingYet, tableOf(view, trace, view.cursor.events));
  const spread = spreadAt(trace, view.cursor.events);
  return {
    size,
    scale: sheet.scale,
    still: stillOf(view, changesAt(trace, view.cursor.events), spread, sheet),
    moving: [],
    get sentence() {
      return membersSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(view, trace, view.cursor.events);
    },
  };
}

const spreadAt = remember(latestSpread);
const changesAt = remember(changesOf);

function stillOf(
  { nodes, cursor, settings }: View,
  changes: Changes,
  spread: Spread | null,
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
    ...knowledgeMarks(grid, changes),
    ...spreadMarks(grid, spread, cursor.at, settings.gossipEveryUs),
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

type Changes = ReadonlyMap<NodeId, 'join' | 'remove'>;

/** Its version of the ring: how many of the changes since the run began a node knows. */
function knownOf({ believes }: NodeView, changes: Changes): number {
  return [...changes].filter(([member, change]) => believes.get(member) === change).length;
}

function knowledgeMarks(
  { sheet, nodes, top, cell, right }: Grid,
  changes: Changes,
): readonly Mark[] {
  if (changes.size === 0) return [];
  const { text, scale } = sheet;
  const size = Math.min(text.small, cell * 0.8);
  const x = right + 8 * scale;
  const head = top - cell * 0.55;
  const rows = nodes.map((node, row) => {
    const known = knownOf(node, changes);
    return words(
      `knows ${node.node}`,
      { x, y: top + (row + 0.5) * cell },
      `${known} of ${changes.size}`,
      size,
      known < changes.size ? 'timeout-name' : 'node-name',
      {
        target: { type: 'node', node: node.node },
        label: `Ring version: ${node.node} knows ${known} of ${counted(changes.size, 'change')} of membership`,
      },
    );
  });
  return [
    words('ring', { x, y: head - size * 0.6 }, 'ring', size, 'node-name'),
    words('version', { x, y: head + size * 0.6 }, 'version', size, 'node-name'),
    ...rows,
  ];
}

function tableOf({ nodes, settings }: View, trace: TraceLike, events: number): Table {
  const all = [...nodes.values()];
  const changes = changesAt(trace, events);
  const spread = spreadAt(trace, events);
  return {
    caption: 'What each node believes of the others',
    columns: [
      'Node',
      ...all.map(({ node }) => node),
      'Ring version: changes of membership that it knows',
      ...(spread === null ? [] : [`When it heard that ${changeWords(spread)}`]),
    ],
    rows: all.map((believer) => [
      believer.node,
      ...all.map((subject) => beliefWords(believer, subject)),
      `${knownOf(believer, changes)} of ${changes.size}`,
      ...(spread === null ? [] : [hearingWords(spread, believer.node, settings.gossipEveryUs)]),
    ]),
  };
}

function hearingWords(spread: Spread, node: NodeId, gossipEveryUs: Micros): string {
  const hearing = spread.heard.find((one) => one.node === node);
  return hearing === undefined ? 'not yet' : heardText(hearing, spread.issuedAt, gossipEveryUs);
}
