import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView } from '../../trace/view.ts';
import type { Identities, Identity } from '../identity.ts';
import type { Mark, Target } from '../mark.ts';
import { words } from '../marks.ts';
import { remember } from '../remember.ts';
import type { ChipPlaces } from './chip-places.ts';
import type { RingLayout } from './frame.ts';
import { nodeMarks, outline } from './node-mark.ts';

/** All machines on their seats, with what they hold of the key in focus. */
export const seatMarks = remember(
  (
    nodes: ReadonlyMap<NodeId, NodeView>,
    chips: ChipPlaces,
    target: Target | null,
    identities: Identities,
    layout: RingLayout,
  ): readonly Mark[] => {
    const suspected = suspectedNodes(nodes);
    return [...nodes.values()].map((node) => {
      const isSelected = target?.type === 'node' && target.node === node.node;
      const doubters = suspected.get(node.node) ?? [];
      const held = chips.marks.get(node.node) ?? nothing;
      const kept = seats.get(node);
      const isKept =
        kept?.layout === layout &&
        kept.held === held &&
        kept.isSelected === isSelected &&
        kept.doubters === doubters.join(' ');
      if (isKept) return kept.mark;
      const identity = identities.get(node.node) as Identity;
      const mark = seatMark(node, identity, doubters, held, isSelected, layout);
      seats.set(node, { layout, held, isSelected, doubters: doubters.join(' '), mark });
      return mark;
    });
  },
);

const nothing: readonly Mark[] = [];

/** Seats as they were drawn last: an event touches few of them. */
const seats = new WeakMap<
  NodeView,
  {
    readonly layout: RingLayout;
    readonly held: readonly Mark[];
    readonly isSelected: boolean;
    readonly doubters: string;
    readonly mark: Mark;
  }
>();

function seatMark(
  node: NodeView,
  identity: Identity,
  doubters: readonly NodeId[],
  held: readonly Mark[],
  isSelected: boolean,
  layout: RingLayout,
): Mark {
  const seat = layout.seats.get(node.node) ?? layout.centre;
  return {
    type: 'group',
    key: `seat ${node.node}`,
    x: seat.x,
    y: seat.y,
    marks: [machine(node, identity, doubters, isSelected, layout), ...held],
  };
}

function suspectedNodes(nodes: ReadonlyMap<NodeId, NodeView>): ReadonlyMap<NodeId, NodeId[]> {
  const suspected = new Map<NodeId, NodeId[]>();
  for (const { node, suspects, status } of nodes.values()) {
    if (status === 'down' || status === 'removed') continue;
    for (const suspect of suspects.keys()) {
      const doubters = suspected.get(suspect);
      if (doubters === undefined) suspected.set(suspect, [node]);
      else doubters.push(node);
    }
  }
  return suspected;
}

function machine(
  node: NodeView,
  identity: Identity,
  doubters: readonly NodeId[],
  isSelected: boolean,
  layout: RingLayout,
): Mark {
  const { seat: r, scale, form } = layout;
  const at = { x: 0, y: 0 };
  const letterPx =
    form === 'seat'
      ? Math.min(layout.text.large, r * 1.05)
      : form === 'disc'
        ? Math.min(layout.text.medium, r * 1.1)
        : null;
  const marks: Mark[] = [...nodeMarks(node, identity, r, letterPx)];
  if (node.capacity !== 1 && form !== 'dot') {
    const corner = { x: r * 0.95, y: -r * 0.95 };
    marks.push(words('capacity', corner, `×${node.capacity}`, layout.text.small, 'node-name'));
  }
  if (doubters.length > 0) {
    marks.push(outline('halo', identity.shape, at, r + 5 * scale, { style: 'node-halo' }));
  }
  if (isSelected) {
    const room = doubters.length > 0 ? 9 : 5;
    marks.push(
      outline('selected', identity.shape, at, r + room * scale, { style: 'node-selected' }),
    );
  }
  return {
    type: 'group',
    key: 'machine',
    ...at,
    target: { type: 'node', node: node.node },
    label: describeNode(node, doubters),
    marks,
  };
}

/** A node in words: its status, what it holds, who suspects it. */
function describeNode(node: NodeView, doubters: readonly NodeId[]): string {
  const holds = `${node.versionsHeld} ${node.versionsHeld === 1 ? 'version' : 'versions'}`;
  const hints =
    node.hintsHeld === 0 ? '' : ` and ${node.hintsHeld} ${node.hintsHeld === 1 ? 'hint' : 'hints'}`;
  const doubt = doubters.length === 0 ? '' : `, suspected by ${doubters.join(', ')}`;
  const capacity = node.capacity === 1 ? '' : `, capacity ${node.capacity}`;
  const where = node.dataCentre === null ? '' : ` in ${node.dataCentre}`;
  return `Node ${node.node}${where}, ${node.status}${capacity}${doubt}, holds ${holds}${hints}`;
}
