import type { Range } from '../../dynamo/anti-entropy/place.ts';
import type { View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { identify } from '../identity.ts';
import type { Mark, Scene, Table, Target } from '../mark.ts';
import { together, words } from '../marks.ts';
import { weightOf } from '../load/weigh.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted } from '../sentence/list-words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { fitText } from '../text-width.ts';
import type { TraceLike } from '../trace-like.ts';
import { movedBy, type Rebuilding, rebuildings, type Session, sessionsOf } from './sessions.ts';
import { isWithin, leavesIn, treeOf } from './tree.ts';
import { comparisonSign, held, treeMarks } from './tree-marks.ts';

/** Two replicas compare their Merkle trees of a range, from the roots down. (§4.7) */
export const merkle: Picture = { sentence: merkleSentence, scene: merkleScene };

const nothingYet =
  'No two replicas were found to differ yet. Write while one is cut off, heal, and type “sync A B”.';

/** The one of the selected node, if it had one; else the latest. */
function sessionInFocus(trace: TraceLike, view: View, selection: Target | null): Session | null {
  const all = sessionsOf(trace, view.cursor.events);
  const node = selection?.type === 'node' ? selection.node : null;
  const own = all.findLast((session) => session.node === node || session.partner === node);
  return own ?? all.at(-1) ?? null;
}

function merkleSentence({ view, trace, selection }: Moment): string {
  const session = sessionInFocus(trace, view, selection);
  if (session === null) return nothingYet;
  const { node, partner, levels, end } = session;
  const roots = levels[0] ?? [];
  const differing = roots.filter(({ isEqual }) => !isEqual).length;
  const start = `${node} and ${partner} compare ${counted(roots.length, 'range')}: ${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  if (end === null) return `${start}; so far ${counted(levels.length, 'level')} down.`;
  const cost = `${counted(end.comparisons, 'comparison')} and ${end.hashes} hashes`;
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

/** The differing range where most was compared. */
function rangeToShow({ levels }: Session, view: View): Range | null {
  const roots = (levels[0] ?? []).filter(({ isEqual }) => !isEqual);
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

/** Who compares, at either side, and a sign for the root of each range that they share. */
function headMarks(
  session: Session,
  range: Range | null,
  view: View,
  sheet: Sheet,
): readonly Mark[] {
  const { size, margin, text, scale } = sheet;
  const identities = identify(view.nodes.keys());
  const r = 14 * scale + (text.small - 11 * scale) * 0.5;
  const y = margin + r * 0.8;
  const ends = [
    { node: session.node, x: margin + r },
    { node: session.partner, x: size.width - margin - r },
  ].flatMap(({ node, x }) => {
    const [view_, identity] = [view.nodes.get(node), identities.get(node)];
    return view_ === undefined || identity === undefined
      ? []
      : [badge(view_, identity, { x, y }, r)];
  });
  const roots = session.levels[0] ?? [];
  const across = size.width - 2 * margin - 5 * r;
  const step = Math.min(18 * scale, across / Math.max(1, roots.length));
  const left = size.width / 2 - ((roots.length - 1) * step) / 2;
  const signs = roots.flatMap(({ place, isEqual }, at): Mark[] => {
    const here = { x: left + at * step, y: y - r * 0.25 };
    const isShown = place.range.to === range?.to;
    return [
      together(
        `root ${place.range.to}`,
        here,
        [
          comparisonSign(isEqual ? 'equal' : 'differs', Math.min(5.5 * scale, step * 0.4)),
          ...(isShown
            ? [
                {
                  type: 'circle',
                  key: 'shown',
                  x: 0,
                  y: 0,
                  r: Math.min(9 * scale, step * 0.55),
                  style: 'node-selected',
                } as const,
              ]
            : []),
        ],
        {
          target: { type: 'event', event: session.event },
          label: `range to ${place.range.to.slice(0, 4)}…: ${isEqual ? 'equal' : 'differs'}`,
        },
      ),
    ];
  });
  const differing = roots.filter(({ isEqual }) => !isEqual).length;
  const told = `${counted(roots.length, 'shared range')}: ${roots.length - differing} equal, ${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return [
    ...ends,
    ...signs,
    words('roots', { x: size.width / 2, y: y + r * 0.85 }, told, text.small, 'node-name', {
      anchor: 'middle',
    }),
  ];
}

function treesOf(session: Session, range: Range, view: View, sheet: Sheet): readonly Mark[] {
  const { size, margin, text, scale } = sheet;
  const leaves = leavesIn(view, range, session.node, session.partner);
  const top = margin + 40 * scale + text.small * 1.4;
  const bottom = size.height - margin * 0.6 - text.small * 3.2;
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
  return leaves.length === 0 ? [] : treeMarks(treeOf(leaves, range, session), plot);
}

/** What it cost, against sending everything; and when trees were made anew. */
function costMarks(
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
  const hashes = session.end === null ? '' : `${session.end.hashes} hashes, `;
  const cost = `${hashes}${counted(session.messages, 'message')}, ${session.bytes} B; a full copy of what ${session.node} holds there would be ${full} B${moved}`;
  const trees =
    last === undefined
      ? 'no tree had to be made anew'
      : `${last.node} made ${counted(last.ranges, 'tree')} anew, hashing ${counted(last.keys, 'key')}`;
  const x = size.width / 2;
  const y = size.height - margin * 0.6 - text.small * 0.6;
  const line = (
    key: string,
    told: string,
    at: number,
    style: 'chip-value' | 'node-name',
    target?: Target,
  ): Mark =>
    words(
      key,
      { x, y: at },
      fitText(told, text.small, size.width - 2 * margin),
      text.small,
      style,
      {
        anchor: 'middle',
        ...(target === undefined ? {} : { target, label: told }),
      },
    );
  return [
    line('cost', cost, y - text.small * 1.4, 'chip-value', { type: 'event', event: session.event }),
    line(
      'rebuilt',
      trees,
      y,
      'node-name',
      last === undefined ? undefined : { type: 'event', event: last.id },
    ),
  ];
}

function tableOf(view: View, session: Session | null, range: Range | null): Table {
  const identities = identify(view.nodes.keys());
  const leaves =
    session === null || range === null ? [] : leavesIn(view, range, session.node, session.partner);
  return {
    caption:
      session === null
        ? 'Merkle trees'
        : `Keys of the range that ${session.node} and ${session.partner} compare`,
    columns: ['Key', session?.node ?? 'one', session?.partner ?? 'other'],
    rows: leaves.map(({ key, a, b }) => [key, held(a, identities), held(b, identities)]),
  };
}
