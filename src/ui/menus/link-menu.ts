import type { Address } from '../../dynamo/names.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Command, LinkShape } from '../../sim/script/command.ts';
import type { MenuItem } from '../widgets/menu-item.ts';
import { commandItem } from './command-item.ts';

const slow: Partial<LinkShape> = { latencyUs: 200_000 };
const lossy: Partial<LinkShape> = { loss: 0.3 };
const doubling: Partial<LinkShape> = { duplicate: 0.5 };

/** What can happen to the link between two, in one direction or both. */
export function linkMenu(lab: Lab, a: Address, b: Address): readonly MenuItem[] {
  const { nodes } = lab.timeline.state.view;
  const shape = (from: Address, to: Address, shaped: Partial<LinkShape> | null): Command => ({
    type: 'link',
    between: [from, to],
    shape: shaped,
  });
  const both = (shaped: Partial<LinkShape> | null): readonly Command[] => [
    shape(a, b, shaped),
    shape(b, a, shaped),
  ];
  const talk =
    nodes.has(a) && nodes.has(b)
      ? [
          commandItem(lab, `${a} gossips with ${b} now`, { type: 'gossip', nodes: [a, b] }),
          commandItem(lab, `${a} compares its trees with ${b} now`, {
            type: 'sync',
            nodes: [a, b],
          }),
        ]
      : [];
  return [
    commandItem(lab, 'Cut both ways', cut(a, b), cut(b, a)),
    commandItem(lab, `Cut ${a} > ${b} only`, cut(a, b)),
    commandItem(lab, `Cut ${b} > ${a} only`, cut(b, a)),
    commandItem(lab, 'Heal', { type: 'heal', between: [a, b] }),
    commandItem(lab, 'Slow both ways', ...both(slow)),
    commandItem(lab, `Slow ${a} > ${b} only`, shape(a, b, slow)),
    commandItem(lab, 'Lose some both ways', ...both(lossy)),
    commandItem(lab, `Lose some ${a} > ${b} only`, shape(a, b, lossy)),
    commandItem(lab, `Duplicate some ${a} > ${b}`, shape(a, b, doubling)),
    commandItem(lab, 'Normal again', ...both(null)),
    ...talk,
  ];
}

const cut = (from: Address, to: Address): Command => ({ type: 'cut', from, to });

/** How many ends are listed; with more, the line is completed by hand. */
const listedEnds = 60;

/** Of one node or client to each other one. */
export function linksMenu(lab: Lab, from: Address): readonly MenuItem[] {
  const { nodes, clients } = lab.timeline.state.view;
  const ends = [...nodes.keys(), ...(nodes.has(from) ? clients : [])];
  return ends
    .filter((to) => to !== from)
    .slice(0, listedEnds)
    .map((to) => ({ id: to, name: `${from} – ${to}`, items: () => linkMenu(lab, from, to) }));
}
