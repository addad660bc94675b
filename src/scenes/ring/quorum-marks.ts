import type { RequestView } from '../../trace/view.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { RingLayout } from './layout.ts';
import { outline } from './node-mark.ts';
import { describeRequest, type QuorumPlace, quorumOf, quorumText, requestTitle } from './quorum.ts';

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
  const isLeft = layout.clientsAt === 'left';
  const edge = 16 * layout.scale;
  const room = isLeft
    ? layout.centre.x - layout.rim * 0.62 - layout.side
    : layout.size.width * 0.62;
  const title = fitText(
    `${request.client}: ${requestTitle(request)}`,
    layout.text.medium,
    room,
    true,
  );
  const places = quorumOf(request).slice(0, placesLimit);
  const pips = pipMarks(places, request, n, identities, layout);
  const width = Math.max(
    textWidth(title, layout.text.medium, true),
    textWidth(quorumText(request, n), layout.text.small),
    pips.width,
  );
  const x = isLeft ? layout.side : layout.size.width - edge - Math.min(room, width);
  const line = layout.text.medium * 1.3;
  return [
    {
      type: 'group',
      key: `request ${request.request}`,
      x,
      y: isLeft ? edge : edge * 0.5,
      target: { type: 'request', request: request.request },
      label: describeRequest(request, n),
      marks: [
        text('title', title, line / 2, layout.text.medium, 'client-name'),
        {
          type: 'group',
          key: 'pips',
          x: 0,
          y: line + pips.r + 3 * layout.scale,
          marks: pips.marks,
        },
        text(
          'count',
          quorumText(request, n),
          line + 2 * pips.r + 12 * layout.scale + layout.text.small * 0.5,
          layout.text.small,
          request.outcome === 'failed' ? 'barrier-name' : 'client-note-quiet',
        ),
      ],
    },
  ];
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
  identities: Identities,
  layout: RingLayout,
): { readonly marks: readonly Mark[]; readonly width: number; readonly r: number } {
  const r = layout.text.small * 0.78;
  const step = 2 * r + 4 * layout.scale;
  const count = Math.min(placesLimit, Math.max(places.length, request.needed, n));
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
