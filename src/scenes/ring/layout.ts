import type { ClientId, NodeId } from '../../dynamo/names.ts';
import { clamp, polar, turn } from '../geometry.ts';
import type { Point, Size } from '../mark.ts';
import { identify } from '../identity.ts';
import { remember } from '../remember.ts';
import { textWidth } from '../text-width.ts';
import type { Theme } from '../theme.ts';

/**
 * How much room a machine has: a seat with chips under it, a disc with its letter, or a dot.
 * All three lie on the same circle, so that growing the cluster does not change the figure.
 */
export type SeatForm = 'seat' | 'disc' | 'dot';

export interface ClientSeat extends Point {
  readonly client: ClientId;
  readonly width: number;
  readonly height: number;
}

/** Where everything of the ring has its place; px. Depends on names, size and theme alone. */
export interface RingLayout {
  readonly size: Size;
  readonly scale: number;
  readonly text: { readonly small: number; readonly medium: number; readonly large: number };
  readonly centre: Point;
  /** Radius of the middle of the rim. */
  readonly rim: number;
  readonly rimWidth: number;
  /** Radius of the outer edge of the tokens' letters, just inside the rim. */
  readonly labels: number;
  /** Radius of the space within those letters. */
  readonly inner: number;
  /** Radius of the preference walk, outside the rim, and of its numbered stops. */
  readonly walk: number;
  readonly stop: number;
  readonly form: SeatForm;
  /** Chips hang under a machine, or stand towards the middle where machines are many. */
  readonly chipsAt: 'under' | 'inside';
  /** Middle of the circle of seats: a little above the ring's, as chips hang below. */
  readonly seatCentre: Point;
  readonly seatCircle: number;
  /** Radius of a machine. */
  readonly seat: number;
  readonly seats: ReadonlyMap<NodeId, Point & { readonly angle: number }>;
  readonly chipHeight: number;
  readonly clients: ReadonlyMap<ClientId, ClientSeat>;
  /** Clients beyond those with a seat of their own. */
  readonly clientsMore: number;
  /** Clients stand at the left of the ring, or in a row above it. */
  readonly clientsAt: 'left' | 'top';
  /** Where the clients and the request in hand begin, at the left. */
  readonly side: number;
}

/** Lays out the ring for these machines and clients; `names` are joined with spaces. */
export function ringLayout(
  nodes: Iterable<NodeId>,
  clients: Iterable<ClientId>,
  size: Size,
  theme: Theme,
): RingLayout {
  return layOut([...nodes].join(' '), [...clients].join(' '), size.width, size.height, theme);
}

const layOut = remember(
  (nodeNames: string, clientNames: string, width: number, height: number, theme: Theme) => {
    const size = { width, height };
    const nodes = nodeNames === '' ? [] : nodeNames.split(' ');
    const frame = frameOf(size, theme, widestLetterEm(nodes));
    const seating = seatNodes(nodes, frame);
    const clients = clientNames === '' ? [] : clientNames.split(' ');
    return { ...frame, ...seating, ...seatClients(clients, frame) } satisfies RingLayout;
  },
  8,
);

type Seating = Pick<
  RingLayout,
  'form' | 'chipsAt' | 'seatCentre' | 'seatCircle' | 'seat' | 'seats'
>;
type Frame = Omit<RingLayout, keyof Seating | 'clients' | 'clientsMore'>;

/** Type and lines grow more slowly than the stage, so that a large one shows more, not just larger. */
export function scaleFor(size: Size): number {
  const grown = (Math.min(size.width, size.height) / 460) ** 0.65;
  return Math.round(clamp(grown, 1, 4) * 20) / 20;
}

function frameOf(size: Size, theme: Theme, letterEm: number): Frame {
  const scale = scaleFor(size);
  const text = {
    small: Math.round(theme.text.small * scale),
    medium: Math.round(theme.text.medium * scale),
    large: Math.round(theme.text.large * scale),
  };
  const rimWidth = 8 * scale;
  const stop = Math.max(9 * scale, text.small * 0.8);
  const margin = rimWidth / 2 + 2 * stop + 24 * scale;
  const column = 104 * scale + (text.small - 11 * scale) * 4;
  const row = text.medium + 2 * text.small + 20 * scale;
  const tall = size.height / 2 - margin;
  const clientsAt = size.width - 2 * (tall + margin) >= column ? 'left' : 'top';
  const across = clientsAt === 'left' ? tall : (size.height - row) / 2 - margin;
  const rim = Math.max(40, Math.min(across, size.width / 2 - margin));
  const centre =
    clientsAt === 'left'
      ? { x: Math.max(size.width / 2, column + rim + margin), y: size.height / 2 }
      : { x: size.width / 2, y: row + (size.height - row) / 2 };
  const edge = 16 * scale;
  const labels = rim - rimWidth / 2 - 4 * scale;
  return {
    size,
    scale,
    text,
    centre,
    rim,
    rimWidth,
    labels,
    inner: labels - Math.max(1, letterEm) * text.small - 4 * scale,
    walk: rim + rimWidth / 2 + stop + 8 * scale,
    stop,
    chipHeight: Math.ceil((text.small + 9 * scale) / 2) * 2,
    clientsAt,
    side: Math.max(edge, clientsAt === 'left' ? centre.x - rim - margin - column * 1.5 : edge),
  };
}

