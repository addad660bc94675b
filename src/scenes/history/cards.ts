import { clockCounters, clockText, valueText } from '../clock-text.ts';
import type { Identities } from '../identity.ts';
import { type Mark, sameTarget, type Target } from '../mark.ts';
import { area, together, words } from '../marks.ts';
import type { Sheet } from '../sheet.ts';
import type { StyleName } from '../style.ts';
import { fitText, monoEm, monoWidth, textWidth } from '../text-width.ts';
import type { Member } from './family.ts';
import { cardPad, type FamilyLayout, type Spot } from './layout.ts';
import { cardLines, isBadNews, originWords, stateWords, writerWords } from './state-words.ts';

export interface CardContext {
  readonly key: string;
  readonly sheet: Sheet;
  readonly identities: Identities;
  readonly layout: FamilyLayout;
  /** How many versions are current. */
  readonly rivals: number;
  /** The pair that is compared. */
  readonly chosen: readonly Member[];
}

function targetOfMember(key: string, { version, heldBy, node }: Member): Target {
  return { type: 'version', key, node: heldBy[0] ?? node, dot: version.dot };
}

/** One version: its value and clock; in full also who wrote it from what, and what became of it. */
export function cardMark(spot: Spot, context: CardContext): Mark {
  const { member } = spot;
  const { layout, identities, key, rivals } = context;
  const target = targetOfMember(key, member);
  const label =
    `${key} = ${valueText(member.version)}, ${clockText(member.version, identities)}, ` +
    `${writerWords(member)}, ${originWords(member)}, ${stateWords(member, rivals)}`;
  const marks = layout.detail === 'dot' ? dotMarks(member, context) : boxMarks(member, context);
  return together(`version ${member.event}`, spot, marks, { target, label });
}

function boxMarks(member: Member, context: CardContext): readonly Mark[] {
  const { layout, sheet } = context;
  const { scale } = sheet;
  const { width, height } = layout;
  const isCard = layout.detail === 'card';
  const y = isCard ? sheet.text.small * 0.95 + 3 * scale : height / 2;
  const frame = { x: 0, y: 0, width, height };
  return [
    ...selectionRing(member, context),
    area('frame', frame, frameStyle(member), { radius: 4 * scale }),
    ...titleMarks(member, y, context),
    ...(isCard ? noteMarks(member, context) : []),
  ];
}

function frameStyle({ fate }: Member): StyleName {
  switch (fate.type) {
    case 'current':
      return 'card-current';
    case 'lost':
    case 'gone':
      return 'card-lost';
    case 'superseded':
    case 'reaped':
      return 'card';
  }
}

function selectionRing(member: Member, { layout, sheet, chosen }: CardContext): readonly Mark[] {
  if (!chosen.includes(member)) return [];
  const out = 3.5 * sheet.scale;
  const box = {
    x: -out,
    y: -out,
    width: layout.width + 2 * out,
    height: layout.height + 2 * out,
  };
  return [area('chosen', box, 'node-selected', { radius: 4 * sheet.scale + out })];
}

/** The value at the left, the counters at the right; its own counter underlined. */
function titleMarks(member: Member, y: number, context: CardContext): readonly Mark[] {
  const { layout, sheet, identities } = context;
  const size = sheet.text.small;
  const pad = cardPad * sheet.scale;
  const isPast = member.fate.type !== 'current';
  const marks: Mark[] = [];
  let right = layout.width - pad;
  for (const counter of clockCounters(member.version, identities).toReversed()) {
    const wide = monoWidth(counter.text, size);
    if (right - wide < pad + size) break;
    const style = counter.isDot ? 'chip-clock' : 'chip-clock-past';
    const at = { x: right - wide, y };
    marks.push(words(`clock ${counter.text}`, at, counter.text, size, style, { hue: counter.hue }));
    if (counter.isDot) {
      const line = y + size * 0.55;
      marks.push({
        type: 'line',
        key: 'dot',
        from: { x: right - wide, y: line },
        to: { x: right, y: line },
        style: 'chip-dot',
        hue: counter.hue,
      });
    }
    right -= wide + monoEm * size;
  }
  const value = fitText(
    valueText(member.version),
    size,
    (right - pad - size * 0.3) * 0.95,
    !isPast,
  );
  const style = isPast ? 'chip-value-stale' : 'card-value';
  return value === '' ? marks : [words('value', { x: pad, y }, value, size, style), ...marks];
}

function noteMarks(member: Member, { layout, sheet, rivals }: CardContext): readonly Mark[] {
  const lines = cardLines(member, rivals, layout.isNarrow);
  const size = sheet.text.small;
  const pad = cardPad * sheet.scale;
  const room = layout.width - 2 * pad;
  const first = size * 0.95 + 3 * sheet.scale;
  return lines.map((text, at) => {
    const isWrong = at === lines.length - 1 && isBadNews(member);
    const place = { x: pad, y: first + (at + 1) * size * 1.3 };
    const told = textWidth(text, size, isWrong) <= room ? text : (text.split(' with ')[0] ?? text);
    const line = fitText(told, size, room, isWrong);
    return words(`note ${at}`, place, line, size, isWrong ? 'card-wrong' : 'card-note');
  });
}

function dotMarks(member: Member, context: CardContext): readonly Mark[] {
  const { layout, identities } = context;
  const r = layout.width / 2;
  const own = clockCounters(member.version, identities).find(({ isDot }) => isDot);
  const isPast = member.fate.type !== 'current';
  const style = member.fate.type === 'lost' ? 'card-lost' : isPast ? 'pip-waiting' : 'pip';
  const hue = own?.hue ?? 'ink';
  return [
    ...selectionRing(member, context),
    { type: 'circle', key: 'dot', x: r, y: r, r: r * 0.8, style, hue },
  ];
}

export function isChosen(selection: Target | null, key: string, member: Member): boolean {
  if (selection?.type !== 'version') return false;
  return sameTarget(
    { ...selection, node: '' },
    {
      type: 'version',
      key,
      node: '',
      dot: member.version.dot,
    },
  );
}
