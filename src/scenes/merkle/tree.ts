import { compareText } from '../../base/order.ts';
import type { Position } from '../../base/position.ts';
import type { Range } from '../../dynamo/anti-entropy/place.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { KeyView, View } from '../../trace/view.ts';
import type { Session } from './sessions.ts';

/** A key of the range, and what either replica holds of it. */
export interface Leaf {
  readonly key: Key;
  readonly position: Position;
  readonly a: readonly Version[];
  readonly b: readonly Version[];
}

type Comparison = 'equal' | 'differs' | 'not-compared';

/** A place of both trees: where only one way goes on below, it is left out. */
export interface Twig {
  readonly prefix: string;
  readonly comparison: Comparison;
  readonly leaves: readonly Leaf[];
  readonly twigs: readonly Twig[];
}

/** The keys of a range that either of the two holds, by position. */
export function leavesIn(view: View, range: Range, a: NodeId, b: NodeId): readonly Leaf[] {
  const held = (key: KeyView, node: NodeId): readonly Version[] =>
    (key.replicas.get(node) ?? []).map(({ version }) => version);
  return [...view.keys.values()]
    .filter(({ position }) => isWithin(position, range))
    .map((key) => ({ key: key.key, position: key.position, a: held(key, a), b: held(key, b) }))
    .filter((leaf) => leaf.a.length + leaf.b.length > 0)
    .toSorted((one, other) => compareText(one.position, other.position));
}

/** After `from` (exclusive) up to `to` (inclusive); equal ends are the whole ring. */
export function isWithin(position: Position, { from, to }: Range): boolean {
  if (from < to) return position > from && position <= to;
  return position > from || position <= to;
}

/** The tree over these keys, each place with what the session found there. */
export function treeOf(leaves: readonly Leaf[], range: Range, session: Session): Twig {
  const found = new Map<string, boolean>();
  for (const { place, isEqual } of session.levels.flat()) {
    if (place.range.to === range.to) found.set(place.prefix, isEqual);
  }
  return twigOf(leaves, '', '', found);
}

/** `from` is the place above: what lies between the two was compared on the way. */
function twigOf(
  leaves: readonly Leaf[],
  from: string,
  prefix: string,
  found: ReadonlyMap<string, boolean>,
): Twig {
  if (leaves.length > 1) {
    const isLeft = ({ position }: Leaf): boolean => bitAt(position, prefix.length) === '0';
    const left = leaves.filter(isLeft);
    const right = leaves.filter((leaf) => !isLeft(leaf));
    if (left.length === 0) return twigOf(leaves, from, `${prefix}1`, found);
    if (right.length === 0) return twigOf(leaves, from, `${prefix}0`, found);
    const twigs = [
      twigOf(left, prefix, `${prefix}0`, found),
      twigOf(right, prefix, `${prefix}1`, found),
    ];
    return { prefix, comparison: comparisonAt(from, prefix, found), leaves, twigs };
  }
  const deep = deepest(leaves[0], prefix, found);
  return { prefix: deep, comparison: comparisonAt(from, deep, found), leaves, twigs: [] };
}

/** How far down the comparison went where a single key is left. */
function deepest(
  leaf: Leaf | undefined,
  prefix: string,
  found: ReadonlyMap<string, boolean>,
): string {
  let deep = prefix;
  if (leaf === undefined) return deep;
  while (deep.length < 127) {
    const next = deep + bitAt(leaf.position, deep.length);
    if (!found.has(next)) return deep;
    deep = next;
  }
  return deep;
}

function comparisonAt(
  from: string,
  prefix: string,
  found: ReadonlyMap<string, boolean>,
): Comparison {
  for (let length = prefix.length; length > from.length || length === 0; length -= 1) {
    const isEqual = found.get(prefix.slice(0, length));
    if (isEqual !== undefined) return isEqual ? 'equal' : 'differs';
    if (length === 0) break;
  }
  return 'not-compared';
}

function bitAt(position: Position, depth: number): '0' | '1' {
  const digit = Number.parseInt(position[depth >> 2] ?? '0', 16);
  return ((digit >> (3 - (depth & 3))) & 1) === 1 ? '1' : '0';
}
