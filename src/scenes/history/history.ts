import type { View } from '../../trace/view.ts';
import { focusOf } from '../focus.ts';
import { type Identities, identify } from '../identity.ts';
import type { Mark, Scene, Segment, Table, Target } from '../mark.ts';
import { levelBend, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { remember } from '../remember.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { dotWords, versionWords } from '../sentence/words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { fitText, textWidth } from '../text-width.ts';
import { clockText, valueText } from '../clock-text.ts';
import { type CardContext, cardMark, isChosen } from './cards.ts';
import { comparisonHeight, comparisonMarks } from './comparison-marks.ts';
import { dotName, familyLimit, familyOf, type Member } from './family.ts';
import { type FamilyLayout, layFamily, type Spot } from './layout.ts';
import { originWords, stateWords, writerWords } from './state-words.ts';

/** All versions of a key by causality: who wrote them from what, and what became of them. (§4.4) */
export const history: Picture = { sentence: historySentence, scene: historyScene };

const nothingYet = 'No version was written yet. Put one: press P, or type “put cart milk”.';

function historySentence({ view, trace, selection }: Moment): string {
  const key = keyInFocus(view, selection);
  const family = key === null ? [] : familyOf(trace, view, key);
  if (key === null || family.length === 0) return nothingYet;
  const current = family.filter(({ fate }) => fate.type === 'current');
  const lost = family.filter(({ fate }) => fate.type === 'lost');
  const start = `${key} has had ${countOf(family)}`;
  const now =
    current.length > 1
      ? `${listed(current.map(({ version }) => versionWords(version)))} are concurrent`
      : current.length === 1
        ? `${listed(current.map(({ version }) => versionWords(version)))} is current`
        : 'none is left';
  const gone =
    lost.length === 0
      ? ''
      : `; ${listed(lost.map(({ version }) => versionWords(version)))} ${lost.length === 1 ? 'was' : 'were'} lost, passed over by ${lost.length === 1 ? 'a version whose writer' : 'versions whose writers'} had not seen ${lost.length === 1 ? 'it' : 'them'}`;
  return `${start}; ${now}${gone}.`;
}

/** Beyond the limit nobody counts. */
function countOf(family: readonly Member[]): string {
  const count = counted(family.length, 'version');
  return family.length < familyLimit ? count : `${count} or more`;
}

function keyInFocus(view: View, selection: Target | null): string | null {
  return focusOf(view, selection).key?.key ?? null;
}

function historyScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const key = keyInFocus(view, selection);
  const family = key === null ? noFamily : familyOf(trace, view, key);
  const identities = identify(view.nodes.keys());
  if (key === null || family.length === 0) {
    return emptyScene(sheet, nothingYet, tableOf(key ?? '', noFamily, identities));
  }
  const pair = pairOf(key, family, selection, compared);
  return {
    size,
    scale: sheet.scale,
    still: stillOf(key, family, pair[0], pair[1], identities, sheet, view.settings.versioning),
    moving: [],
    get sentence() {
      return historySentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(key, family, identities);
    },
  };
}

const noFamily: readonly Member[] = [];

/** The two that were selected; else the one and what it goes on from or stands beside. */
function pairOf(
  key: string,
  family: readonly Member[],
  selection: Target | null,
  compared: Target | null,
): readonly [Member | null, Member | null] {
  const first = family.find((member) => isChosen(compared, key, member)) ?? null;
  const second = family.find((member) => isChosen(selection, key, member)) ?? null;
  if (second !== null) return [first ?? relativeOf(second, family), second];
  const current = family.filter(({ fate }) => fate.type === 'current');
  const latest = current.at(-1) ?? family.at(-1) ?? null;
  return [latest === null ? null : relativeOf(latest, family), latest];
}

function relativeOf(member: Member, family: readonly Member[]): Member | null {
  const isBeside = (other: Member): boolean =>
    other !== member && other.fate.type === 'current' && member.fate.type === 'current';
  const { fate } = member;
  const heir = fate.type === 'lost' ? dotName(fate.to) : null;
  return (
    family.find(({ version }) => dotName(version.dot) === heir) ??
    family.findLast(isBeside) ??
    member.parents.at(-1) ??
    family.find(({ parents }) => parents.includes(member)) ??
    null
  );
}

