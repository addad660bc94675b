import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView } from '../../trace/view.ts';
import type { Focus } from '../focus.ts';
import { polar, turn } from '../geometry.ts';
import type { Identities, Identity } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { remember } from '../remember.ts';
import { textWidth } from '../text-width.ts';
import type { ChipPlaces } from './chip-places.ts';
import type { RingLayout } from './frame.ts';
import { spreadOnCircle } from './spread.ts';

/**
 * Dots are too small for letters, so these stand outside of them, in place of the letters of
 * tokens. Where not all find room, the machines that matter now keep theirs, and of the others
 * every second, every fourth…
 */
export const dotNames = remember(
  (
    nodes: ReadonlyMap<NodeId, NodeView>,
    chips: ChipPlaces,
    focus: Focus,
    identities: Identities,
    layout: RingLayout,
  ): readonly Mark[] => {
    if (layout.form !== 'dot') return [];
    const size = layout.text.small;
    const seated = [...nodes.values()].flatMap((node) => {
      const seat = layout.seats.get(node.node);
      const identity = identities.get(node.node);
      return seat === undefined || identity === undefined ? [] : [{ node, seat, identity }];
    });
    const places = spreadOnCircle(
      seated.map(({ node, seat, identity }) => ({
        angle: seat.angle,
        room: (widthOf(identity, size) + 4 * layout.scale) / layout.seatCircle,
        weight: matters(node, chips, focus) ? 99 : roundness(identity.index),
      })),
      0.5 / layout.seatCircle,
    );
    return [...places.keys()].flatMap((at): Mark[] => {
      const one = seated[at];
      if (one === undefined) return [];
      return [nameMark(one.identity, one.seat.angle, layout)];
    });
  },
);

function widthOf(identity: Identity, size: number): number {
  return textWidth(identity.letter, size, true);
}

function matters(node: NodeView, chips: ChipPlaces, focus: Focus): boolean {
  const isChosen = focus.target?.type === 'node' && focus.target.node === node.node;
  return isChosen || node.status !== 'up' || chips.marks.has(node.node);
}

/** How often two divides it: every second name goes first, then every fourth… */
function roundness(index: number): number {
  let rounds = 0;
  while (rounds < 6 && (index >> rounds) % 2 === 0) rounds += 1;
  return rounds;
}

function nameMark(identity: Identity, angle: number, layout: RingLayout): Mark {
  const size = layout.text.small;
  const across =
    Math.abs(Math.sin(angle % turn)) * widthOf(identity, size) + Math.abs(Math.cos(angle)) * size;
  const far = layout.seatCircle + layout.seat + 3 * layout.scale + across / 2;
  return {
    type: 'text',
    key: `name ${identity.node}`,
    ...polar(layout.seatCentre, far, angle),
    text: identity.letter,
    size,
    anchor: 'middle',
    style: 'token-label',
    hue: identity.hue,
  };
}
