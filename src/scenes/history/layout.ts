import { monoWidth, textWidth } from '../text-width.ts';
import type { Sheet } from '../sheet.ts';
import { clockText, valueText } from '../clock-text.ts';
import type { Identities } from '../identity.ts';
import type { Member } from './family.ts';
import { cardLines, isBadNews } from './state-words.ts';

/** How much is told of each version: all, its value and clock, or just that there is one. */
export type Detail = 'card' | 'chip' | 'dot';

export interface Spot {
  readonly member: Member;
  /** The upper left corner, px. */
  readonly x: number;
  readonly y: number;
}

export interface FamilyLayout {
  readonly detail: Detail;
  /** Of a card: what is told of it takes more lines, each shorter. */
  readonly isNarrow: boolean;
  readonly width: number;
  readonly height: number;
  readonly spots: ReadonlyMap<Member, Spot>;
  /** Versions at the beginning that find no room. */
  readonly hidden: number;
}

/**
 * Left to right by generations: a version stands one column behind the latest that its writer had
 * seen, so that what stands one above the other is concurrent, and what reconciles stands behind.
 */
export function layFamily(
  family: readonly Member[],
  identities: Identities,
  sheet: Sheet,
  top: number,
  bottom: number,
): FamilyLayout {
  const columnOf = columnsOf(family);
  const laneOf = lanesOf(family, columnOf);
  const columns = Math.max(0, ...columnOf.values()) + 1;
  const lanes = Math.max(0, ...laneOf.values()) + 1;
  const across = sheet.size.width - 2 * sheet.margin;
  const down = bottom - top;
  const forms = formsOf(family, columns, identities, sheet);
  const fits = ({ detail, width, height, gapX, gapY }: Form): boolean => {
    const room = (across + gapX) / (width + gapX);
    // The earliest may be left out before all shrink to dots.
    const isWide = columns <= (detail === 'chip' ? 2.5 * Math.floor(room) : room);
    return isWide && lanes * height + (lanes - 1) * gapY <= down;
  };
  const form = forms.find(fits) ?? dotForm(sheet);
  const step = form.width + form.gapX;
  const shown = Math.max(1, Math.min(columns, Math.floor((across + form.gapX) / step)));
  const rise = Math.min(
    form.height + form.gapY,
    lanes < 2 ? Infinity : (down - form.height) / (lanes - 1),
  );
  const used = shown * form.width + (shown - 1) * form.gapX;
  const left = sheet.margin + Math.max(0, (across - used) / 2);
  const high = top + Math.max(0, (down - ((lanes - 1) * rise + form.height)) / 2);
  const spots = new Map<Member, Spot>();
  for (const member of family) {
    const column = (columnOf.get(member) ?? 0) - (columns - shown);
    if (column < 0) continue;
    const y = high + (laneOf.get(member) ?? 0) * rise;
    spots.set(member, { member, x: left + column * step, y });
  }
  const { detail, isNarrow, width, height } = form;
  return { detail, isNarrow, width, height, spots, hidden: family.length - spots.size };
}

interface Form {
  readonly detail: Detail;
  readonly isNarrow: boolean;
  readonly width: number;
  readonly height: number;
  readonly gapX: number;
  readonly gapY: number;
}

/** From the most to the least that is told; dots are what is left. */
function formsOf(
  family: readonly Member[],
  columns: number,
  identities: Identities,
  sheet: Sheet,
): readonly Form[] {
  const { scale, text, chipHeight } = sheet;
  const chip = Math.max(
    ...family.map(
      ({ version }) =>
        textWidth(valueText(version), text.small, true) * 1.07 +
        text.small * 0.3 +
        monoWidth(` ${clockText(version, identities)}`, text.small) +
        2 * cardPad * scale,
    ),
    40 * scale,
  );
  return [
    cardForm(family, chip, false, 34 * scale, sheet),
    narrowed(cardForm(family, chip, true, 20 * scale, sheet), columns, sheet),
    {
      detail: 'chip',
      isNarrow: false,
      width: Math.min(mostPx * scale * 0.7, chip),
      height: chipHeight,
      gapX: 18 * scale,
      gapY: 10 * scale,
    },
  ];
}

/** Between the frame of a card and its words, px. */
export const cardPad = 8;
const mostPx = 210;
/** With less, a card says nothing. */
const leastCardPx = 104;

function cardForm(
  family: readonly Member[],
  chip: number,
  isNarrow: boolean,
  gapX: number,
  { scale, text }: Sheet,
): Form {
  const rivals = family.filter(({ fate }) => fate.type === 'current').length;
  const told = family.map((member) => ({ member, lines: cardLines(member, rivals, isNarrow) }));
  const widest = Math.max(
    ...told.flatMap(({ member, lines }) =>
      lines.map((line) => textWidth(line, text.small) * (isBadNews(member) ? 1.15 : 1)),
    ),
  );
  const lines = Math.max(...told.map((each) => each.lines.length));
  return {
    detail: 'card',
    isNarrow,
    width: Math.min(mostPx * scale, Math.max(chip, widest + 2 * cardPad * scale)),
    height: Math.round(text.small * (1.65 + 1.3 * lines) + 8 * scale),
    gapX,
    gapY: 14 * scale,
  };
}

/** As wide as its column can be. */
function narrowed(form: Form, columns: number, { size, margin, scale }: Sheet): Form {
  const across = size.width - 2 * margin;
  const room = (across - (columns - 1) * form.gapX) / columns;
  return { ...form, width: Math.min(form.width, Math.max(leastCardPx * scale, Math.floor(room))) };
}

function dotForm({ scale }: Sheet): Form {
  const side = 14 * scale;
  return {
    detail: 'dot',
    isNarrow: false,
    width: side,
    height: side,
    gapX: 10 * scale,
    gapY: 6 * scale,
  };
}

function columnsOf(family: readonly Member[]): ReadonlyMap<Member, number> {
  const found = new Map<Member, number>();
  for (const member of family) {
    const behind = member.parents.map((parent) => found.get(parent) ?? 0);
    found.set(member, Math.max(-1, ...behind) + 1);
  }
  return found;
}

/** A version stays on the lane of what it goes on from, while that is free in its column. */
function lanesOf(
  family: readonly Member[],
  columnOf: ReadonlyMap<Member, number>,
): ReadonlyMap<Member, number> {
  const found = new Map<Member, number>();
  const taken = new Set<string>();
  for (const member of family) {
    const column = columnOf.get(member) ?? 0;
    const wished = Math.min(...member.parents.map((parent) => found.get(parent) ?? 0), Infinity);
    const lane = nearestFree(Number.isFinite(wished) ? wished : 0, (each) =>
      taken.has(`${column} ${each}`),
    );
    taken.add(`${column} ${lane}`);
    found.set(member, lane);
  }
  return found;
}

function nearestFree(wished: number, isTaken: (lane: number) => boolean): number {
  let lane = wished;
  while (isTaken(lane)) lane += 1;
  return lane;
}
