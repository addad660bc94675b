import type { RequestView } from '../../trace/view.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { RingLayout } from './frame.ts';
import { outline } from './node-mark.ts';
import {
  describeRequest,
  type QuorumPlace,
  quorumOf,
  quorumTexts,
  requestTitle,
} from './quorum.ts';

/** Places beyond this are counted, not drawn. */
const placesLimit = 9;

/** The request in focus: its words, and its quorum as it fills up against R or W. */
export function quorumMarks(
  request: RequestView | null,
  n: number,
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  if (request === null) return [];
  const { text: type, scale } = layout;
  const isLeft = layout.clientsAt === 'left';
  const edge = 16 * scale;
  const room = isLeft
    ? layout.centre.x - layout.rim * 0.62 - layout.side
    : layout.size.width - layout.clientsEnd - 1.5 * edge;
  const whole = `${request.client}: ${requestTitle(request)}`;
  const isWhole = textWidth(whole, type.medium, true) <= room;
  const title = isWhole ? whole : fitText(requestTitle(request), type.medium, room, true);
  const [long, short] = quorumTexts(request, n);
  const isFailed = request.outcome === 'failed';
  const line = type.medium * 1.3;
  const foot = line + 2 * type.small * 0.78 + 12 * scale + type.small * 0.5;
  const footRoom = isLeft ? Math.min(room, roomBeside(edge + foot + type.small / 2, layout)) : room;
  const isLong = textWidth(long, type.small, isFailed) <= footRoom;
  const count = isLong ? long : fitText(short, type.small, footRoom, isFailed);
  const pips = pipMarks(quorumOf(request), request, n, room, identities, layout);
  const width = Math.max(
    textWidth(title, type.medium, true),
    textWidth(count, type.small, isFailed),
    pips.width,
  );
  return [
    {
      type: 'group',
      key: `request ${request.request}`,
      x: isLeft ? layout.side : layout.size.width - edge - Math.min(room, width),
      y: isLeft ? edge : edge * 0.5,
      target: { type: 'request', request: request.request },
      label: describeRequest(request, n),
      marks: [
        text('title', title, line / 2, type.medium, 'client-name'),
        { type: 'group', key: 'pips', x: 0, y: line + pips.r + 3 * scale, marks: pips.marks },
        text('count', count, foot, type.small, isFailed ? 'barrier-name' : 'client-note-quiet'),
      ],
    },
  ];
}

/** From where the words begin to the ring, at this height. */
function roomBeside(y: number, { centre, rim, rimWidth, side, scale }: RingLayout): number {
  const edge = rim + rimWidth / 2 + 3 * scale;
  return centre.x - Math.sqrt(Math.max(0, edge ** 2 - (centre.y - y) ** 2)) - side;
}

function text(
  key: string,
  words: string,
  y: number,
  size: number,
  style: 'client-name' | 'client-note-quiet' | 'barrier-name',
): Mark {
  return { type: 'text', key, x: 0, y, text: words, size, anchor: 'start', style };
}

function pipMarks(
  places: readonly QuorumPlace[],
  request: RequestView,
  n: number,
  room: number,
  identities: Identities,
  layout: RingLayout,
): { readonly marks: readonly Mark[]; readonly width: number; readonly r: number } {
  const r = layout.text.small * 0.78;
  const step = 2 * r + 4 * layout.scale;
  const fitting = Math.max(1, Math.floor((room + step - 2 * r) / step));
  const count = Math.min(placesLimit, fitting, Math.max(places.length, request.needed, n));
  const marks = Array.from({ length: count }, (_, at) =>
    pipMark(places[at] ?? null, at, r, step, identities, layout),
  );
  const needed = Math.min(request.needed, count);
  const y = r + 4 * layout.scale;
  const tip = 3 * layout.scale;
  const [from, to] = [0, (needed - 1) * step + 2 * r];
  const bracket: Mark = {
    type: 'path',
    key: 'bracket',
    segments: [
      { to: 'move', x: from, y: y - tip },
      { to: 'line', x: from, y },
      { to: 'line', x: to, y },
      { to: 'line', x: to, y: y - tip },
    ],
    style: 'bracket',
  };
  return { marks: [...marks, bracket], width: (count - 1) * step + 2 * r, r };
}

function pipMark(
  place: QuorumPlace | null,
  at: number,
  r: number,
  step: number,
  identities: Identities,
  layout: RingLayout,
): Mark {
  const x = r + at * step;
  if (place === null) {
    return { type: 'circle', key: `place ${at}`, x, y: 0, r, style: 'pip-empty' };
  }
  const identity = identities.get(place.node);
  const hue = identity?.hue ?? 'ink';
  const shape = identity?.shape ?? 'disc';
  const middle = { x: 0, y: 0 };
  const isStandIn = place.standsInFor !== null;
  const body: Mark[] = isStandIn
    ? [
        outline('edge', shape, middle, r, { style: 'pip-stand-in', hue }),
        ...(place.hasAnswered
          ? [outline('pip', shape, middle, r * 0.74, { style: 'pip', hue })]
          : []),
      ]
    : [outline('pip', shape, middle, r, { style: place.hasAnswered ? 'pip' : 'pip-waiting', hue })];
  return {
    type: 'group',
    key: `place ${at}`,
    x,
    y: 0,
    marks: [
      ...body,
      {
        type: 'text',
        key: 'letter',
        x: 0,
        y: 0,
        text: identity?.letter ?? '?',
        size: layout.text.small * ((identity?.letter.length ?? 1) > 1 ? 0.72 : 0.95),
        anchor: 'middle',
        style: place.hasAnswered ? 'pip-letter' : 'pip-letter-waiting',
        hue,
      },
    ],
  };
}
