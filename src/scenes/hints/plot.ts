import type { Micros } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { valueText } from '../clock-text.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { stroke, words } from '../marks.ts';
import { counted } from '../sentence/list-words.ts';
import type { Sheet } from '../sheet.ts';
import { ticksIn } from '../space-time/axis.ts';
import { textWidth } from '../text-width.ts';
import type { Stay } from './stays.ts';

export interface HintPlot {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly shown: readonly Stay[];
  readonly hidden: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly row: number;
  readonly fromUs: Micros;
  readonly toUs: Micros;
  x(at: Micros): number;
}

/** The latest hints that find room, and time from the first of them to now. */
export function plotOf(
  all: readonly Stay[],
  view: View,
  identities: Identities,
  sheet: Sheet,
): HintPlot {
  const { size, margin, text, scale } = sheet;
  const top = margin + text.small * 2;
  const bottom = size.height - margin * 0.5 - text.small * 1.8;
  const least = text.small * 1.9;
  const shown = all.slice(-Math.max(1, Math.floor((bottom - top) / least)));
  const row = Math.min(46 * scale, (bottom - top) / shown.length);
  const told = Math.max(...shown.map((stay) => textWidth(whatOf(stay), text.small)));
  const usual = 96 * scale + text.small * 6;
  const left = margin + Math.min(size.width * 0.4, Math.max(usual, whoRoom(sheet, row) + told));
  const right = size.width - margin - text.small * 2;
  const start = Math.min(...shown.map(({ storedAt }) => storedAt));
  const toUs = Math.max(view.cursor.at, start + 1_000);
  const fromUs = Math.max(0, start - (toUs - start) * 0.06);
  return {
    sheet,
    identities,
    shown,
    hidden: all.length - shown.length,
    left,
    right,
    top,
    bottom,
    row,
    fromUs,
    toUs,
    x: (at) => left + ((at - fromUs) / (toUs - fromUs)) * (right - left),
  };
}

/** The key and the value that a hint is for. */
export function whatOf({ key, version }: Stay): string {
  return `${key} = ${valueText(version)}`;
}

/** What the two machines before it take, with the word between them and the gaps, px. */
function whoRoom({ text, scale }: Sheet, row: number): number {
  return 6 * badgeRadius(scale, row) + textWidth('for', text.small) + 26 * scale;
}

export function badgeRadius(scale: number, row: number): number {
  return Math.min(11 * scale, row * 0.4);
}

export function headMarks(all: readonly Stay[], { sheet, hidden }: HintPlot): readonly Mark[] {
  const { margin, text, size } = sheet;
  const y = margin + text.small * 0.4;
  const more = hidden === 0 ? '' : `, the latest ${all.length - hidden} shown`;
  const count = `${counted(all.length, 'hint')} so far${more}`;
  const room = size.width - 2 * margin - textWidth(count, text.small) - text.small;
  const about = [
    'who holds what for whom; grey while that one is down or paused',
    'who holds what for whom',
  ];
  return [
    words(
      'holder',
      { x: margin, y },
      about.find((each) => textWidth(each, text.small) <= room) ?? '',
      text.small,
      'node-name',
    ),
    words('count', { x: size.width - margin, y }, count, text.small, 'node-name', {
      anchor: 'end',
    }),
  ];
}

export function axisMarks(plot: HintPlot): readonly Mark[] {
  const { sheet, left, right, top, shown, row, fromUs, toUs } = plot;
  const { text } = sheet;
  const y = top + shown.length * row;
  return [
    stroke('axis', { x: left, y }, { x: right, y }, 'axis'),
    ...ticksIn(fromUs, toUs, (right - left) / (text.small * 9)).map((tick) =>
      words(
        `time ${tick.at}`,
        { x: plot.x(tick.at), y: y + text.small },
        tick.text,
        text.small,
        'axis-text',
        { anchor: 'middle' },
      ),
    ),
  ];
}
