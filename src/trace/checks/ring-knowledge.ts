import type { Position } from '../../base/position.ts';
import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { PreferenceLists } from '../../dynamo/ring/preference-lists.ts';
import { makeRing } from '../../dynamo/ring/ring.ts';
import type { EventOf, NodeAtStart, TraceEvent } from '../event.ts';
import { SettingsKnowledge } from './settings-knowledge.ts';

/** It is written to disk at once, also where other writes are buffered. (§4.8.1) */
interface Known {
  readonly changes: Map<
    NodeId,
    { readonly change: 'join' | 'remove'; readonly issuedAt: Micros; readonly issuedBy: NodeId }
  >;
  readonly owners: Map<Position, NodeId>;
}

/**
 * What each node knows of the ring at a moment of a trace, from what it was configured with and
 * what it has learned since. (Dynamo §4.8.1) Takes in one event after the other.
 */
export class RingKnowledge {
  readonly #known = new Map<NodeId, Known>();
  readonly #lists = new Map<NodeId, PreferenceLists>();
  #founders: readonly NodeAtStart[] = [];
  readonly #settings = new SettingsKnowledge();

  /** True when what somebody knows has changed. */
  take(event: TraceEvent): boolean {
    const reset = this.#settings.take(event);
    if (reset === null) this.#lists.clear();
    else if (reset !== undefined) this.#lists.delete(reset);
    switch (event.type) {
      case 'run-started':
        this.#founders = event.nodes;
        for (const { node } of event.nodes) this.#begin(node);
        return true;
      case 'setting-changed':
        return true;
      case 'membership-learned':
        this.#learn(event);
        return true;
      case 'tokens-learned':
        this.#learnTokens(event);
        return true;
      case 'disk-wiped':
        this.#begin(event.target);
        return true;
      default:
        return false;
    }
  }

  /** The members that a node believes in, by name. */
  members(node: NodeId): readonly NodeId[] {
    return [...this.#of(node).changes]
      .flatMap(([member, { change }]) => (change === 'join' ? [member] : []))
      .toSorted();
  }

  /** The changes that a node knows of, in a form that is the same for the same knowledge. */
  digest(node: NodeId): string {
    return Array.from(
      this.#of(node).changes,
      ([member, { change, issuedAt, issuedBy }]) => `${member} ${change} ${issuedAt} ${issuedBy}`,
    )
      .toSorted()
      .join('; ');
  }

  /** Who keeps a key at this position, as the node knows the ring. (§4.3) */
  homesAt(node: NodeId, position: Position): readonly NodeId[] {
    const lists = this.#lists.get(node) ?? this.#makeLists(node);
    this.#lists.set(node, lists);
    return lists.ring.tokens.length === 0 ? [] : lists.homesAt(position);
  }

  #makeLists(node: NodeId): PreferenceLists {
    const { owners } = this.#of(node);
    const tokens = new Map<NodeId, Position[]>(this.members(node).map((member) => [member, []]));
    for (const [position, owner] of owners) tokens.get(owner)?.push(position);
    const placed = [...tokens].filter(([, positions]) => positions.length > 0);
    const centres = new Map(this.#founders.map((founder) => [founder.node, founder.dataCentre]));
    const settings = this.#settings.of(node);
    return new PreferenceLists(makeRing(placed), settings, (id) => centres.get(id) ?? null);
  }

  #begin(node: NodeId): void {
    const isFounder = this.#founders.some((founder) => founder.node === node);
    const founders = isFounder ? this.#founders : [];
    this.#known.set(node, {
      changes: new Map(
        founders.map((founder) => [
          founder.node,
          { change: 'join', issuedAt: 0, issuedBy: founder.node },
        ]),
      ),
      owners: new Map(
        founders.flatMap((founder) => founder.tokens.map((token) => [token, founder.node])),
      ),
    });
    this.#lists.delete(node);
  }

  #learn({ node, member, change, issuedAt, issuedBy }: EventOf<'membership-learned'>): void {
    this.#of(node).changes.set(member, { change, issuedAt, issuedBy });
    this.#lists.delete(node);
  }

  #learnTokens({ node, owners }: EventOf<'tokens-learned'>): void {
    const known = this.#of(node).owners;
    for (const { node: owner, tokens } of owners) {
      for (const token of tokens) known.set(token, owner);
    }
    this.#lists.delete(node);
  }

  #of(node: NodeId): Known {
    const known = this.#known.get(node);
    if (known) return known;
    this.#begin(node);
    return this.#of(node);
  }
}
