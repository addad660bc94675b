import { positionAtFraction, type Position } from '../../base/position.ts';
import { randomStream, type RandomStream } from '../../base/random.ts';
import type { NodeId } from '../names.ts';

/** Who takes tokens, and how many an ordinary machine takes. */
export interface TokenRequest {
  readonly node: NodeId;
  /** 1 is ordinary; twice the capacity takes twice the tokens. (§4.2) */
  readonly capacity: number;
  /** Placed by hand, or null. */
  readonly tokens: readonly Position[] | null;
}

/** Tokens of a node: in proportion to its capacity, at least one. (§4.2) */
export function tokenCount(tokens: number, capacity: number): number {
  return Math.max(1, Math.round(tokens * capacity));
}

/**
 * Random tokens, one stream of random numbers a node, so that a node keeps its tokens whoever
 * else is there. Equal tokens can't occur: the later node draws again. (§4.2, §6.2 strategy 1)
 */
export function drawTokens(
  requests: readonly TokenRequest[],
  tokens: number,
  randomSeed: number,
  elsewhere: Iterable<Position> = [],
): Map<NodeId, readonly Position[]> {
  const byHand = requests.flatMap((request) => request.tokens ?? []);
  const taken = new Set<Position>([...elsewhere, ...byHand]);
  return new Map(
    requests.map(({ node, capacity, tokens: placed }) => {
      if (placed) return [node, placed.toSorted()];
      const stream = randomStream(randomSeed, `tokens ${node}`);
      const drawn: Position[] = [];
      while (drawn.length < tokenCount(tokens, capacity)) {
        const position = drawPosition(stream);
        if (taken.has(position)) continue;
        taken.add(position);
        drawn.push(position);
      }
      return [node, drawn.toSorted()];
    }),
  );
}

function drawPosition(stream: RandomStream): Position {
  let position = '';
  for (let word = 0; word < 4; word += 1) {
    position += stream.integer(0, 0xffff_ffff).toString(16).padStart(8, '0');
  }
  return position;
}

/**
 * Tokens at even distances, for textbook figures: node k of S has its first token at k/S of the
 * ring, in the order named. The others fill the slots between, so that neighbours differ:
 *
 *   S = 3, T = 3      A B C │ B C A │ C A B      (slot k·T is node k's first)
 *
 * An even token that meets one placed by hand moves on by the smallest step.
 */
export function spreadTokens(
  requests: readonly TokenRequest[],
  tokens: number,
): Map<NodeId, readonly Position[]> {
  const counts = requests.map((request) => tokenCount(tokens, request.capacity));
  const perNode = Math.max(...counts);
  const nodes = requests.length;
  const turn = perNode % nodes === 0 ? nodes - 1 : 1;
  const taken = new Set<Position>(requests.flatMap((request) => request.tokens ?? []));
  return new Map(
    requests.map(({ node, tokens: byHand }, k) => {
      const even = Array.from({ length: counts[k] ?? 0 }, (_, j) => {
        const slot = ((k + j * turn) % nodes) * perNode + j;
        return freePosition(BigInt(slot), BigInt(nodes * perNode), taken);
      });
      return [node, (byHand ?? even).toSorted()];
    }),
  );
}

function freePosition(slot: bigint, slots: bigint, taken: ReadonlySet<Position>): Position {
  const step = 1n << 64n;
  for (let nudge = 0n; ; nudge += 1n) {
    const position = positionAtFraction(slot * step + nudge, slots * step);
    if (!taken.has(position)) return position;
  }
}
