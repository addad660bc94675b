import type { NodeId } from '../../dynamo/names.ts';
import { polar, turn } from '../geometry.ts';
import { identify } from '../identity.ts';
import { textWidth } from '../text-width.ts';
import type { Frame, Seating } from './frame.ts';

/** The widest letter of a node, in em; at least 1. */
export function widestLetterEm(nodes: readonly NodeId[]): number {
  return Math.max(
    1,
    ...[...identify(nodes).values()].map(({ letter }) => textWidth(letter, 1, true)),
  );
}

/** Up to here chips hang under their machines; with more, neighbours would be in their way. */
const hangingLimit = 6;

/** Machines on their circle, in the form that they have room for. */
export function seatNodes(nodes: readonly NodeId[], frame: Frame): Seating {
  const { scale, text, rim, chipHeight, centre, inner } = frame;
  const full = Math.max(rim * 0.095, text.medium * 0.85);
  const chord = (circle: number): number =>
    nodes.length < 2 ? Infinity : 2 * circle * Math.sin(Math.PI / nodes.length);
  const halfChip = 36 * scale;
  const foot = Math.sqrt(Math.max(0, inner * inner - halfChip * halfChip));
  const hanging = foot - full - chipHeight / 2 - 6 * scale;
  const halo = 6 * scale;
  if (
    rim > 130 * scale &&
    nodes.length <= hangingLimit &&
    chord(hanging) >= 2 * full + chipHeight + 10 * scale
  ) {
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
  return seated(nodes, { ...place, form: 'dot', seatCircle: inner - dot - 3 * scale, seat: dot });
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
