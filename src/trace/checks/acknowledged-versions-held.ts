import type { Slices } from '../../base/slices.ts';
import { compareText } from '../../base/order.ts';
import type { Key } from '../../dynamo/names.ts';
import { sameDot } from '../../dynamo/versioning/causality.ts';
import { supersedes } from '../../dynamo/versioning/reconcile.ts';
import type { Dot, Version } from '../../dynamo/versioning/version.ts';
import type { TraceEvent } from '../event.ts';
import type { KeyView, View } from '../view.ts';
import { broken, dotName, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';

interface Written {
  readonly key: Key;
  readonly version: Version;
}

interface Acknowledged extends Written {
  readonly request: string;
}

/**
 * What a client was told is written is there: in some replica store, as a hint, on the disk of a
 * node that is down, or in what a descendant of it has seen. (Dynamo §4.4, §4.6)
 *
 * A deletion that every home node has seen may be forgotten, and what it deleted with it.
 *
 * The run may take it away itself: by wiping the last disk that had it, by a crash that emptied
 * the last write buffer that had it, or by the letter of the paper's clocks. That is excused,
 * and named. (protocol.md 12, 21, 35)
 */
export function* acknowledgedVersionsHeld(evidence: Evidence): Slices<Finding> {
  const { trace, end } = evidence;
  const missing = new Map<Key, Missing[]>();
  const histories = new Histories(end);
  for (const event of trace.events) {
    if (isPause(event)) yield;
    histories.take(event);
  }
  for (const [index, acknowledged] of acknowledgedPuts(end).entries()) {
    if (index % putsOfSlice === putsOfSlice - 1) yield;
    if (histories.isHeld(acknowledged, end.keys.get(acknowledged.key))) continue;
    const ofKey = missing.get(acknowledged.key) ?? [];
    const lostBy = histories.droppedBy(acknowledged);
    ofKey.push({ acknowledged, lastHeld: false, lostBy });
    missing.set(acknowledged.key, ofKey);
  }
  if (missing.size > 0) yield* findLosses(evidence, missing, histories);
  const excused: string[] = [];
  for (const { acknowledged, lostBy } of [...missing.values()].flat()) {
    const { request, version, key } = acknowledged;
    const name = `${dotName(version.dot)} of ${key}, acknowledged by ${request},`;
    if (histories.isForgotten(acknowledged)) continue;
    const excuse = lostBy && excuseOf(lostBy);
    if (excuse === null) return broken(`${name} is nowhere`, lostBy);
    excused.push(`${name} ${excuse}`);
  }
  return { type: 'holds', excused: excused.toSorted(compareText) };
}

const putsOfSlice = 256;

function acknowledgedPuts(end: View): Acknowledged[] {
  return [...end.requests.values()].flatMap(({ op, request, key, versions, ...answered }) => {
    const [version] = versions;
    const isAcknowledged = answered.answeredAt !== null && answered.outcome === 'ok';
    return op !== 'get' && isAcknowledged && version ? [{ request, key, version }] : [];
  });
}

function excuseOf(event: TraceEvent): string | null {
  switch (event.type) {
    case 'disk-wiped':
      return `went with the disk of ${event.target}`;
    case 'write-lost':
      return `went with the write buffer of ${event.target}`;
    case 'version-lost':
      return `was dropped by ${dotName(event.by)}, whose writer had not seen it`;
    default:
      return null;
  }
}

interface Missing {
  readonly acknowledged: Acknowledged;
  lastHeld: boolean;
  /** The event after which it was nowhere. */
  lostBy: TraceEvent | null;
}

/** Goes through the trace once and notes what took each missing version away. */
function* findLosses(
  { trace, at }: Evidence,
  missing: ReadonlyMap<Key, readonly Missing[]>,
  histories: Histories,
): Slices<void> {
  const before = new Map<Key, KeyView | undefined>();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    if (!takesAway.has(event.type)) continue;
    const { keys } = at(trace.cursorAfter(event.id));
    for (const [key, versions] of missing) {
      const view = keys.get(key);
      if (view === before.get(key)) continue;
      before.set(key, view);
      for (const each of versions) {
        if (each.lostBy?.type === 'version-lost') continue;
        const isHeld = histories.isHeld(each.acknowledged, view);
        if (each.lastHeld && !isHeld) each.lostBy = event;
        each.lastHeld = isHeld;
      }
    }
  }
}

const takesAway: ReadonlySet<TraceEvent['type']> = new Set([
  'version-stored',
  'version-superseded',
  'version-lost',
  'hint-stored',
  'hint-discarded',
  'tombstone-reaped',
  'range-handed-over',
  'keys-set-aside',
  'disk-wiped',
  'write-lost',
] as const);

/** All versions of each key that there ever were, to tell what descends from what. */
class Histories {
  readonly #versions = new Map<Key, Version[]>();
  readonly #dropped = new Map<string, TraceEvent>();
  readonly #reaped = new Set<string>();
  readonly #known = new Set<string>();
  readonly #versioning: View['settings']['versioning'];

  constructor(end: View) {
    this.#versioning = end.settings.versioning;
  }

  take(event: TraceEvent): void {
    if (event.type === 'version-lost') {
      this.#dropped.set(nameOf(event.key, event.version.dot), event);
    }
    if (event.type === 'tombstone-reaped') this.#reaped.add(nameOf(event.key, event.dot));
    if (event.type !== 'version-stored' && event.type !== 'hint-stored') return;
    const name = nameOf(event.key, event.version.dot);
    if (this.#known.has(name)) return;
    this.#known.add(name);
    const ofKey = this.#versions.get(event.key);
    if (ofKey) ofKey.push(event.version);
    else this.#versions.set(event.key, [event.version]);
  }

  /** The event that dropped it although its successor's writer had not seen it. */
  droppedBy({ key, version }: Written): TraceEvent | null {
    return this.#dropped.get(nameOf(key, version.dot)) ?? null;
  }

  /**
   * Is it kept somewhere, or a descendant of it? Through versions that are gone, too: a clock
   * that was cut short no longer shows all that it descends from.
   */
  isHeld({ key, version }: Written, view: KeyView | undefined): boolean {
    if (!view) return false;
    const kept = [...view.replicas.values(), view.hints].flat().map((each) => each.version);
    if (kept.some((each) => sameDot(each.dot, version.dot))) return true;
    if (this.droppedBy({ key, version })) return false;
    for (const ancestor of this.#line({ key, version })) {
      if (kept.some((each) => supersedes(each, ancestor, this.#versioning))) return true;
    }
    return false;
  }

  /** Was it deleted, and the tombstone reaped once every home node had it? (protocol.md 13) */
  isForgotten({ key, version }: Written): boolean {
    for (const { dot } of this.#line({ key, version })) {
      if (this.#reaped.has(nameOf(key, dot))) return true;
    }
    return false;
  }

  /** The version and all that ever descended from it. */
  *#line({ key, version }: Written): Generator<Version> {
    const reached = new Set<Version>([version]);
    for (const ancestor of reached) {
      yield ancestor;
      for (const other of this.#versions.get(key) ?? []) {
        if (supersedes(other, ancestor, this.#versioning)) reached.add(other);
      }
    }
  }
}

function nameOf(key: Key, { actor, counter }: Dot): string {
  return `${actor} ${counter} ${key}`;
}
