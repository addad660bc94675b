import { positionOf } from '../base/position.ts';
import type { Key, NodeId, RequestId } from '../dynamo/names.ts';
import { defaultSettings } from '../dynamo/settings.ts';
import type { EventId } from './event.ts';
import type { HintView, KeyView, NodeView, ReplicaVersion, RequestView, View } from './view.ts';
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
    keys: new Map(),
    requests: new Map(),
    inFlight: new Map(),
    lost: [],
    cutLinks: new Set(),
    log: [],
    marks: [],
    said: null,
    counts: { sent: 0, delivered: 0, lost: 0, bytes: 0 },
  },
  onDisk: new Map(),
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
  readonly #own = new Set<object>();

  constructor(from: Projection) {
    this.view = { ...from.view };
    this.onDisk = from.onDisk;
  }

  /** The draft must not be touched afterwards. */
  finish(): Projection {
    return { view: this.view, onDisk: this.onDisk };
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

  /** The node, to be changed; null when there is none of this name. */
  node(id: NodeId): Editable<NodeView> | null {
    if (!this.view.nodes.has(id)) return null;
    this.view.nodes = this.map(this.view.nodes);
    return this.#entry(this.view.nodes as Map<NodeId, NodeView>, id);
  }

  /** The request, to be changed; null when it was never issued. */
  request(id: RequestId): Editable<RequestView> | null {
    if (!this.view.requests.has(id)) return null;
    this.view.requests = this.map(this.view.requests);
    return this.#entry(this.view.requests as Map<RequestId, RequestView>, id);
  }

  /** The key, to be changed by this event; it appears when it is first named. */
  key(key: Key, event: EventId): Editable<KeyView> {
    const keys = this.map(this.view.keys);
    this.view.keys = keys;
    const view: Editable<KeyView> = this.#entry(keys, key) ?? this.#claim(newKey(key, event));
    view.changedBy = event;
    keys.set(key, view);
    return view;
  }

  #entry<Id, Value extends object>(map: Map<Id, Value>, id: Id): Editable<Value> | null {
    const value = map.get(id);
    if (value === undefined || this.#own.has(value)) return value ?? null;
    const copy = this.#claim({ ...value });
    map.set(id, copy);
    return copy;
  }

  #claim<Value extends object>(copy: Value): Value {
    this.#own.add(copy);
    return copy;
  }
}

function newKey(key: Key, event: EventId): KeyView {
  return {
    key,
    position: positionOf(key),
    preferenceList: [],
    homes: 0,
    replicas: new Map(),
    hints: [],
    changedBy: event,
  };
}
