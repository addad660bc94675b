/*
 * How wide text will be, without asking a browser: the same figure everywhere. Widths are in em,
 * a little above the mean of the system fonts (Segoe UI, SF, Roboto, DejaVu Sans), so that boxes
 * are rather too wide than too narrow.
 */

const classes: readonly (readonly [characters: string, widthEm: number])[] = [
  ["ijl|.,:;'!`", 0.3],
  [' ftr()[]{}/\\"-·', 0.38],
  ['mwMW@%', 0.92],
  ['abcdeghknopqsuvxyz0123456789_=+<>~#$&?*', 0.6],
  ['ABCDEFGHIJKLNOPQRSTUVXYZ', 0.69],
];

const widths = new Map(
  classes.flatMap(([characters, widthEm]) =>
    Array.from(characters, (one) => [one, widthEm] as const),
  ),
);

/** Beyond Latin: as wide as it is high. */
const wideEm = 1;
const otherEm = 0.65;

export const monoEm = 0.61;

/** The width in px of one line in the system font; `isBold` adds what bold adds. */
export function textWidth(text: string, sizePx: number, isBold = false): number {
  let em = 0;
  for (const one of text) {
    em += widths.get(one) ?? ((one.codePointAt(0) ?? 0) > 0x2e7f ? wideEm : otherEm);
  }
  return em * sizePx * (isBold ? 1.08 : 1);
}

export function monoWidth(text: string, sizePx: number): number {
  return Array.from(text).length * monoEm * sizePx;
}

/** The text, or as much of it as fits with an ellipsis; empty when not even one letter does. */
export function fitText(text: string, sizePx: number, widthPx: number, isBold = false): string {
  if (textWidth(text, sizePx, isBold) <= widthPx) return text;
  const letters = Array.from(text);
  while (letters.length > 1) {
    letters.pop();
    const cut = `${letters.join('')}…`;
    if (textWidth(cut, sizePx, isBold) <= widthPx) return cut;
  }
  return '';
}
