import type { Range } from '../../dynamo/anti-entropy/place.ts';
import type { Key } from '../../dynamo/names.ts';
import type { View } from '../../trace/view.ts';
import { identify } from '../identity.ts';
import type { Mark, Scene, Table, Target } from '../mark.ts';
import { together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted } from '../sentence/list-words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import type { TraceLike } from '../trace-like.ts';
import { costLinesFor, costMarks, hashesWords } from './cost-marks.ts';
import { differWords, headMarks } from './head-marks.ts';
import { hasDiffered, movedBy, rebuildings, type Session, sessionsOf } from './sessions.ts';
import { isWithin, leavesIn, treeOf, type Twig } from './tree.ts';
import { held, treeMarks } from './tree-marks.ts';

/** Two replicas compare their Merkle trees of a range, from the roots down. (§4.7) */
export const merkle: Picture = { sentence: merkleSentence, scene: merkleScene };

const nothingYet =
  'No two replicas have compared their trees yet. Write while one is cut off, heal, and type “sync A B”.';

/** The latest that found a difference, of the selected node if it had one; else the latest. */
function sessionInFocus(trace: TraceLike, view: View, selection: Target | null): Session | null {
  const all = sessionsOf(trace, view.cursor.events);
  const node = selection?.type === 'node' ? selection.node : null;
  const isOwn = (session: Session): boolean => session.node === node || session.partner === node;
  return (
    all.findLast((session) => isOwn(session) && hasDiffered(session)) ??
    all.findLast(hasDiffered) ??
    all.findLast(isOwn) ??
    all.at(-1) ??
    null
  );
}

function merkleSentence({ view, trace, selection }: Moment): string {
  const session = sessionInFocus(trace, view, selection);
  if (session === null) return nothingYet;
  const { node, partner, levels, end } = session;
  const roots = levels[0] ?? [];
  const differing = roots.filter(({ isEqual }) => !isEqual).length;
  const start = `${node} and ${partner} compare ${counted(roots.length, 'range')}: ${differWords(differing)}`;
  if (end === null) return `${start}; so far ${counted(levels.length, 'level')} down.`;
  const cost = `${counted(end.comparisons, 'comparison')} and ${hashesWords(end.hashes)}`;
  switch (end.outcome) {
    case 'synchronised':
      return `${start}; ${cost} later ${counted(movedBy(trace, view.cursor.events, session), 'version')} moved, and they are in step.`;
    case 'in-step':
      return `${start}; they are in step after ${cost}.`;
    case 'broken-off':
      return `${start}; the comparison was broken off after ${cost}.`;
  }
}

function merkleScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const session = sessionInFocus(trace, view, selection);
  if (session === null) return emptyScene(sheet, nothingYet, tableOf(view, null, null));
  const range = rangeToShow(session, view);
  const rebuilt = rebuildings(trace, view.cursor.events);
  return {
    size,
    scale: sheet.scale,
    still: [
      ...headMarks(session, range, view, sheet),
      ...(range === null
        ? []
        : [together('trees', { x: 0, y: 0 }, treesOf(session, range, view, sheet))]),
      ...costMarks(session, rebuilt, movedBy(trace, view.cursor.events, session), view, sheet),
    ],
    moving: [],
    get sentence() {
      return merkleSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(view, session, range);
    },
  };
}

/** The differing range where most was compared; where none differs, the one with most keys. */
function rangeToShow({ levels }: Session, view: View): Range | null {
  const found = levels[0] ?? [];
  const differing = found.filter(({ isEqual }) => !isEqual);
  const roots = differing.length === 0 ? found : differing;
  const all = levels.flat();
  const weight = (range: Range): number => {
    const compared = all.filter(({ place }) => place.range.to === range.to).length;
    return (
      compared * 1_000 +
      [...view.keys.values()].filter(({ position }) => isWithin(position, range)).length
    );
  };
  const ranges = roots.map(({ place }) => place.range);
  return ranges.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}

function treesOf(session: Session, range: Range, view: View, sheet: Sheet): readonly Mark[] {
  const { size, margin, text, scale } = sheet;
  const leaves = leavesIn(view, range, session.node, session.partner);
  const top = margin + 40 * scale + text.small * 2.6;
  const bottom = size.height - margin * 0.6 - text.small * (1.8 + 1.4 * costLinesFor(sheet));
  const box = {
    x: margin + 4 * scale,
    y: top,
    width: size.width - 2 * margin - 8 * scale,
    height: bottom - top,
  };
  const plot = {
    sheet,
    identities: identify(view.nodes.keys()),
    box,
    a: session.node,
    b: session.partner,
    event: session.event,
  };
  if (leaves.length > 0) return treeMarks(treeOf(leaves, range, session), plot);
  const middle = { x: size.width / 2, y: (top + bottom) / 2 };
  const told = 'neither has a key of this range';
  return [words('no keys', middle, told, text.small, 'node-name', { anchor: 'middle' })];
}

function tableOf(view: View, session: Session | null, range: Range | null): Table {
  const identities = identify(view.nodes.keys());
  const leaves =
    session === null || range === null ? [] : leavesIn(view, range, session.node, session.partner);
  const found = new Map(
    session === null || range === null || leaves.length === 0
      ? []
      : comparisonsOf(treeOf(leaves, range, session)),
  );
  return {
    caption:
      session === null
        ? 'Merkle trees'
        : `Keys of the range that ${session.node} and ${session.partner} compare`,
    columns: ['Key', session?.node ?? 'one', session?.partner ?? 'other', 'Hashes'],
    rows: leaves.map(({ key, a, b }) => [
      key,
      held(a, identities),
      held(b, identities),
      found.get(key) ?? '',
    ]),
  };
}

/** What the comparison found of each key: with one place or, closed up, with many. */
function comparisonsOf({ comparison, twigs, leaves }: Twig): readonly (readonly [Key, string])[] {
  if (twigs.length > 0 && comparison !== 'equal') return twigs.flatMap(comparisonsOf);
  const told = comparison === 'not-compared' ? 'not compared' : comparison;
  return leaves.map(({ key }) => [key, told]);
}
