import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { Mark } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { Hue } from '../style.ts';
import { wrapped } from '../sheet.ts';
import { ticksIn } from '../space-time/axis.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Grid } from './grid.ts';
import { changeWords, heardText, type Hearing, type Spread } from './spread.ts';

/** The right of the grid, time from left to right. */
interface Course {
  readonly grid: Grid;
  readonly spread: Spread;
  readonly left: number;
  readonly end: number;
  readonly bottom: number;
  readonly toUs: Micros;
  readonly gossipEveryUs: Micros;
  readonly x: (at: Micros) => number;
  readonly y: (node: NodeId) => number | undefined;
  readonly hue: (node: NodeId) => Hue;
}

/**
 * Beside the rows, time to the right: when each node heard of the latest change, and from whom.
 *
 *     round 1     round 2
 *   A o────┬────────────┬──
 *   B ┊    ●──────┬─────┊──
 *   C ┊           ┊     ●──
 *   issued    +500 ms
 */
export function spreadMarks(
  grid: Grid,
  spread: Spread | null,
  atUs: Micros,
  gossipEveryUs: Micros,
): readonly Mark[] {
  const { sheet, nodes, top, cell, right } = grid;
  const { size, margin, text, scale } = sheet;
  const left = right + text.small * 4 + 10 * scale;
  const end = size.width - margin - 8 * scale;
  if (end - left < 110 * scale) return [];
  if (spread === null) return quietMarks(grid, left, end);
  const { heard, issuedAt } = spread;
  const latest = Math.max(...heard.map(({ at }) => at));
  const isDone = heard.length >= nodes.filter(({ machine }) => machine === 'up').length;
  const toUs = Math.max(isDone ? latest : atUs, issuedAt + 1_000);
  const rowOf = new Map(nodes.map(({ node }, row) => [node, top + (row + 0.5) * cell]));
  const from = left + 10 * scale;
  const course: Course = {
    grid,
    spread,
    left,
    end,
    bottom: top + nodes.length * cell,
    toUs,
    gossipEveryUs,
    x: (at) => from + ((at - issuedAt) / (toUs - issuedAt)) * (end - from),
    y: (node) => rowOf.get(node),
    hue: (node) => grid.identities.get(node)?.hue ?? 'ink',
  };
  const told = fitText(`how they heard that ${changeWords(spread)}`, text.small, end - left);
  return [
    words('told', { x: left, y: margin + text.small * 0.4 }, told, text.small, 'node-name'),
    ...roundMarks(course),
    ...laneMarks(course),
    ...heard.flatMap((hearing) => linkMarks(hearing, course)),
    ...heard.map((hearing) => hearingMark(hearing, course)),
    ...axisMarks(course),
  ];
}

/** Nothing has spread yet, and what would. */
function quietMarks({ sheet, nodes, top, cell }: Grid, left: number, end: number): readonly Mark[] {
  const { text } = sheet;
  const names = new Set(nodes.map(({ node }) => node));
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  const free = letters.find((letter) => !names.has(letter)) ?? 'N1';
  const gone = nodes.length < 2 ? '' : `, or remove ${nodes[1]?.node ?? ''}`;
  const quiet = `Nobody joined or left yet: join ${free}${gone}, and watch it spread.`;
  const lines = wrapped(quiet, text.small, Math.min(end - left, text.small * 22));
  const middle = top + (nodes.length * cell) / 2;
  return lines.map((line, at) => {
    const y = middle + (at - (lines.length - 1) / 2) * text.small * 1.6;
    return words(`quiet ${at}`, { x: left, y }, line, text.small, 'node-name');
  });
}

/** Rounds of gossip that can be told apart, at most; of more there is only time. */
const mostRounds = 24;

/** Where each round ends, and its number where there is room. */
function roundMarks(course: Course): readonly Mark[] {
  const { grid, spread, bottom, end, toUs, gossipEveryUs } = course;
  const { text, scale } = grid.sheet;
  const rounds = Math.ceil((toUs - spread.issuedAt) / gossipEveryUs);
  if (rounds > mostRounds) return [];
  return Array.from({ length: rounds }, (_, at): Mark => {
    const from = course.x(spread.issuedAt + at * gossipEveryUs);
    const to = course.x(spread.issuedAt + (at + 1) * gossipEveryUs);
    const room = Math.min(to, end) - from - 4 * scale;
    const long = `round ${at + 1}`;
    const name = textWidth(long, text.small) <= room ? long : String(at + 1);
    const x = (from + Math.min(to, end)) / 2;
    const y = grid.top - grid.cell * 0.55;
    return together(`round ${at + 1}`, { x: 0, y: 0 }, [
      ...(to > end
        ? []
        : [
            stroke(
              'end',
              { x: to, y: grid.top - grid.cell * 0.2 },
              { x: to, y: bottom },
              'centre-border',
            ),
          ]),
      ...(textWidth(name, text.small) > room
        ? []
        : [words('name', { x, y }, name, text.small, 'axis-text', { anchor: 'middle' })]),
    ]);
  });
}

function laneMarks({ grid, spread, left, end, x, y, hue }: Course): readonly Mark[] {
  return grid.nodes.map(({ node }) => {
    const at = y(node) ?? 0;
    const since = spread.heard.find((one) => one.node === node)?.at;
    return together(`lane ${node}`, { x: 0, y: 0 }, [
      stroke('before', { x: left, y: at }, { x: end, y: at }, 'lane'),
      ...(since === undefined
        ? []
        : [
            stroke('after', { x: x(since), y: at }, { x: end, y: at }, 'knows', { hue: hue(node) }),
          ]),
    ]);
  });
}

function linkMarks({ node, from, at }: Hearing, { x, y, hue }: Course): readonly Mark[] {
  const [a, b] = [from === null ? undefined : y(from), y(node)];
  if (from === null || a === undefined || b === undefined) return [];
  const ends = [
    { x: x(at), y: a },
    { x: x(at), y: b },
  ] as const;
  return [stroke(`link ${node}`, ...ends, 'arrow', { hue: hue(from) })];
}

function hearingMark(hearing: Hearing, course: Course): Mark {
  const { grid, spread, x, y, hue, gossipEveryUs } = course;
  const { node, from, at, event } = hearing;
  return {
    type: 'circle',
    key: `heard ${node}`,
    x: x(at),
    y: y(node) ?? 0,
    r: Math.min(5 * grid.sheet.scale, grid.cell * 0.25),
    style: from === null ? 'spread-origin' : 'pip',
    hue: hue(node),
    target: { type: 'event', event },
    label: `${node} heard it ${heardText(hearing, spread.issuedAt, gossipEveryUs)}`,
  };
}

function axisMarks({ grid, spread, left, end, bottom, toUs, x }: Course): readonly Mark[] {
  const { margin, text } = grid.sheet;
  const y = bottom + text.small * 1.1;
  const ticks = ticksIn(0, toUs - spread.issuedAt, (end - left) / (text.small * 8));
  let free = -Infinity;
  const names = ticks.flatMap((tick): Mark[] => {
    const name = tick.at === 0 ? 'issued' : `+${tick.text}`;
    const half = textWidth(name, text.small) / 2;
    const at = x(spread.issuedAt + tick.at);
    const here = Math.min(Math.max(at, left + half), end - half + margin * 0.5);
    if (here - half < free) return [];
    free = here + half + text.small * 0.5;
    return [
      words(`tick ${tick.at}`, { x: here, y }, name, text.small, 'axis-text', { anchor: 'middle' }),
    ];
  });
  return [stroke('axis', { x: left, y: bottom }, { x: end, y: bottom }, 'axis'), ...names];
}
