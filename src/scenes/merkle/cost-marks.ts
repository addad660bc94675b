import type { View } from '../../trace/view.ts';
import { weightOf } from '../load/weigh.ts';
import type { Mark } from '../mark.ts';
import { words } from '../marks.ts';
import { counted } from '../sentence/list-words.ts';
import { type Sheet, wrapped } from '../sheet.ts';
import { fitText } from '../text-width.ts';
import type { Rebuilding, Session } from './sessions.ts';
import { isWithin } from './tree.ts';

/** What it cost, against sending everything; and when trees were made anew. */
export function costMarks(
  session: Session,
  rebuilt: readonly Rebuilding[],
  movedCount: number,
  view: View,
  sheet: Sheet,
): readonly Mark[] {
  const { size, margin, text } = sheet;
  const ranges = (session.levels[0] ?? []).map(({ place }) => place.range);
  const full = [...view.keys.values()].reduce((sum, { key, position, replicas }) => {
    const versions = (replicas.get(session.node) ?? []).map(({ version }) => version);
    const isShared = ranges.some((range) => isWithin(position, range));
    return isShared && versions.length > 0 ? sum + weightOf({ key, versions }) : sum;
  }, 0);
  const own = rebuilt.filter(({ node }) => node === session.node || node === session.partner);
  const last = own.at(-1);
  const moved = movedCount === 0 ? '' : `; ${counted(movedCount, 'version')} moved`;
  const hashes = session.end === null ? '' : `${hashesWords(session.end.hashes)}, `;
  const cost = `${hashes}${counted(session.messages, 'message')}, ${session.bytes} B; a full copy of what ${session.node} holds there would be ${full} B${moved}`;
  const trees =
    last === undefined
      ? 'no tree had to be made anew'
      : `${last.node} made ${counted(last.ranges, 'tree')} anew, hashing ${counted(last.keys, 'key')}`;
  const room = size.width - 2 * margin;
  const costLines = wrapped(cost, text.small, room).slice(0, costLinesFor(sheet));
  const lines = [
    ...costLines.map((told) => ({ told, style: 'chip-value', event: session.event }) as const),
    {
      told: fitText(trees, text.small, room),
      style: 'node-name',
      event: last?.id ?? null,
    } as const,
  ];
  const bottom = size.height - margin * 0.6 - text.small * 0.6;
  return lines.map(({ told, style, event }, at) =>
    words(
      at < costLines.length ? `cost ${at}` : 'rebuilt',
      { x: size.width / 2, y: bottom - (lines.length - 1 - at) * text.small * 1.4 },
      told,
      text.small,
      style,
      {
        anchor: 'middle',
        ...(event === null ? {} : { target: { type: 'event', event }, label: told }),
      },
    ),
  );
}

/** On a phone it takes a line more. */
export function costLinesFor({ size, text }: Sheet): number {
  return size.width < text.small * 52 ? 2 : 1;
}

/** `1 hash`, `2 hashes`. */
export function hashesWords(count: number): string {
  return count === 1 ? '1 hash' : `${count} hashes`;
}
