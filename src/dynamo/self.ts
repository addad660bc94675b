import { resumeStream } from '../base/random.ts';
import { Trees } from './anti-entropy/trees.ts';
import { oncePer } from '../base/once-per.ts';
import type { Position } from '../base/position.ts';
import { isMember, type Membership } from './membership/history.ts';
import type { Key, NodeId } from './names.ts';
import { PreferenceLists } from './ring/preference-lists.ts';
import { makeRing, type Ring } from './ring/ring.ts';
import type { Settings } from './settings.ts';
import type { NodeState } from './state.ts';

/** A node as its own parts see it: what it knows, and what follows from that. */
export interface Self {
  readonly state: NodeState;
  /** Follows from `state.membership`. */
  preferenceLists: PreferenceLists;
  /** Follows from `state.store` and the ring; made when first needed. */
  trees: Trees | null;
  /** Whom it may gossip with, up or not; follows from the membership. */
  peers: readonly NodeId[] | null;
}

export function selfOf(state: NodeState): Self {
  return { state, preferenceLists: listsOf(state), trees: null, peers: null };
}

/** What follows from the membership follows anew. */
export function refreshRing(self: Self): void {
  self.preferenceLists = listsOf(self.state);
  self.trees = null;
  self.peers = null;
}

/** The preference lists of the ring as the node knows it. */
export function listsOf({ membership, settings }: NodeState): PreferenceLists {
  return preferenceListsOf(membership, settings);
}

/** The preference lists of the ring that a membership makes. (§4.2, §4.3) */
export function preferenceListsOf(membership: Membership, settings: Settings): PreferenceLists {
  const { strategy, partitions, n } = settings;
  const known = listsByCut(membership);
  const cut = `${strategy}/${partitions}/${n}`;
  let lists = known.get(cut);
  if (!lists) {
    const dataCentreOf = (node: NodeId) => membership.changes.get(node)?.dataCentre ?? null;
    lists = new PreferenceLists(ringOf(membership), settings, dataCentreOf);
    known.set(cut, lists);
  }
  return lists;
}

/** By strategy, partitions and n. */
const listsByCut: (membership: Membership) => Map<string, PreferenceLists> = oncePer(
  () => new Map(),
);

/** The tokens of all members. (§4.2, §4.8.1) */
const ringOf: (membership: Membership) => Ring = oncePer((membership) => {
  const placed = new Map<NodeId, Position[]>();
  for (const { position, node } of membership.claims.values()) {
    if (!isMember(membership, node)) continue;
    const tokens = placed.get(node);
    if (tokens) tokens.push(position);
    else placed.set(node, [position]);
  }
  return makeRing(placed);
});

/** Is this node one of the home nodes of a key, as it knows the ring? (§4.3) */
export function isHome(self: Self, key: Key): boolean {
  return self.preferenceLists.of(key).slice(0, homeCount(self)).includes(self.state.node);
}

/** How many nodes keep each key: n, or all of them when there are fewer. (§4.3) */
export function homeCount(self: Self): number {
  return self.preferenceLists.homes;
}

/** Does this node believe that the other would answer? Of itself it always does. (§4.8.3) */
export function believesUp(self: Self, node: NodeId): boolean {
  return !self.state.suspects.has(node);
}

/** The node's Merkle trees, up to date with its replica store. (§4.7) */
export function treesOf(self: Self): Trees {
  const { state, preferenceLists } = self;
  self.trees ??= new Trees(state.node, preferenceLists, state.store);
  return self.trees;
}

/** A random number of the node's own, from ≤ result ≤ to. */
export function drawInteger(self: Self, from: number, to: number): number {
  const stream = resumeStream(self.state.random);
  const drawn = stream.integer(from, to);
  self.state.random = stream.state();
  return drawn;
}
