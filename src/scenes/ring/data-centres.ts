import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView } from '../../trace/view.ts';
import { type Box, polar, turn } from '../geometry.ts';
import type { Mark, Point } from '../mark.ts';
import { remember } from '../remember.ts';
import { textWidth } from '../text-width.ts';
import { clearPlace, seatBoxes } from './clear-place.ts';
import type { RingLayout } from './frame.ts';

/** The members of one data centre, who sit side by side. */
interface DataCentre {
  /** null: of those that stand anywhere. */
  readonly name: string | null;
  readonly nodes: readonly NodeId[];
}

/** In the order in which they are named first; one alone is none. (§4.6, protocol.md 7) */
export function dataCentresOf(nodes: ReadonlyMap<NodeId, NodeView>): readonly DataCentre[] {
  return groupsFor(
    [...nodes.values()].map(({ node, dataCentre }) => `${node}@${dataCentre ?? ''}`).join(' '),
  );
}

/** By what names say, so that nothing is drawn anew while only states change. */
const groupsFor = remember((places: string): readonly DataCentre[] => {
  const groups = new Map<string, NodeId[]>();
  for (const place of places === '' ? [] : places.split(' ')) {
    const at = place.lastIndexOf('@');
    const [node, name] = [place.slice(0, at), place.slice(at + 1)];
    const group = groups.get(name);
    if (group) group.push(node);
    else groups.set(name, [node]);
  }
  if (groups.size < 2) return [];
  return Array.from(groups, ([name, members]) => ({
    name: name === '' ? null : name,
    nodes: members,
  }));
});

/** Who sits next to whom: those of one data centre side by side. */
export function seatingOrder(nodes: ReadonlyMap<NodeId, NodeView>): Iterable<NodeId> {
  const centres = dataCentresOf(nodes);
  return centres.length === 0 ? nodes.keys() : centres.flatMap((centre) => centre.nodes);
}

/** A sector of the ring's inside for each data centre, with its name at the end of the sector. */
export const dataCentreMarks = remember(
  (centres: readonly DataCentre[], chips: readonly Box[], layout: RingLayout): readonly Mark[] => {
    const taken = [...chips, ...seatBoxes(layout)];
    const all = centres.reduce((sum, { nodes }) => sum + nodes.length, 0);
    let seated = 0;
    return centres.flatMap(({ name, nodes }, at): readonly Mark[] => {
      const from = (seated / all) * turn;
      seated += nodes.length;
      const to = (seated / all) * turn;
      return [
        ...(at % 2 === 0 ? [sector(at, from, to, layout)] : []),
        {
          type: 'line',
          key: `border ${at}`,
          from: polar(layout.centre, layout.inner * 0.12, from),
          to: polar(layout.centre, layout.inner, from),
          style: 'centre-border',
        },
        ...(name === null ? [] : [nameMark(name, from, to, taken, layout)]),
      ];
    });
  },
);

function sector(at: number, from: number, to: number, { centre, inner }: RingLayout): Mark {
  const reach = inner * 0.88;
  return {
    type: 'arc',
    key: `sector ${at}`,
    ...centre,
    r: inner - reach / 2,
    from,
    to,
    width: reach,
    style: 'centre-sector',
  };
}

/** Towards the middle of its sector, where neither machines nor chips are. */
function nameMark(
  name: string,
  from: number,
  to: number,
  taken: readonly Box[],
  layout: RingLayout,
): Mark {
  const { text, centre, inner } = layout;
  const half = textWidth(name, text.medium, true) / 2;
  const usual = Math.min(inner * 0.42, inner * 0.12 + half + text.medium);
  const places = nameTurns.flatMap((aside) =>
    nameReaches.map((reach) =>
      polar(centre, usual + reach * inner, (from + to) / 2 + ((to - from) / 2) * aside),
    ),
  );
  return {
    type: 'text',
    key: `centre ${name}`,
    ...(clearPlace(name, text.medium, places, taken, layout) ?? (places[0] as Point)),
    text: name,
    size: text.medium,
    anchor: 'middle',
    style: 'centre-name',
  };
}

/** How far from the middle of its sector a name may stand, as shares of half of it; best first. */
const nameTurns = [0, -0.35, 0.35, -0.6, 0.6];
/** How much further out than usual, as shares of the inside. */
const nameReaches = [0, -0.08, 0.1, 0.2, 0.3, 0.4];
