import type { Micros } from '../../base/time.ts';
import type { Address } from '../../dynamo/names.ts';
import type { Identities } from '../identity.ts';
import { remember } from '../remember.ts';
import type { Sheet } from '../sheet.ts';
import type { Hue } from '../style.ts';
import { textWidth } from '../text-width.ts';
import type { Anatomy } from './anatomy.ts';

/** Where time and lanes of one request are, px. */
export interface RequestPlot {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly anatomy: Anatomy;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly gap: number;
  readonly cursorUs: Micros;
  x(at: Micros): number;
  y(address: Address): number;
  hue(address: Address): Hue;
}

export const requestPlot = remember(
  (anatomy: Anatomy, sheet: Sheet, identities: Identities, cursorUs: Micros): RequestPlot => {
    const { size, margin, text, scale } = sheet;
    const left =
      margin +
      Math.min(
        40 * scale + textWidth('stands in for B', text.small) + 12 * scale,
        size.width * 0.3,
      );
    const right = size.width - margin - 10 * scale;
    const top = margin + text.large * 1.5 + 14 * scale;
    const bottom = size.height - margin * 0.5 - text.small * 2;
    const gap = (bottom - top) / Math.max(1, anatomy.lanes.length);
    const spanUs = Math.max(1, anatomy.toUs - anatomy.fromUs);
    return {
      sheet,
      identities,
      anatomy,
      left,
      right,
      top,
      bottom,
      gap,
      cursorUs,
      x: (at) => left + ((at - anatomy.fromUs) / spanUs) * (right - left),
      y: (address) => top + (Math.max(0, anatomy.lanes.indexOf(address)) + 0.5) * gap,
      hue: (address) => identities.get(address)?.hue ?? 'ink',
    };
  },
);
