import type { NodeView, View } from '../../trace/view.ts';
import { type Identities, identify } from '../identity.ts';
import type { Sheet } from '../sheet.ts';

/** Where the matrix is: a row for who believes, a column for of whom. */
export interface Grid {
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly nodes: readonly NodeView[];
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  /** Where the matrix ends. */
  readonly right: number;
}

export function gridOf(nodes: View['nodes'], sheet: Sheet): Grid {
  const { size, margin, text, scale } = sheet;
  const count = nodes.size;
  const foot = text.small * 2.4;
  const header = text.small * 1.8;
  const isWide = size.width > 520 * scale;
  const across = isWide ? size.width * 0.52 : size.width - 2 * margin - text.small * 5;
  const down = size.height - 2 * margin - header - foot;
  const cell = Math.min(44 * scale, across / (count + 1), down / (count + 1));
  const left = margin + cell * 1.15;
  const top = margin + header + cell;
  return {
    sheet,
    identities: identify(nodes.keys()),
    nodes: [...nodes.values()],
    left,
    top,
    cell,
    right: left + count * cell,
  };
}
