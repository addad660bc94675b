import type { NodeId } from '../../dynamo/names.ts';
import { showTime } from '../../base/time.ts';
import type { RequestView } from '../../trace/view.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { reasonWords } from '../sentence/words.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { RingLayout } from './layout.ts';
import { outline } from './node-mark.ts';

/** One of the n places of a quorum: who fills it, or is asked to. */
export interface QuorumPlace {
  readonly node: NodeId;
  readonly standsInFor: NodeId | null;
  readonly hasAnswered: boolean;
}

/**
 * The quorum that a request forms: those that answered, in order, then those still asked. A home
 * node that somebody stands in for has lost its place. (§4.5, §4.6)
 */
export function quorumOf(request: RequestView): readonly QuorumPlace[] {
  const answered = request.replies.map(({ by, standsInFor }) => ({
    node: by,
    standsInFor,
    hasAnswered: true,
  }));
  const isDone = (node: NodeId): boolean => answered.some((place) => place.node === node);
  const isReplaced = (node: NodeId): boolean =>
    [...request.chosen, ...answered].some((one) => one.standsInFor === node);
  const waiting = request.chosen
    .filter(({ node, standsInFor }) => !isDone(node) && (standsInFor !== null || !isReplaced(node)))
    .map((one) => ({ ...one, hasAnswered: false }));
  return [...answered, ...waiting];
}

/** Answers in time to count, against R or W. */
export function answersCounted(request: RequestView): number {
  return request.replies.filter((reply) => !reply.late).length;
}

export function requestTitle(request: RequestView): string {
  return request.op === 'put'
    ? `put ${request.key} = ${request.value ?? ''}`
    : `${request.op} ${request.key}`;
}

/** `1 of W = 2, N = 3`, and what came of it. */
export function quorumText(request: RequestView, n: number): string {
  const name = request.op === 'get' ? 'R' : 'W';
  const rule = `${name} = ${request.needed}, N = ${n}`;
  if (request.outcome === 'failed') return `${answersCounted(request)} of ${rule}: failed`;
  if (request.completedAt === null) return `${answersCounted(request)} of ${rule}`;
  return `${rule}: met in ${showTime(request.completedAt - request.issuedAt)}`;
}

export function describeRequest(request: RequestView, n: number): string {
  const by = quorumOf(request)
    .filter((place) => place.hasAnswered)
    .map(({ node, standsInFor }) => (standsInFor === null ? node : `${node} for ${standsInFor}`));
  const failed = request.outcome === 'failed' ? `, ${reasonWords(request.reason)}` : '';
  const answered = by.length === 0 ? 'nobody has answered' : `answered by ${by.join(', ')}`;
  return `${request.client}: ${requestTitle(request)}, ${quorumText(request, n)}${failed}, ${answered}`;
}

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
  const pips = pipMarks(places, request, identities, layout);
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
  identities: Identities,
  layout: RingLayout,
): { readonly marks: readonly Mark[]; readonly width: number; readonly r: number } {
  const r = layout.text.small * 0.78;
  const step = 2 * r + 4 * layout.scale;
  const count = Math.min(placesLimit, Math.max(places.length, request.needed));
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
  const style = place.hasAnswered
    ? 'pip'
    : place.standsInFor === null
      ? 'pip-waiting'
      : 'pip-stand-in';
  return {
    type: 'group',
    key: `place ${at}`,
    x,
    y: 0,
    marks: [
      outline('pip', identity?.shape ?? 'disc', { x: 0, y: 0 }, r, { style, hue }),
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
