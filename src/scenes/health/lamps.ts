import type { Mark, Point, Segment } from '../mark.ts';
import { together, words } from '../marks.ts';
import type { Sheet } from '../sheet.ts';
import { fitText } from '../text-width.ts';
import type { Lamp } from './examination.ts';

/** How a lamp stands, in a word: also its form, so that colour is never alone. */
export function stateOf({ finding }: Lamp): 'holds' | 'not yet' | 'broken' {
  return finding.type === 'not-yet' ? 'not yet' : finding.type;
}

/** What there is to say beside the name. */
export function noteOf({ finding }: Lamp): string {
  if (finding.type !== 'holds') return finding.why;
  return finding.excused.length === 0 ? '' : `excused: ${finding.excused.join('; ')}`;
}

/** One invariant a row: its lamp, its name, and what broke it; broken ones first. */
export function lampMarks(
  lamps: readonly Lamp[],
  at: Point,
  width: number,
  height: number,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const gap = 0.95;
  const order = { broken: 0, 'not yet': 1, holds: 2 } as const;
  const all = lamps.toSorted((a, b) => order[stateOf(a)] - order[stateOf(b)]);
  const isRoom = height / (all.length + countNotes(all) * gap) >= text.small * leastRow;
  const sorted = isRoom ? all : all.filter((lamp) => stateOf(lamp) !== 'holds');
  const rest = all.length - sorted.length;
  const row = Math.min(
    text.small * 2.1,
    height / Math.max(1, sorted.length + countNotes(sorted) * gap + Math.min(1, rest)),
  );
  const size = Math.min(text.small, row * 0.9);
  const r = Math.min(6 * scale, row * 0.36);
  let y = at.y + row / 2;
  const rows = sorted.map((lamp): Mark => {
    const note = noteOf(lamp);
    const state = stateOf(lamp);
    const x = 2 * r + 8 * scale;
    const marks: Mark[] = [
      ...lampSign(state, r),
      words(
        'name',
        { x, y: 0 },
        fitText(lamp.name, size, width - x),
        size,
        state === 'holds' ? 'chip-value' : 'card-value',
      ),
    ];
    const here = y;
    y += row;
    if (note !== '') {
      const style = state === 'broken' ? 'timeout-name' : 'card-note';
      marks.push(words('note', { x, y: row * 0.88 }, fitText(note, size, width - x), size, style));
      y += row * gap;
    }
    const event = lamp.finding.type === 'broken' ? lamp.finding.event : null;
    return together(`lamp ${lamp.name}`, { x: at.x, y: here }, marks, {
      ...(event === null ? {} : { target: { type: 'event', event: event.id } }),
      label: `${lamp.name}: ${state}${note === '' ? '' : `, ${note}`}`,
    });
  });
  if (rest === 0) return rows;
  const x = 2 * r + 8 * scale;
  const told = fitText(restText(rest, all.length), size, width - x);
  const sum = [...lampSign('holds', r), words('name', { x, y: 0 }, told, size, 'chip-value')];
  return [...rows, together('lamps that hold', { x: at.x, y }, sum)];
}

/** Rows lower than that many times the small type are not read in a hall. */
const leastRow = 0.95;

function restText(rest: number, all: number): string {
  return rest === all ? `all ${all} invariants hold` : `the other ${rest} hold`;
}

function countNotes(lamps: readonly Lamp[]): number {
  return lamps.filter((lamp) => noteOf(lamp) !== '').length;
}

function lampSign(state: ReturnType<typeof stateOf>, r: number): readonly Mark[] {
  const ring = (style: 'outcome' | 'outcome-failed' | 'pip-empty'): Mark => ({
    type: 'circle',
    key: 'lamp',
    x: r,
    y: 0,
    r,
    style,
  });
  switch (state) {
    case 'holds':
      return [
        ring('outcome'),
        { type: 'path', key: 'sign', segments: tick(r), style: 'outcome-sign' },
      ];
    case 'broken':
      return [
        ring('outcome-failed'),
        { type: 'path', key: 'sign', segments: cross(r), style: 'outcome-sign-failed' },
      ];
    case 'not yet':
      return [ring('pip-empty')];
  }
}

function tick(r: number): readonly Segment[] {
  return [
    { to: 'move', x: r * 0.55, y: 0 },
    { to: 'line', x: r * 0.88, y: r * 0.38 },
    { to: 'line', x: r * 1.45, y: -r * 0.38 },
  ];
}

function cross(r: number): readonly Segment[] {
  const half = r * 0.4;
  return [
    { to: 'move', x: r - half, y: -half },
    { to: 'line', x: r + half, y: half },
    { to: 'move', x: r - half, y: half },
    { to: 'line', x: r + half, y: -half },
  ];
}
