import type { KeyView, RequestView, View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import { clockText, valueText } from '../clock-text.ts';
import { focusOf } from '../focus.ts';
import { type Identities, identify } from '../identity.ts';
import type { Mark, Scene, Table, Target } from '../mark.ts';
import { stroke, together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { chipMark, chipsOf, cutChip } from '../ring/chips.ts';
import type { ChipLayout } from '../ring/frame.ts';
import { counted } from '../sentence/list-words.ts';
import { keySentence } from '../sentence/ring-sentence.ts';
import { lapse, versionWords } from '../sentence/words.ts';
import { emptyScene, type Sheet, sheetOf } from '../sheet.ts';
import { fitText, textWidth } from '../text-width.ts';
import { currentOf, replicasOf, type ReplicaRow, roleText } from './replicas.ts';

/** A key's home nodes and stand-ins side by side: what each holds, and what it gave to R or W. */
export const replicas: Picture = { sentence: replicasSentence, scene: replicasScene };

const nothingYet = 'No key was written or read yet. Put one: press P, or type “put cart milk”.';

function replicasSentence({ view, selection }: Pick<Moment, 'view' | 'selection'>): string {
  const { key } = focusOf(view, selection);
  if (key === null) return nothingYet;
  const homes = replicasOf(view, key.key).filter(({ role }) => isHome(role));
  const current = homes.filter(({ isStale, versions }) => !isStale && versions.length > 0);
  const versions = currentOf(key).length;
  if (versions === 0) return `${keySentence(view, key)} Nobody holds a version of it.`;
  const what =
    versions === 1
      ? 'the current version'
      : `${versions === 2 ? 'both' : `all ${versions}`} concurrent versions`;
  return `${keySentence(view, key)} ${current.length} of ${counted(homes.length, 'home node')} ${current.length === 1 ? 'holds' : 'hold'} ${what}.`;
}

function isHome(role: ReplicaRow['role']): boolean {
  return role.type === 'home' || role.type === 'coordinator';
}

function replicasScene({ view, selection, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const { key, request } = focusOf(view, selection);
  const identities = identify(view.nodes.keys());
  if (key === null) return emptyScene(sheet, nothingYet, tableOf('', [], null, identities));
  const rows = replicasOf(view, key.key);
  const own = request?.key === key.key ? request : null;
  if (rows.length === 0) {
    const quiet = `Nobody has been asked to keep ${key.key} yet.`;
    return emptyScene(sheet, quiet, tableOf(key.key, rows, own, identities));
  }
  return {
    size,
    scale: sheet.scale,
    still: [
      ...headMarks(key, sheet),
      ...columnMarks(key, rows, own, view, selection, identities, sheet),
    ],
    moving: [],
    get sentence() {
      return replicasSentence({ view, selection });
    },
    get table() {
      return tableOf(key.key, rows, own, identities);
    },
  };
}

function headMarks(key: KeyView, { margin, text, size }: Sheet): readonly Mark[] {
  const y = margin + text.large * 0.3;
  const name = fitText(key.key, text.large, size.width * 0.4, true);
  return [
    words('key', { x: margin, y }, name, text.large, 'key-name', {
      target: { type: 'key', key: key.key },
      label: `Key ${key.key}`,
    }),
    words(
      'position',
      { x: size.width - margin, y },
      `at ${key.position.slice(0, 8)}… on the ring, homes first`,
      text.small,
      'node-name',
      { anchor: 'end' },
    ),
  ];
}

function columnMarks(
  key: KeyView,
  rows: readonly ReplicaRow[],
  request: RequestView | null,
  view: View,
  selection: Target | null,
  identities: Identities,
  sheet: Sheet,
): readonly Mark[] {
  const { size, margin, text, scale } = sheet;
  const width = Math.min(230 * scale, (size.width - 2 * margin) / rows.length);
  const left = (size.width - width * rows.length) / 2;
  const r = Math.min(24 * scale, width * 0.26);
  const chips = chipLayout(sheet);
  const head = margin + text.large * 1.6 + r + 8 * scale;
  const most = Math.max(1, ...rows.map((row) => row.versions.length + row.hints.length));
  const under = r + text.small * 4.6;
  const tall = under + most * (chips.chipHeight + 6 * scale) + text.small * 7;
  const spare = Math.max(0, size.height - margin * 0.6 - head - tall);
  const top = head + spare * 0.4;
  const replyY = Math.min(size.height - margin * 0.6, top + tall) - text.small * 4.2;
  const line = (at: number): number => left + (at + 0.5) * width;
  const columns = rows.map((row, at) =>
    together(row.node, { x: line(at), y: 0 }, [
      ...whoMarks(row, view, identities, { width, r, top }, sheet),
      ...chipColumn(
        key,
        row,
        selection,
        identities,
        { width, top: top + under, bottom: replyY - text.small * 1.6 },
        sheet,
      ),
    ]),
  );
  return [
    stroke('walk', { x: line(0), y: top }, { x: line(rows.length - 1), y: top }, 'lane'),
    ...columns,
    ...(request === null
      ? []
      : answerMarks(
          request,
          rows,
          line,
          { width, y: replyY, left, right: left + width * rows.length },
          identities,
          sheet,
        )),
  ];
}

/** Here versions are what it is about, so they are written larger than on the ring. */
function chipLayout(sheet: Sheet): ChipLayout {
  const { text, scale } = sheet;
  const chipHeight = Math.ceil((text.medium + 12 * scale) / 2) * 2;
  return { scale, text: { ...text, small: text.medium }, chipHeight, valuePx: 190 * scale };
}

interface Place {
  readonly width: number;
  readonly r: number;
  readonly top: number;
}

function whoMarks(
  row: ReplicaRow,
  view: View,
  identities: Identities,
  { width, r, top }: Place,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale } = sheet;
  const node = view.nodes.get(row.node);
  const identity = identities.get(row.node);
  if (node === undefined || identity === undefined) return [];
  const role = `${row.place === null ? '' : `${row.place}. `}${roleText(row.role)}`;
  const [state, isBad] = stateText(row, view);
  const say = (
    key: string,
    told: string,
    line: number,
    style: 'chip-value' | 'node-name' | 'timeout-name' | 'good-note',
  ): Mark =>
    words(
      key,
      { x: 0, y: top + r + text.small * (0.2 + line * 1.35) + 6 * scale },
      fitText(told, text.small, width - 8),
      text.small,
      style,
      { anchor: 'middle' },
    );
  return [
    badge(node, identity, { x: 0, y: top }, r),
    say('role', role, 0.5, 'chip-value'),
    say(
      'state',
      state,
      1.5,
      isBad ? 'timeout-name' : state === 'current' ? 'good-note' : 'node-name',
    ),
  ];
}

/** Current or behind, and what it lacks; is that bad? */
function stateText(row: ReplicaRow, view: View): readonly [string, boolean] {
  if (row.status !== 'up')
    return [`${row.status} for ${lapse(view.cursor.at - row.since)}`, row.status === 'down'];
  if (row.role.type === 'stands-in') {
    return [row.hints.length === 0 ? 'asked' : counted(row.hints.length, 'hint'), false];
  }
  if (row.isStale) return [row.versions.length === 0 ? 'has nothing' : 'behind', true];
  return [row.versions.length === 0 ? 'has nothing' : 'current', false];
}

/** Versions and hints, one below the other; those that find no room are counted. */
function chipColumn(
  key: KeyView,
  row: ReplicaRow,
  selection: Target | null,
  identities: Identities,
  { width, top, bottom }: { readonly width: number; readonly top: number; readonly bottom: number },
  sheet: Sheet,
): readonly Mark[] {
  const { scale, text } = sheet;
  const layout = chipLayout(sheet);
  const { chipHeight } = layout;
  const chips = chipsOf(key.key, row, identities);
  const step = chipHeight + 6 * scale;
  const room = Math.max(1, Math.floor((bottom - top) / step));
  const shown = chips.length > room ? chips.slice(0, room - 1) : chips;
  const marks = shown.map((chip, at) => {
    const cut = cutChip(chip, identities, layout, width - 10 * scale);
    return chipMark(cut, { x: -cut.width / 2, y: top + at * step }, identities, layout, selection);
  });
  const more = chips.length - shown.length;
  const at = { x: 0, y: top + (shown.length + 0.4) * step };
  if (more > 0)
    return [
      ...marks,
      words('more', at, `${more} more`, text.small, 'node-name', { anchor: 'middle' }),
    ];
  if (chips.length > 0) return marks;
  return [
    words('none', { x: 0, y: top + chipHeight / 2 }, '–', text.small, 'node-name', {
      anchor: 'middle',
    }),
  ];
}

interface AnswerPlace {
  readonly width: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** Below each column what that node gave to the latest request, and whether R or W is met. */
function answerMarks(
  request: RequestView,
  rows: readonly ReplicaRow[],
  line: (at: number) => number,
  { y, left, right }: AnswerPlace,
  identities: Identities,
  sheet: Sheet,
): readonly Mark[] {
  const { text, scale, size, margin } = sheet;
  const { op, value, client, needed, replies, chosen, completedAt, outcome } = request;
  const name = op === 'get' ? 'R' : 'W';
  const given = replies.filter(({ late }) => !late).length;
  const title = `${op}${value === null ? '' : ` ${value}`} by ${client}: ${given} of ${name} = ${needed}`;
  const end = outcome === 'failed' ? ', failed' : completedAt === null ? ', waiting' : ', met';
  const r = Math.max(8 * scale, text.small * 0.7);
  const pips = rows.flatMap((row, at): Mark[] => {
    const hue = identities.get(row.node)?.hue ?? 'ink';
    const order = replies.findIndex(({ by }) => by === row.node);
    const reply = replies[order];
    const isAsked = chosen.some(({ node }) => node === row.node);
    const x = line(at);
    if (reply === undefined) {
      if (!isAsked) return [];
      return [{ type: 'circle', key: `pip ${row.node}`, x, y, r, style: 'pip-waiting', hue }];
    }
    const label = `${row.node} answered ${lapse(reply.at - request.issuedAt)} after the request${reply.late ? ', too late to count' : ''}`;
    return [
      together(
        `pip ${row.node}`,
        { x, y },
        [
          {
            type: 'circle',
            key: 'pip',
            x: 0,
            y: 0,
            r,
            style: reply.late ? 'pip-waiting' : 'pip',
            hue,
          },
          words(
            'order',
            { x: 0, y: 0 },
            String(order + 1),
            text.small,
            reply.late ? 'pip-letter-waiting' : 'pip-letter',
            { anchor: 'middle', hue },
          ),
          words(
            'when',
            { x: 0, y: r + text.small * 0.8 },
            `+${lapse(reply.at - request.issuedAt)}`,
            text.small,
            'node-name',
            { anchor: 'middle' },
          ),
        ],
        { target: { type: 'event', event: reply.event }, label },
      ),
    ];
  });
  const told = fitText(`${title}${end}`, text.medium, size.width - 2 * margin, true);
  const half = textWidth(told, text.medium, true) / 2;
  return [
    stroke('rule', { x: left, y: y - r - 7 * scale }, { x: right, y: y - r - 7 * scale }, 'lane'),
    ...pips,
    words(
      'told',
      { x: Math.max(size.width / 2, margin + half), y: y + r + text.small * 2.2 },
      told,
      text.medium,
      outcome === 'failed' ? 'timeout-name' : 'client-name',
      {
        anchor: 'middle',
        target: { type: 'request', request: request.request },
        label: told,
      },
    ),
  ];
}

function tableOf(
  key: string,
  rows: readonly ReplicaRow[],
  request: RequestView | null,
  identities: Identities,
): Table {
  return {
    caption: key === '' ? 'Replicas' : `Who keeps ${key}`,
    columns: ['Node', 'Role', 'Status', 'Holds', 'Hints', 'Answered'],
    rows: rows.map((row) => [
      row.node,
      roleText(row.role),
      `${row.status}${row.isStale ? ', behind' : ''}`,
      row.versions
        .map(({ version }) => `${valueText(version)} ${clockText(version, identities)}`)
        .join('; '),
      row.hints.map((hint) => `${versionWords(hint.version)} for ${hint.for}`).join('; '),
      request?.replies.some(({ by }) => by === row.node) === true ? 'yes' : 'no',
    ]),
  };
}
