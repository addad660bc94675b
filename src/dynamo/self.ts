import type { NodeId } from './names.ts';
import { PreferenceLists, makeRing } from './ring/ring.ts';
import type { NodeState } from './state.ts';

/** A node as its own parts see it: what it knows, and what follows from that. */
export interface Self {
  readonly state: NodeState;
  /** Follows from `state.members`. */
  preferenceLists: PreferenceLists;
}

export function selfOf(state: NodeState): Self {
  return { state, preferenceLists: new PreferenceLists(makeRing(state.members)) };
}

/** How many nodes keep each key: n, or all of them when there are fewer. (§4.3) */
export function homeCount(self: Self): number {
  return Math.min(self.state.settings.n, self.state.members.size);
}

/** Does this node believe that the other would answer? Of itself it always does. (§4.8.3) */
export function believesUp(self: Self, node: NodeId): boolean {
  return !self.state.suspects.has(node);
}
