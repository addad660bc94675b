import { positionOf } from '../base/position.ts';
import type { Key, NodeId, RequestId } from '../dynamo/names.ts';
import { defaultSettings } from '../dynamo/settings.ts';
import type { EventId } from './event.ts';
import type { HintView, KeyView, NodeView, ReplicaVersion, RequestView, View } from './view.ts';
import { LayeredMap } from './layered-map.ts';
import { beforeAll } from './trace.ts';

/** What a node's disk holds of one key, where its memory is ahead of it. */
export interface KeyOnDisk {
  readonly replicas: readonly ReplicaVersion[];
  /** Those that this node holds. */
  readonly hints: readonly HintView[];
}

/** What the projector knows at a moment: what there is to see, and what may come to light. */
export interface Projection {
  readonly view: View;
  /**
   * With `durability=buffered`: what is left of a key if the node crashes now, for the keys it
   * has changed since its last flush. (Dynamo §5)
   */
  readonly onDisk: ReadonlyMap<NodeId, ReadonlyMap<Key, KeyOnDisk>>;
  /** The first members, as each of them knows the others even with an empty disk. (§4.8.1) */
  readonly founders: NodeView['believes'];
}

export type Editable<Value> = { -readonly [Member in keyof Value]: Value[Member] };

/** Before the first event. */
export const emptyProjection: Projection = {
  view: {
    cursor: beforeAll,
    title: null,
    randomSeed: 0,
    settings: defaultSettings,
    world: {},
    nodes: new Map(),
    clients: new Set(),
    keys: new LayeredMap(),
    requests: new LayeredMap(),
    inFlight: new Map(),
    lost: [],
    cutLinks: new Set(),
    log: [],
    marks: [],
    shown: null,
    said: null,
    transfers: new Map(),
    antiEntropy: { rounds: 0, comparisons: 0, hashes: 0, versionsMoved: 0 },
    counts: { sent: 0, delivered: 0, lost: 0, bytes: 0 },
  },
  onDisk: new Map(),
  founders: new Map(),
};

/**
 * A projection in the making. What it starts from is never changed: whatever an event touches
 * is copied when it is first touched, and the copy is this draft's own from then on.
 *
 *   from  ─ nodes ─┬ A ─ …          draft ─ nodes' ─┬ A' (touched)
 *                  └ B ─ …                          └ B  (the same object)
 *
 * So a step over any number of events copies each thing at most once.
 */
export class Draft {
  readonly view: Editable<View>;
  onDisk: Projection['onDisk'];
  founders: Projection['founders'];
  readonly #own = new Set<object>();

  constructor(from: Projection) {
    this.view = { ...from.view };
    this.onDisk = from.onDisk;
    this.founders = from.founders;
  }

  /** The draft must not be touched afterwards. */
  finish(): Projection {
    return { view: this.view, onDisk: this.onDisk, founders: this.founders };
  }

  map<Id, Value>(map: ReadonlyMap<Id, Value>): Map<Id, Value> {
    return this.#own.has(map) ? (map as Map<Id, Value>) : this.#claim(new Map(map));
  }

  set<Value>(set: ReadonlySet<Value>): Set<Value> {
    return this.#own.has(set) ? (set as Set<Value>) : this.#claim(new Set(set));
  }

  list<Item>(list: readonly Item[]): Item[] {
    return this.#own.has(list) ? (list as Item[]) : this.#claim([...list]);
  }

  record<Value extends object>(value: Value): Editable<Value> {
    return this.#own.has(value) ? value : this.#claim({ ...value });
  }

  /** Sets these members of the node. Where they are so already, or there is none, nothing. */
  setNode(id: NodeId, change: Partial<NodeView>): void {
    const { nodes } = this.view;
    if (!differs(nodes.get(id), change)) return;
    this.view.nodes = this.#change(this.map(nodes), id, change);
  }

  addRequest(request: RequestView): void {
    this.view.requests = this.#layered(this.view.requests).set(request.request, request);
  }

  /** Sets these members of the request. Where they are so already, or there is none, nothing. */
  setRequest(id: RequestId, change: Partial<RequestView>): void {
    const { requests } = this.view;
    if (!differs(requests.get(id), change)) return;
    this.view.requests = this.#change(this.#layered(requests), id, change);
  }

  /** Sets these members of the key, which appears when it is first named. */
  setKey(key: Key, event: EventId, change: Partial<KeyView>): void {
    const keys = this.#layered(this.view.keys);
    this.view.keys = this.#change(keys, key, { changedBy: event, ...change }, newKey);
  }

  #layered<Id, Value>(map: LayeredMap<Id, Value>): LayeredMap<Id, Value> {
    return this.#own.has(map) ? map : this.#claim(map.copy());
  }

  #change<Id, Value extends object, Own extends ChangeableMap<Id, Value>>(
    map: Own,
    id: Id,
    change: Partial<Value>,
    create?: (id: Id) => Value,
  ): Own {
    const value = map.get(id) ?? create?.(id);
    if (value === undefined) return map;
    if (this.#own.has(value)) Object.assign(value, change);
    else map.set(id, this.#claim({ ...value, ...change }));
    return map;
  }

  #claim<Value extends object>(copy: Value): Value {
    this.#own.add(copy);
    return copy;
  }
}

interface ChangeableMap<Id, Value> {
  get(id: Id): Value | undefined;
  set(id: Id, value: Value): this;
}

function differs<Value extends object>(value: Value | undefined, change: Partial<Value>): boolean {
  if (value === undefined) return false;
  for (const member in change) if (value[member] !== change[member]) return true;
  return false;
}

function newKey(key: Key): KeyView {
  return {
    key,
    position: positionOf(key),
    preferenceList: [],
    homes: 0,
    replicas: new Map(),
    hints: [],
    changedBy: 0,
  };
}
