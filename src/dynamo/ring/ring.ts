import { lowerBound } from '../../base/order.ts';
import { compareText } from '../../base/order.ts';
import type { Position } from '../../base/position.ts';
import { InvariantError } from '../../base/assert.ts';
import type { NodeId } from '../names.ts';

/** A place on the ring that belongs to a node: one of its virtual nodes. (§4.2) */
export interface Token {
  readonly position: Position;
  readonly node: NodeId;
}

/**
 * The ring as one node knows it: every token, in order of position. (§4.2)
 *
 * A token owns the range from its predecessor (exclusive) to itself (inclusive); the first one
 * also owns what lies beyond the last.
 */
export interface Ring {
  readonly tokens: readonly Token[];
  /** Every node with a token, sorted by name. */
  readonly nodes: readonly NodeId[];
  /** Whose each token is, as an index into `nodes`: a walk counts with numbers. */
  readonly owners: Int32Array;
}

/** Throws {@link InvariantError} when two tokens are equal. */
export function makeRing(placed: Iterable<readonly [NodeId, readonly Position[]]>): Ring {
  const tokens: Token[] = [];
  const nodes: NodeId[] = [];
  for (const [node, positions] of placed) {
    nodes.push(node);
    for (const position of positions) tokens.push({ position, node });
  }
  tokens.sort((a, b) => compareText(a.position, b.position));
  tokens.forEach((token, index) => {
    if (token.position === tokens[index + 1]?.position) {
      throw new InvariantError(`two tokens lie at ${token.position}`);
    }
  });
  const sorted = nodes.toSorted(compareText);
  const places = new Map(sorted.map((node, place) => [node, place]));
  const owners = Int32Array.from(tokens, ({ node }) => places.get(node) ?? 0);
  return { tokens, nodes: sorted, owners };
}

/** Index of the token that owns a position: the first one at or after it. O(log tokens). */
export function ownerIndex(ring: Ring, position: Position): number {
  const index = lowerBound(ring.tokens, (token) => token.position < position);
  return index === ring.tokens.length ? 0 : index;
}

/**
 * Every node, in the order in which a key's walk meets it; the first n are its home nodes,
 * the rest its stand-ins. (§4.3, §4.6)
 *
 *   key → │ A#1 │ A#7 │ C#2 │ B#4 │      n = 3  →  A, C, B
 *
 * Clockwise from the key, skipping a token whose machine is already in, once all the way round; or
 * until there are as many as are wanted.
 */
export function walkFrom(
  ring: Ring,
  position: Position,
  most = ring.nodes.length,
): readonly NodeId[] {
  const { nodes, owners } = ring;
  const isMet = new Uint8Array(nodes.length);
  const walk: NodeId[] = [];
  let at = ownerIndex(ring, position);
  for (let left = owners.length; left > 0 && walk.length < most; left -= 1) {
    const owner = owners[at] ?? 0;
    at = at + 1 === owners.length ? 0 : at + 1;
    if (isMet[owner] === 1) continue;
    isMet[owner] = 1;
    walk.push(nodes[owner] ?? '');
  }
  return walk;
}
