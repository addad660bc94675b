import type { Position } from '../../base/position.ts';
import { compareText } from '../../base/order.ts';
import type { NodeId } from '../names.ts';

/** Somebody who takes part in strategy 3: Q/S tokens each, in proportion to capacity. (§6.2) */
export interface Share {
  readonly node: NodeId;
  readonly capacity: number;
}

/** Who has the token at each partition's end. */
export type Owners = ReadonlyMap<Position, NodeId>;

/**
 * Deals all tokens out at the beginning: everybody's turn comes as often as its capacity says, and
 * not twice in a row, unless one has more than half of it all.
 */
export function dealAll(ends: readonly Position[], shares: readonly Share[]): Owners {
  const total = shares.reduce((sum, { capacity }) => sum + capacity, 0);
  const credit = new Map(shares.map(({ node }) => [node, 0]));
  const owners = new Map<Position, NodeId>();
  let last: NodeId | null = null;
  for (const end of ends) {
    for (const { node, capacity } of shares) credit.set(node, (credit.get(node) ?? 0) + capacity);
    const standing = (node: NodeId): number =>
      (credit.get(node) ?? 0) - (node === last ? total : 0);
    const [next] = shares.toSorted((a, b) => standing(b.node) - standing(a.node));
    if (!next) break;
    last = next.node;
    credit.set(last, (credit.get(last) ?? 0) - total);
    owners.set(end, last);
  }
  return owners;
}

/** The tokens that a newcomer steals, so that all have Q/S again: from whoever has most too many. */
export function steal(owners: Owners, shares: readonly Share[], newcomer: NodeId): Position[] {
  const held = new Map(owners);
  const stolen: Position[] = [];
  const target = targets(owners.size, shares);
  while (stolen.length < Math.floor(target.get(newcomer) ?? 0)) {
    const rich = richest(held, target, newcomer);
    if (rich === null) break;
    const position = bestPlace(held, [...ownedBy(held, rich)], newcomer);
    if (position === null) break;
    held.set(position, newcomer);
    stolen.push(position);
  }
  return stolen;
}

/** Who gets each token of a node that leaves: whoever has most too few, not next to its own. */
export function dealOut(owners: Owners, shares: readonly Share[], leaver: NodeId): Owners {
  const held = new Map(owners);
  const target = targets(owners.size, shares);
  const dealt = new Map<Position, NodeId>();
  for (const position of [...ownedBy(owners, leaver)].toSorted()) {
    const neighbours = neighboursOf(held, position);
    const heir = shares
      .map(({ node }) => node)
      .toSorted(
        (a, b) =>
          excess(held, target, a) - excess(held, target, b) ||
          Number(neighbours.includes(a)) - Number(neighbours.includes(b)) ||
          compareText(a, b),
      )[0];
    if (heir === undefined) break;
    held.set(position, heir);
    dealt.set(position, heir);
  }
  return dealt;
}

function targets(partitions: number, shares: readonly Share[]): Map<NodeId, number> {
  const total = shares.reduce((sum, { capacity }) => sum + capacity, 0);
  return new Map(shares.map(({ node, capacity }) => [node, (partitions * capacity) / total]));
}

function* ownedBy(owners: Owners, node: NodeId): Generator<Position> {
  for (const [position, owner] of owners) if (owner === node) yield position;
}

function excess(owners: Owners, target: ReadonlyMap<NodeId, number>, node: NodeId): number {
  return [...ownedBy(owners, node)].length - (target.get(node) ?? 0);
}

function richest(
  owners: Owners,
  target: ReadonlyMap<NodeId, number>,
  newcomer: NodeId,
): NodeId | null {
  const others = [...new Set(owners.values())].filter((node) => node !== newcomer);
  const sorted = others.toSorted(
    (a, b) => excess(owners, target, b) - excess(owners, target, a) || compareText(a, b),
  );
  return sorted[0] ?? null;
}

/** Of these places the first that is not next to one of the node's own. */
function bestPlace(owners: Owners, places: readonly Position[], node: NodeId): Position | null {
  const sorted = places.toSorted();
  return sorted.find((place) => !neighboursOf(owners, place).includes(node)) ?? sorted[0] ?? null;
}

function neighboursOf(owners: Owners, position: Position): (NodeId | undefined)[] {
  const ends = [...owners.keys()].toSorted();
  const index = ends.indexOf(position);
  return [ends.at(index - 1), ends[(index + 1) % ends.length]].map((end) =>
    end === undefined ? undefined : owners.get(end),
  );
}
