/** So many changes lie in the upper layer, and one more for so many entries, before it is let down. */
const fewChanges = 32;
const entriesPerChange = 32;

/**
 * A map that grows long and is copied often, with few changes between: a copy takes the upper
 * layer alone, and all copies share what lies below it. Entries come in the order in which they
 * were first set; none is taken out.
 *
 *   changed   r98' r101 r102           this copy's own
 *   below     r1 … r97 r98 r99 r100    shared, never changed
 */
export class LayeredMap<Id, Value> implements ReadonlyMap<Id, Value> {
  readonly #below: ReadonlyMap<Id, Value>;
  readonly #changed: Map<Id, Value>;
  /** Of those changed, the ones that are not below. */
  #added: number;
  #lastAdded: Id | undefined;

  constructor(
    below: ReadonlyMap<Id, Value> = new Map(),
    changed = new Map<Id, Value>(),
    added = 0,
    lastAdded?: Id,
  ) {
    this.#below = below;
    this.#changed = changed;
    this.#added = added;
    this.#lastAdded = lastAdded;
  }

  copy(): LayeredMap<Id, Value> {
    const isFull = this.#changed.size > fewChanges + this.#below.size / entriesPerChange;
    if (isFull) return new LayeredMap(this.#merged(), new Map<Id, Value>(), 0, this.#lastAdded);
    return new LayeredMap(this.#below, new Map(this.#changed), this.#added, this.#lastAdded);
  }

  #merged(): Map<Id, Value> {
    const all = new Map(this.#below);
    for (const [id, value] of this.#changed) all.set(id, value);
    return all;
  }

  get size(): number {
    return this.#below.size + this.#added;
  }

  get(id: Id): Value | undefined {
    return this.#changed.get(id) ?? this.#below.get(id);
  }

  /** What was first set last, as it is now. */
  get last(): Value | undefined {
    return this.#lastAdded === undefined ? undefined : this.get(this.#lastAdded);
  }

  has(id: Id): boolean {
    return this.#changed.has(id) || this.#below.has(id);
  }

  /** Only for whoever made this copy, before it is handed on. */
  set(id: Id, value: Value): this {
    if (!this.has(id)) {
      this.#added += 1;
      this.#lastAdded = id;
    }
    this.#changed.set(id, value);
    return this;
  }

  *[Symbol.iterator](): MapIterator<[Id, Value]> {
    for (const [id, value] of this.#below) yield [id, this.#changed.get(id) ?? value];
    for (const entry of this.#changed) if (!this.#below.has(entry[0])) yield entry;
  }

  entries(): MapIterator<[Id, Value]> {
    return this[Symbol.iterator]();
  }

  *keys(): MapIterator<Id> {
    for (const [id] of this) yield id;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this) yield value;
  }

  forEach(then: (value: Value, id: Id, map: ReadonlyMap<Id, Value>) => void): void {
    this.#below.forEach((value, id) => then(this.#changed.get(id) ?? value, id, this));
    this.#changed.forEach((value, id) => {
      if (!this.#below.has(id)) then(value, id, this);
    });
  }
}