function widestLetterEm(nodes: readonly NodeId[]): number {
  return Math.max(
    1,
    ...[...identify(nodes).values()].map(({ letter }) => textWidth(letter, 1, true)),
  );
}

/** Up to here chips hang under their machines; with more, neighbours would be in their way. */
const hangingLimit = 6;

function seatNodes(nodes: readonly NodeId[], frame: Frame): Seating {
  const { scale, text, rim, chipHeight, centre, inner } = frame;
  const full = Math.max(rim * 0.095, text.medium * 0.85);
  const chord = (circle: number): number =>
    nodes.length < 2 ? Infinity : 2 * circle * Math.sin(Math.PI / nodes.length);
  const halfChip = 36 * scale;
  const foot = Math.sqrt(Math.max(0, inner * inner - halfChip * halfChip));
  const hanging = foot - full - chipHeight / 2 - 6 * scale;
  const halo = 6 * scale;
  if (nodes.length <= hangingLimit && chord(hanging) >= 2 * full + chipHeight + 10 * scale) {
    const circle = nodes.length === 1 ? 0 : hanging;
    const seatCentre = { x: centre.x, y: centre.y - chipHeight / 2 };
    return seated(nodes, {
      form: 'seat',
      chipsAt: 'under',
      seatCentre,
      seatCircle: circle,
      seat: full,
    });
  }
  const circle = inner - full - halo;
  const place = { chipsAt: 'inside', seatCentre: centre } as const;
  if (nodes.length <= 12 && chord(circle) >= 2 * full + 2 * halo) {
    return seated(nodes, { ...place, form: 'seat', seatCircle: circle, seat: full });
  }
  const disc = Math.min(full, (inner - halo) * seatShare(nodes.length));
  if (disc >= text.small * 0.72) {
    return seated(nodes, { ...place, form: 'disc', seatCircle: inner - disc - halo, seat: disc });
  }
  const dot = Math.min(10 * scale, Math.max(2.5, inner * seatShare(nodes.length) * 0.9));
  return seated(nodes, { ...place, form: 'dot', seatCircle: inner - dot, seat: dot });
}

/** Radius of the largest of `count` machines side by side within a circle, as a share of it. */
function seatShare(count: number): number {
  const half = 0.76 * Math.sin(Math.PI / Math.max(2, count));
  return half / (1 + half);
}

function seated(nodes: readonly NodeId[], seating: Omit<Seating, 'seats'>): Seating {
  const seats = new Map(
    nodes.map((node, index) => {
      const angle = ((index + 0.5) / nodes.length) * turn;
      return [node, { ...polar(seating.seatCentre, seating.seatCircle, angle), angle }];
    }),
  );
  return { ...seating, seats };
}

/** Clients that get a seat of their own; a crowd beyond that is counted, not drawn. */
const clientSeats = { left: 8, top: 3 } as const;

function seatClients(
  clients: readonly ClientId[],
  frame: Frame,
): Pick<RingLayout, 'clients' | 'clientsMore'> {
  const shown = clients.slice(-clientSeats[frame.clientsAt]);
  const height = Math.ceil((frame.text.medium + 11 * frame.scale) / 4) * 4;
  const widths = shown.map((client) =>
    Math.ceil(textWidth(client, frame.text.medium, true) + 20 * frame.scale),
  );
  const edge = frame.side;
  const seats = new Map<ClientId, ClientSeat>();
  let x = edge;
  for (const [index, client] of shown.entries()) {
    const width = widths[index] as number;
    const at =
      frame.clientsAt === 'left'
        ? {
            x: edge + width / 2,
            y: frame.centre.y + (index - (shown.length - 1) / 2) * (height + 12 * frame.scale),
          }
        : { x: x + width / 2, y: 12 * frame.scale + height / 2 };
    seats.set(client, { client, ...at, width, height });
    x += width + 8 * frame.scale;
  }
  return { clients: seats, clientsMore: clients.length - shown.length };
}
