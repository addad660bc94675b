import type { Box } from '../geometry.ts';
import type { Identities } from '../identity.ts';
import type { Mark, Point, Target } from '../mark.ts';
import { words } from '../marks.ts';
import { textWidth } from '../text-width.ts';
import { type Chip, chipMark, type CutChip, cutChip } from './chips.ts';
import type { RingLayout } from './frame.ts';

/** Chips as lines of a block; px from the block's upper left corner. */
export interface Block {
  readonly lines: readonly (readonly CutChip[])[];
  /** How many chips it leaves out; it says so in a last line. */
  readonly more: number;
  readonly width: number;
  readonly height: number;
}

/** Between chips, and between them and their machine; px. */
export function gapOf(layout: RingLayout): number {
  return 4 * layout.scale;
}

/** In each of these widths; from the roomiest to the tightest. */
export function blocksOf(
  held: readonly Chip[],
  count: number,
  widths: readonly number[],
  identities: Identities,
  layout: RingLayout,
): readonly Block[] {
  if (count === 0) return [blockOf([], held.length, layout)];
  const chips = held.slice(0, count);
  const more = held.length - chips.length;
  return widths.flatMap((most) => {
    const cuts = chips.map((chip) => cutChip(chip, identities, layout, most));
    const pairs = cuts.flatMap((_, at) => (at % 2 === 0 ? [cuts.slice(at, at + 2)] : []));
    const column = cuts.map((cut) => [cut]);
    const arrangements =
      cuts.length === 1 ? [column] : cuts.length === 2 ? [[cuts], column] : [[cuts], pairs, column];
    return arrangements.map((lines) => blockOf(lines, more, layout));
  });
}

/** In how many ways that many chips are arranged at one width. */
export function arrangementsOf(count: number): number {
  return Math.min(count, 3);
}

function blockOf(lines: readonly (readonly CutChip[])[], more: number, layout: RingLayout): Block {
  const gap = gapOf(layout);
  const told = more === 0 ? 0 : textWidth(moreText(more, lines.length), layout.text.small);
  const width = Math.max(told, ...lines.map((line) => widthOf(line, gap)));
  const foot = more === 0 ? 0 : layout.text.small * 1.2 + gap;
  return { lines, more, width, height: lines.length * (layout.chipHeight + gap) - gap + foot };
}

function moreText(more: number, lines: number): string {
  return lines === 0 ? `holds ${more}` : `${more} more`;
}

function widthOf(line: readonly CutChip[], gap: number): number {
  return line.reduce((sum, cut) => sum + cut.width, 0) + gap * (line.length - 1);
}

/** The marks of a block that lies in a box, in coordinates of its seat. */
export function blockMarks(
  block: Block,
  box: Box,
  seat: Point,
  identities: Identities,
  layout: RingLayout,
  selection: Target | null,
): readonly Mark[] {
  const gap = gapOf(layout);
  const chips = block.lines.flatMap((line, row) => {
    let x = box.x - seat.x + (block.width - widthOf(line, gap)) / 2;
    const y = box.y - seat.y + row * (layout.chipHeight + gap);
    return line.map((cut) => {
      const mark = chipMark(cut, { x, y }, identities, layout, selection);
      x += cut.width + gap;
      return mark;
    });
  });
  if (block.more === 0) return chips;
  const foot = {
    x: box.x - seat.x + block.width / 2,
    y: box.y - seat.y + block.height - layout.text.small * 0.6,
  };
  const { small } = layout.text;
  return [
    ...chips,
    words('more', foot, moreText(block.more, block.lines.length), small, 'node-name', {
      anchor: 'middle',
    }),
  ];
}
