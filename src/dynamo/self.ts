import { resumeStream } from '../base/random.ts';
import { Trees } from './anti-entropy/trees.ts';
import type { NodeId } from './names.ts';
import { PreferenceLists, makeRing } from './ring/ring.ts';
import type { NodeState } from './state.ts';

/** A node as its own parts see it: what it knows, and what follows from that. */
export interface Self {
  readonly state: NodeState;
  /** Follows from `state.members`. */
  preferenceLists: PreferenceLists;
  /** Follows from `state.store` and the ring; made when first needed. */
  trees: Trees | null;
}

export function selfOf(state: NodeState): Self {
  return { state, preferenceLists: new PreferenceLists(makeRing(state.members)), trees: null };
}

/** How many nodes keep each key: n, or all of them when there are fewer. (§4.3) */
export function homeCount(self: Self): number {
  return Math.min(self.state.settings.n, self.state.members.size);
}

/** Does this node believe that the other would answer? Of itself it always does. (§4.8.3) */
export function believesUp(self: Self, node: NodeId): boolean {
  return !self.state.suspects.has(node);
}

/** The node's Merkle trees, up to date with its replica store. (§4.7) */
export function treesOf(self: Self): Trees {
  const { state, preferenceLists } = self;
  self.trees ??= new Trees(state.node, preferenceLists, homeCount(self), state.store);
  return self.trees;
}

/** A random number of the node's own, from ≤ result ≤ to. */
export function drawInteger(self: Self, from: number, to: number): number {
  const stream = resumeStream(self.state.random);
  const drawn = stream.integer(from, to);
  self.state.random = stream.state();
  return drawn;
}
