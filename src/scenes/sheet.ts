import type { Mark, Scene, Size, Table } from './mark.ts';
import { words } from './marks.ts';
import { remember } from './remember.ts';
import { scaleFor, typePx } from './ring/frame.ts';
import { textWidth } from './text-width.ts';
import { type Theme, themes } from './theme.ts';

/** What pictures have in common that are laid out as pages: sizes of type and of gaps, px. */
export interface Sheet {
  readonly size: Size;
  readonly scale: number;
  readonly text: { readonly small: number; readonly medium: number; readonly large: number };
  readonly chipHeight: number;
  readonly margin: number;
}

export const sheetOf = remember((width: number, height: number, theme: Theme): Sheet => {
  const size = { width, height };
  const scale = scaleFor(size);
  const usual = themes.light.text;
  const small = typePx(theme.text.small, usual.small, size, scale);
  return {
    size,
    scale,
    text: {
      small,
      medium: typePx(theme.text.medium, usual.medium, size, scale),
      large: typePx(theme.text.large, usual.large, size, scale),
    },
    chipHeight: Math.ceil((small + 9 * scale) / 2) * 2,
    margin: Math.round(Math.min(20 * scale, width * 0.04)),
  };
}, 8);

/** A text in lines that fit; a single word that does not is left as it is. */
export function wrapped(text: string, sizePx: number, widthPx: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, sizePx) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Nothing to draw yet: what to do, in the middle. */
export function emptyScene(sheet: Sheet, sentence: string, table: Table): Scene {
  const { width, height } = sheet.size;
  const size = sheet.text.medium;
  const lines = wrapped(sentence, size, Math.min(width - 4 * sheet.margin, 420 * sheet.scale));
  const still = lines.map((line, at): Mark => {
    const y = height / 2 + (at - (lines.length - 1) / 2) * size * 1.4;
    return words(`line ${at}`, { x: width / 2, y }, line, size, 'node-name', { anchor: 'middle' });
  });
  return { size: sheet.size, scale: sheet.scale, still, moving: [], sentence, table };
}
