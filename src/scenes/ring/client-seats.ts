import type { ClientId } from '../../dynamo/names.ts';
import { clamp } from '../geometry.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { ClientSeat, ClientSeating, Frame } from './frame.ts';

/** Clients that get a seat of their own at most; a crowd beyond that is counted, not drawn. */
const seatsLimit = 8;

/** The latest clients, in a column at the left of the ring or in a row above it. */
export function seatClients(clients: readonly ClientId[], frame: Frame): ClientSeating {
  const { scale, text } = frame;
  const height = Math.ceil((text.medium + 11 * scale) / 4) * 4;
  const ends = 20 * scale;
  const room = roomFor(frame) - ends;
  const sized = clients.map((client) => {
    const name = fitText(client, text.medium, room, true);
    return { client, name, width: Math.ceil(textWidth(name, text.medium, true) + ends), height };
  });
  return frame.clientsAt === 'left' ? column(sized, height, frame) : row(sized, height, frame);
}

/** As wide as a seat may be: clear of the walk beside it, or a part of the row. */
function roomFor({ clientsAt, centre, walk, stop, side, scale, size }: Frame): number {
  return clientsAt === 'left' ? centre.x - walk - stop - side - 3 * scale : size.width * 0.4;
}

type Sized = Omit<ClientSeat, 'x' | 'y'>;

function column(sized: readonly Sized[], height: number, frame: Frame): ClientSeating {
  const step = height + 12 * frame.scale;
  const room = frame.size.height - 2 * (4 * frame.text.small + 44 * frame.scale);
  const count = clamp(Math.floor(room / step), 1, seatsLimit);
  const shown = sized.slice(-count);
  const seats = shown.map((seat, index) => ({
    ...seat,
    x: frame.side + seat.width / 2,
    y: frame.centre.y + (index - (shown.length - 1) / 2) * step,
  }));
  return seating(seats, sized.length, frame.side);
}

/** At most half the width, so that the request in hand has the other half. */
function row(sized: readonly Sized[], height: number, frame: Frame): ClientSeating {
  const gap = 8 * frame.scale;
  const shown: Sized[] = [];
  let width = frame.side;
  for (const seat of sized.toReversed()) {
    const isFull = width + seat.width > frame.size.width * 0.5;
    if (shown.length > 0 && isFull) break;
    shown.unshift(seat);
    width += seat.width + gap;
  }
  let x = frame.side;
  const seats = shown.map((seat) => {
    const at = { ...seat, x: x + seat.width / 2, y: 12 * frame.scale + height / 2 };
    x += seat.width + gap;
    return at;
  });
  return seating(seats, sized.length, x);
}

function seating(seats: readonly ClientSeat[], all: number, clientsEnd: number): ClientSeating {
  const clients = new Map(seats.map((seat) => [seat.client, seat]));
  return { clients, clientsMore: all - seats.length, clientsEnd };
}
