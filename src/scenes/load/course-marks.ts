import { showTime } from '../../base/time.ts';
import type { Identities, Identity } from '../identity.ts';
import type { Mark, Segment } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import type { Sheet } from '../sheet.ts';
import type { Box } from '../geometry.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Sample } from './course.ts';
import type { Tally } from './tally.ts';

/**
 * One measure from the start to the cursor, a line a node in its colour; below it, how evenly:
 *
 *   ╱ A     the most of all at the top
 *   ─ BC    lines that end alike have their letters side by side
 *   ──────  mean / max, from 0 to 100 %
 *   0     2 s, where the cursor is
 */
export function courseMarks(
  samples: readonly Sample[],
  name: Tally['name'],
  identities: Identities,
  box: Box,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at) return [];
  const told = samples.flatMap(({ at, tallies }) => {
    const tally = tallies.find((one) => one.name === name);
    return tally === undefined ? [] : [{ at, tally }];
  });
  const now = told.at(-1)?.tally;
  if (now === undefined) return [];
  const foot = box.y + box.height - text.small * 1.5;
  const split = box.y + (foot - box.y) * 0.62;
  const even = { top: split + 6 * scale, bottom: foot };
  const ends = endsOf(now, identities);
  const letters = Math.max(...ends.map(({ nodes }) => lettersWidth(nodes, sheet)));
  const right = box.x + box.width - letters - 6 * scale;
  const most = Math.max(1, ...told.map(({ tally }) => tally.most));
  const x = (at: number): number =>
    box.x + ((at - first.at) / (last.at - first.at)) * (right - box.x);
  const y = (value: number): number => split - (value / most) * (split - box.y);
  const share = (value: number): number => even.bottom - value * (even.bottom - even.top);
  const lines = [...now.of.keys()].map((node): Mark => {
    const points = told.flatMap(({ at, tally }) => {
      const value = tally.of.get(node);
      return value === undefined ? [] : [{ x: x(at), y: y(value) }];
    });
    return {
      type: 'path',
      key: `course ${node}`,
      segments: through(points),
      style: 'knows',
      hue: identities.get(node)?.hue ?? 'ink',
      target: { type: 'node', node },
    };
  });
  const efficiency = told
    .filter(({ tally }) => tally.most > 0)
    .map(({ at, tally }) => ({ x: x(at), y: share(tally.efficiency) }));
  const here = efficiency.at(-1) ?? { x: right, y: even.bottom };
  const nowText = showTime(last.at);
  return [
    area(
      'share',
      {
        x: box.x,
        y: even.top,
        width: right - box.x,
        height: even.bottom - even.top,
      },
      'band',
    ),
    ...(even.bottom - even.top < text.small * 1.9
      ? []
      : [
          words(
            'what',
            { x: box.x + 4 * scale, y: even.bottom - text.small * 0.65 },
            fitText('mean / max', text.small, (right - box.x) * 0.8),
            text.small,
            'axis-text',
          ),
        ]),
    stroke('most', { x: box.x, y: split }, { x: right, y: split }, 'lane'),
    together('nodes', { x: 0, y: 0 }, lines),
    ...endLetters(
      ends.map((end) => ({ ...end, y: y(end.value) })),
      right + 4 * scale,
      sheet,
    ),
    { type: 'path', key: 'efficiency', segments: through(efficiency), style: 'efficiency' },
    stroke('now', { x: right, y: box.y }, { x: right, y: foot }, 'axis'),
    { type: 'circle', key: 'here', x: here.x, y: here.y, r: 2.5 * scale, style: 'write-dot' },
    words('from', { x: box.x, y: foot + text.small * 0.8 }, '0', text.small, 'axis-text'),
    words(
      'to',
      { x: right, y: foot + text.small * 0.8 },
      fitText(nowText, text.small, right - box.x - text.small * 1.5),
      text.small,
      'axis-text',
      { anchor: 'end' },
    ),
  ];
}

/** Lines that end at the same height, as one: they hide each other. */
interface End {
  readonly value: number;
  readonly nodes: readonly Identity[];
}

/** Letters that stand side by side at the end of lines, at most. */
const mostLetters = 3;

function endsOf(now: Tally, identities: Identities): readonly End[] {
  const ends = new Map<number, Identity[]>();
  for (const [node, value] of now.of) {
    const identity = identities.get(node);
    if (identity === undefined) continue;
    const there = ends.get(value);
    if (there === undefined) ends.set(value, [identity]);
    else there.push(identity);
  }
  return [...ends].map(([value, nodes]) => ({ value, nodes }));
}

/** Whose line it is, at its end: all that find room, from the one with the most. */
function endLetters(
  ends: readonly (End & { readonly y: number })[],
  x: number,
  sheet: Sheet,
): readonly Mark[] {
  const { text } = sheet;
  const marks: Mark[] = [];
  let free = -Infinity;
  for (const { nodes, y } of ends.toSorted((a, b) => a.y - b.y)) {
    if (y - text.small * 0.45 < free) continue;
    free = y + text.small * 0.45;
    let at = x;
    for (const { node, letter, hue } of nodes.slice(0, mostLetters)) {
      marks.push(words(`end ${node}`, { x: at, y }, letter, text.small, 'token-label', { hue }));
      at += letterWidth(letter, sheet);
    }
    if (nodes.length > mostLetters) {
      marks.push(words(`more ${y}`, { x: at, y }, '…', text.small, 'axis-text'));
    }
  }
  return marks;
}

function lettersWidth(nodes: readonly Identity[], sheet: Sheet): number {
  const shown = nodes.slice(0, mostLetters);
  const width = shown.reduce((sum, { letter }) => sum + letterWidth(letter, sheet), 0);
  return width + (nodes.length > mostLetters ? sheet.text.small : 0);
}

function letterWidth(letter: string, { text, scale }: Sheet): number {
  return textWidth(letter, text.small, true) + 2 * scale;
}

function through(
  points: readonly { readonly x: number; readonly y: number }[],
): readonly Segment[] {
  return points.map((point, at) => ({ to: at === 0 ? 'move' : 'line', ...point }));
}
