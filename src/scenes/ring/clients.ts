import type { ClientId } from '../../dynamo/names.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { latestRequests } from '../focus.ts';
import { type Mark, sameTarget, type Target } from '../mark.ts';
import { remember } from '../remember.ts';
import { requestTitle } from './quorum.ts';
import type { ClientSeat, RingLayout } from './frame.ts';

/** Those who read and write, outside the ring: they are on the network but own no data. */
export const clientMarks = remember(
  (requests: View['requests'], selection: Target | null, layout: RingLayout): readonly Mark[] => {
    const latest = latestRequests(requests).ofClient;
    const marks = [...layout.clients.values()].map((seat) =>
      clientMark(seat, latest.get(seat.client) ?? null, selection, layout),
    );
    return layout.clientsMore === 0 ? marks : [...marks, moreMark(layout)];
  },
);

function clientMark(
  seat: ClientSeat,
  request: RequestView | null,
  selection: Target | null,
  layout: RingLayout,
): Mark {
  const target: Target = { type: 'client', client: seat.client };
  const box = {
    x: -seat.width / 2,
    y: -seat.height / 2,
    width: seat.width,
    height: seat.height,
    radius: seat.height / 2,
  };
  return {
    type: 'group',
    key: `client ${seat.client}`,
    x: seat.x,
    y: seat.y,
    target,
    label: describeClient(seat.client, request),
    marks: [
      {
        type: 'rect',
        key: 'seat',
        ...box,
        style: sameTarget(selection, target) ? 'chip-selected' : 'client',
      },
      {
        type: 'text',
        key: 'name',
        x: 0,
        y: 0,
        text: seat.name,
        size: layout.text.medium,
        anchor: 'middle',
        style: 'client-name',
      },
    ],
  };
}

function describeClient(client: ClientId, request: RequestView | null): string {
  if (request === null) return `Client ${client}`;
  const outcome =
    request.answeredAt === null
      ? 'waits for an answer'
      : request.outcome === 'ok'
        ? 'has its answer'
        : 'was told that it failed';
  return `Client ${client}, ${requestTitle(request)}, ${outcome}`;
}

function moreMark(layout: RingLayout): Mark {
  const last = [...layout.clients.values()].at(-1);
  const left = layout.clientsAt === 'left';
  const small = layout.text.small;
  return {
    type: 'text',
    key: 'more clients',
    x: left ? layout.side + 10 * layout.scale : layout.side,
    y: (last?.y ?? layout.centre.y) + (last?.height ?? 0) / 2 + small * 0.9,
    text: `and ${layout.clientsMore} more`,
    size: small,
    anchor: 'start',
    style: 'client-note-quiet',
  };
}
