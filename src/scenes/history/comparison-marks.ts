import type { Settings } from '../../dynamo/settings.ts';
import { dotWords } from '../sentence/words.ts';
import { nodeOf, valueText } from '../clock-text.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import { type Sheet, wrapped } from '../sheet.ts';
import { fitText, monoWidth, textWidth } from '../text-width.ts';
import { compareVersions, type CounterPair } from './compare.ts';
import type { Member } from './family.ts';

export function comparisonHeight({ text, scale }: Sheet): number {
  return Math.round(text.small * 1.35 * 4 + 20 * scale);
}

/** Counters that stand in columns; with more, words alone must do. */
const columnsLimit = 8;

/** Two clocks one under the other, counter by counter, and beside them what follows in words. */
export function comparisonMarks(
  first: Member,
  second: Member,
  versioning: Settings['versioning'],
  identities: Identities,
  sheet: Sheet,
): Mark {
  const { text, margin, size, scale } = sheet;
  const hasSeen = second.past.has(first) ? 'a' : first.past.has(second) ? 'b' : null;
  const { counters, sentences } = compareVersions(
    second.version,
    first.version,
    versioning,
    hasSeen,
  );
  const top = size.height - comparisonHeight(sheet);
  const line = text.small * 1.35;
  const y = (row: number): number => top + 10 * scale + (row + 0.5) * line;
  const versions = [second.version, first.version];
  const values = versions.map((version) =>
    fitText(valueText(version), text.small, size.width * 0.16, true),
  );
  // Cut, two values may look the same.
  const names = values[0] === values[1] ? versions.map(({ dot }) => dotWords(dot)) : values;
  const nameRoom = Math.max(...names.map((name) => textWidth(name, text.small, true))) + 16 * scale;
  const columns = counters.slice(0, columnsLimit);
  const step = Math.max(30 * scale, ...columns.map((pair) => actorRoom(pair, sheet)));
  const left = margin + nameRoom;
  const table = columns.flatMap((pair, at) => {
    const x = left + (at + 0.5) * step;
    const node = identities.get(nodeOf(pair.actor));
    const hue = node?.hue ?? 'ink';
    const counter = (value: number): string => (value === 0 ? '–' : String(value));
    const look = { anchor: 'middle', hue } as const;
    return [
      words(`actor ${pair.actor}`, { x, y: y(0) }, pair.actor, text.small, 'token-label', look),
      words(`a ${pair.actor}`, { x, y: y(1) }, counter(pair.a), text.small, 'chip-clock', look),
      words(`sign ${pair.actor}`, { x, y: y(2) }, sign(pair), text.small, 'chip-value', {
        anchor: 'middle',
      }),
      words(`b ${pair.actor}`, { x, y: y(3) }, counter(pair.b), text.small, 'chip-clock', look),
    ];
  });
  const beside = left + columns.length * step + 16 * scale;
  const lines = linesOf(sentences, (size.width - margin - beside) * 0.97, sheet);
  return together('comparison', { x: 0, y: 0 }, [
    stroke(
      'rule',
      { x: margin, y: top + 4 * scale },
      { x: size.width - margin, y: top + 4 * scale },
      'lane',
    ),
    words('name a', { x: margin, y: y(1) }, names[0] ?? '', text.small, 'card-value'),
    words('name b', { x: margin, y: y(3) }, names[1] ?? '', text.small, 'card-value'),
    ...table,
    ...lines.map((each, at) =>
      words(`line ${at}`, { x: beside, y: y(at) }, each, text.small, 'chip-value'),
    ),
  ]);
}

const linesLimit = 4;

/** Where not all of it finds room, what follows from the counters comes first: they stand beside. */
function linesOf(sentences: readonly string[], roomPx: number, { text }: Sheet): readonly string[] {
  const inLines = (each: readonly string[]): readonly string[] =>
    each.flatMap((sentence) => wrapped(sentence, text.small, roomPx));
  const all = inLines(sentences);
  if (all.length <= linesLimit) return all;
  const lines = inLines(sentences.toReversed());
  return lines.length <= linesLimit
    ? lines
    : lines.slice(0, linesLimit).map((line, at) => (at === linesLimit - 1 ? `${line} …` : line));
}

function actorRoom({ actor }: CounterPair, { text, scale }: Sheet): number {
  return monoWidth(actor, text.small) + 14 * scale;
}

function sign({ a, b }: CounterPair): string {
  return a === b ? '=' : a > b ? '>' : '<';
}