const stillOf = remember(
  (
    key: string,
    family: readonly Member[],
    first: Member | null,
    second: Member | null,
    identities: Identities,
    sheet: Sheet,
    versioning: View['settings']['versioning'],
  ): readonly Mark[] => {
    const { text, margin, size } = sheet;
    const foot = first === null || second === null ? 0 : comparisonHeight(sheet);
    const top = margin + text.large * 1.6;
    const bottom = size.height - margin * 0.6 - foot;
    const layout = layFamily(family, identities, sheet, top, bottom);
    const chosen = [first, second].filter((member) => member !== null);
    const rivals = family.filter(({ fate }) => fate.type === 'current').length;
    const context: CardContext = { key, sheet, identities, layout, rivals, chosen };
    const name = fitText(key, text.large, size.width * 0.35, true);
    const hidden = layout.hidden === 0 ? '' : `, ${layout.hidden} earlier left out`;
    const told = `${countOf(family)}${hidden}`;
    const long = `${told}, by what their writers had seen`;
    const count = textWidth(long, text.small) < size.width * 0.6 ? long : told;
    const y = margin + text.large * 0.3;
    return [
      words('key', { x: margin, y }, name, text.large, 'key-name', {
        target: { type: 'key', key },
        label: `Key ${key}`,
      }),
      words('count', { x: size.width - margin, y }, count, text.small, 'node-name', {
        anchor: 'end',
      }),
      together('descent', { x: 0, y: 0 }, edgeMarks(family, layout)),
      together(
        'versions',
        { x: 0, y: 0 },
        [...layout.spots.values()].map((spot) => cardMark(spot, context)),
      ),
      ...(first === null || second === null
        ? []
        : [comparisonMarks(first, second, versioning, identities, sheet)]),
    ];
  },
  4,
);

/** From each version to those that were written from it, and to what passed it over unseen. */
function edgeMarks(family: readonly Member[], layout: FamilyLayout): readonly Mark[] {
  const byDot = new Map(family.map((member) => [dotName(member.version.dot), member]));
  const edge = (
    from: Member,
    to: Member,
    key: string,
    style: 'descent' | 'descent-false',
  ): Mark[] => {
    const [a, b] = [layout.spots.get(from), layout.spots.get(to)];
    if (a === undefined || b === undefined) return [];
    return [{ type: 'path', key, segments: way(a, b, layout), style }];
  };
  return family.flatMap((member) => [
    ...member.parents.flatMap((parent) =>
      edge(parent, member, `${parent.event} ${member.event}`, 'descent'),
    ),
    ...(member.fate.type === 'lost'
      ? edge(
          member,
          byDot.get(dotName(member.fate.to)) ?? member,
          `lost ${member.event}`,
          'descent-false',
        )
      : []),
    ...member.besides.flatMap((dot) =>
      edge(
        byDot.get(dotName(dot)) ?? member,
        member,
        `beside ${dotName(dot)} ${member.event}`,
        'descent-false',
      ),
    ),
  ]);
}

/** Beside each other straight across, in a column straight down, and over what lies between them. */
function way(a: Spot, b: Spot, { width, height }: FamilyLayout): readonly Segment[] {
  if (a.x === b.x) {
    const [above, below] = a.y < b.y ? [a, b] : [b, a];
    const x = a.x + width / 2;
    return [
      { to: 'move', x, y: above.y + height },
      { to: 'line', x, y: below.y },
    ];
  }
  if (a.y === b.y && b.x - a.x > 2 * width) {
    const [from, to] = [a.x + width / 2, b.x + width / 2];
    const cy = a.y - Math.min(height, 0.2 * (to - from));
    return [
      { to: 'move', x: from, y: a.y },
      { to: 'bend', cx: (from + to) / 2, cy, x: to, y: b.y },
    ];
  }
  return levelBend({ x: a.x + width, y: a.y + height / 2 }, { x: b.x, y: b.y + height / 2 });
}

function tableOf(key: string, family: readonly Member[], identities: Identities): Table {
  const rivals = family.filter(({ fate }) => fate.type === 'current').length;
  return {
    caption: key === '' ? 'Versions' : `Versions of ${key}`,
    columns: ['Version', 'Value', 'Clock', 'Written', 'From', 'State'],
    rows: family.map((member) => [
      dotWords(member.version.dot),
      valueText(member.version),
      clockText(member.version, identities),
      writerWords(member),
      originWords(member),
      stateWords(member, rivals),
    ]),
  };
}
