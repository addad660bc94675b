import type { ClientId, NodeId } from '../../dynamo/names.ts';
import { clamp } from '../geometry.ts';
import type { Point, Size } from '../mark.ts';
import { themes, type Theme } from '../theme.ts';

export interface ClientSeat extends Point {
  readonly client: ClientId;
  /** As much of its name as there is room for. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/**
 * How much room a machine has: a seat with chips under it, a disc with its letter, or a dot.
 * All three lie on the same circle, so that growing the cluster does not change the figure.
 */
export type SeatForm = 'seat' | 'disc' | 'dot';

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
  /** Where the row of clients ends, when they stand in a row. */
  readonly clientsEnd: number;
  /** Clients stand at the left of the ring, or in a row above it. */
  readonly clientsAt: 'left' | 'top';
  /** Where the clients and the request in hand begin, at the left. */
  readonly side: number;
}

/** As much as a chip needs to know. */
export interface ChipLayout extends Pick<RingLayout, 'scale' | 'text' | 'chipHeight'> {
  /** How much of a value is shown at most, px; by default what a machine has room for. */
  readonly valuePx?: number;
}

export type ClientSeating = Pick<RingLayout, 'clients' | 'clientsMore' | 'clientsEnd'>;

export type Seating = Pick<
  RingLayout,
  'form' | 'chipsAt' | 'seatCentre' | 'seatCircle' | 'seat' | 'seats'
>;
export type Frame = Omit<RingLayout, keyof Seating | keyof ClientSeating>;

/** Type and lines grow more slowly than the stage, so that a large one shows more, not just larger. */
export function scaleFor(size: Size): number {
  const grown = (Math.min(size.width, size.height) / 460) ** 0.65;
  return Math.round(clamp(grown, 1, 4) * 20) / 20;
}

const usualText = themes.light.text;

/** Type for a hall needs the room of a hall: on a phone it shrinks towards the usual size. */
export function typePx(wantedPx: number, usualPx: number, size: Size, scale: number): number {
  const fits = clamp(Math.min(size.width, size.height) / roomForTypePx, 0, 1);
  return Math.round(Math.max(Math.min(wantedPx, usualPx), wantedPx * fits) * scale);
}

/** A stage in the hand: nothing is kept free at its edges. */
const narrowPx = 480;

/** As small as any projector's stage is. */
const roomForTypePx = 420;

/**
 * What does not depend on who sits where: the centre, the radii, the sizes of type. Zoomed, 1 and
 * up, there is more room for the same type.
 */
export function frameOf(size: Size, theme: Theme, letterEm: number, zoom = 1): Frame {
  const unzoomed = { width: size.width / zoom, height: size.height / zoom };
  const scale = scaleFor(unzoomed);
  const { small, medium, large } = theme.text;
  const text = {
    small: typePx(small, usualText.small, unzoomed, scale),
    medium: typePx(medium, usualText.medium, unzoomed, scale),
    large: typePx(large, usualText.large, unzoomed, scale),
  };
  const rimWidth = 8 * scale;
  const stop = Math.max(8.5 * scale, text.small * 0.76);
  const margin = rimWidth / 2 + 2 * stop + 11 * scale;
  const column = 76 * scale + (text.small - 11 * scale) * 4;
  const row = text.medium + 2 * text.small + 20 * scale;
  const beside = Math.min(size.height, size.width - column) / 2;
  const below = Math.min(size.height - row, size.width) / 2;
  const clientsAt = beside >= below ? 'left' : 'top';
  const rim = Math.max(40, Math.max(beside, below) - margin);
  const centre =
    clientsAt === 'left'
      ? { x: Math.max(size.width / 2, column + rim + margin), y: size.height / 2 }
      : { x: size.width / 2, y: row + (size.height - row) / 2 };
  const edge = (size.width < narrowPx ? 8 : 16) * scale;
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
    walk: rim + rimWidth / 2 + stop + 3 * scale,
    stop,
    chipHeight: Math.ceil((text.small + 9 * scale) / 2) * 2,
    clientsAt,
    side: Math.max(edge, clientsAt === 'left' ? centre.x - rim - margin - column * 2 : edge),
  };
}
