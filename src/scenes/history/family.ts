import type { ClientId, Key, NodeId, RequestId } from '../../dynamo/names.ts';
import type { Dot, VectorClock, Version } from '../../dynamo/versioning/version.ts';
import type { EventId, EventOf } from '../../trace/event.ts';
import type { KeyView, RequestView, View } from '../../trace/view.ts';
import type { Micros } from '../../base/time.ts';
import { hasSeen, isSameDot } from '../clocks.ts';
import { remember } from '../remember.ts';
import { currentOf } from '../replicas/replicas.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** One version of a key among all that there were. */
export interface Member {
  readonly version: Version;
  /** The event that first stored it, at this node, or with which it was lost there at once. */
  readonly event: EventId;
  readonly at: Micros;
  readonly node: NodeId;
  readonly client: ClientId | null;
  readonly request: RequestId | null;
  /** Was its writer told that it is stored? null: not told anything yet. */
  readonly outcome: 'ok' | 'failed' | null;
  /** The versions that its writer had seen, less those that others among them descend from. */
  readonly parents: readonly Member[];
  /** All that lie behind it by what the writers had seen, whatever the clocks say. */
  readonly past: ReadonlySet<Member>;
  readonly fate: Fate;
  /** Pairs that its clock lost when it was made. */
  readonly truncated: VectorClock;
  /** Ancestors that stay beside it because of that. */
  readonly besides: readonly Dot[];
  readonly heldBy: readonly NodeId[];
  readonly hintedOn: readonly NodeId[];
}

type Fate =
  | { readonly type: 'current' }
  | { readonly type: 'superseded' }
  /** Passed over by a version whose writer had not seen it. */
  | { readonly type: 'lost'; readonly to: Dot; readonly event: EventId }
  /** A tombstone that every home node held. */
  | { readonly type: 'reaped' }
  /** Nothing replaced it, and yet nobody has it. */
  | { readonly type: 'gone' };

const types = [
  'version-stored',
  'hint-stored',
  'version-superseded',
  'version-lost',
  'clock-truncated',
  'false-concurrency',
  'tombstone-reaped',
] as const;

type FamilyEvent = EventOf<(typeof types)[number]>;

const eventsOf = sieve(types, ({ key }) => key);

/** Versions that are drawn at most: the latest. Everyone is held against all before it. */
export const familyLimit = 200;

/** The versions of a key that there have been at this moment, in the order in which they were made. */
export function familyOf(trace: TraceLike, view: View, key: Key): readonly Member[] {
  const events = eventsOf(trace, view.cursor.events, key);
  const keyView = view.keys.get(key);
  return keyView === undefined ? [] : familyFrom(events.length, events, keyView, view.requests);
}

/** The event that made a version, wherever it may be now; null when it is not known. */
export function makerOf(trace: TraceLike, events: number, key: Key, dot: Dot): EventId | null {
  const found = eventsOf(trace, events, key).find(
    (event) => isBirth(event) && isSameDot(event.version.dot, dot),
  );
  return found?.id ?? null;
}

/** `_count` tells apart what the same list holds earlier and later. */
const familyFrom = remember(
  (
    _count: number,
    events: readonly FamilyEvent[],
    key: KeyView,
    requests: View['requests'],
  ): readonly Member[] => {
    const notes = notesFrom(events);
    const family: Member[] = [];
    for (const event of birthsIn(events).slice(-familyLimit)) {
      const request = event.request === null ? undefined : requests.get(event.request);
      family.push(memberOf(event, request, family, notes, key));
    }
    return family;
  },
  4,
);

/** A version is stored; or it is made and lost at once, to one that its coordinator holds. */
type Birth = EventOf<'version-stored' | 'hint-stored' | 'version-lost'>;

function isBirth(event: FamilyEvent): event is Birth {
  const { type } = event;
  return type === 'version-stored' || type === 'hint-stored' || type === 'version-lost';
}

/** Where each version was first. */
function birthsIn(events: readonly FamilyEvent[]): readonly Birth[] {
  const found = new Map<string, Birth>();
  for (const event of events.filter(isBirth)) {
    const name = dotName(event.version.dot);
    if (!found.has(name)) found.set(name, event);
  }
  return [...found.values()];
}

interface Notes {
  readonly lost: ReadonlyMap<string, EventOf<'version-lost'>>;
  readonly truncated: ReadonlyMap<string, VectorClock>;
  readonly besides: ReadonlyMap<string, readonly Dot[]>;
  readonly superseded: ReadonlySet<string>;
  readonly reaped: ReadonlySet<string>;
}

function notesFrom(events: readonly FamilyEvent[]): Notes {
  const lost = new Map<string, EventOf<'version-lost'>>();
  const truncated = new Map<string, VectorClock>();
  const besides = new Map<string, readonly Dot[]>();
  const superseded = new Set<string>();
  const reaped = new Set<string>();
  for (const event of events) {
    if (event.type === 'version-lost') {
      const name = dotName(event.version.dot);
      if (!lost.has(name)) lost.set(name, event);
    } else if (event.type === 'clock-truncated') truncated.set(dotName(event.dot), event.dropped);
    else if (event.type === 'false-concurrency') {
      const name = dotName(event.version);
      besides.set(name, [...(besides.get(name) ?? []), event.ancestor]);
    } else if (event.type === 'version-superseded') superseded.add(dotName(event.version.dot));
    else if (event.type === 'tombstone-reaped') reaped.add(dotName(event.dot));
  }
  return { lost, truncated, besides, superseded, reaped };
}

function memberOf(
  event: Birth,
  request: RequestView | undefined,
  family: readonly Member[],
  notes: Notes,
  key: KeyView,
): Member {
  const { version, id, at, node } = event;
  const name = dotName(version.dot);
  const context = request?.context ?? null;
  const seen = context === null ? [] : family.filter((one) => hasSeen(context, one.version.dot));
  const past = new Set(seen.flatMap((one) => [one, ...one.past]));
  const parents = seen.filter((one) => !seen.some((other) => other.past.has(one)));
  const heldBy = [...key.replicas]
    .filter(([, held]) => held.some((one) => isSameDot(one.version.dot, version.dot)))
    .map(([holder]) => holder);
  const hintedOn = key.hints
    .filter((hint) => isSameDot(hint.version.dot, version.dot))
    .map(({ holder }) => holder);
  const fate = fateOf(name, version, heldBy.length + hintedOn.length, notes, key);
  return {
    version,
    event: id,
    at,
    node,
    client: request?.client ?? null,
    request: request?.request ?? null,
    outcome: request?.outcome ?? null,
    parents,
    past,
    fate,
    truncated: notes.truncated.get(name) ?? [],
    besides: besidesOf(notes.besides.get(name) ?? [], fate, past),
    heldBy,
    hintedOn,
  };
}

/** Those that its maker had to keep, and those that others still keep though its writer saw them. */
function besidesOf(noted: readonly Dot[], fate: Fate, past: ReadonlySet<Member>): readonly Dot[] {
  if (fate.type !== 'current') return noted;
  const kept = [...past].filter((one) => one.fate.type === 'current');
  const others = kept.map(({ version }) => version.dot);
  return [...noted, ...others.filter((dot) => !noted.some((one) => isSameDot(one, dot)))];
}

function fateOf(name: string, version: Version, copies: number, notes: Notes, key: KeyView): Fate {
  const lost = notes.lost.get(name);
  const isCurrent = currentOf(key).some(({ dot }) => isSameDot(dot, version.dot));
  if (isCurrent) return { type: 'current' };
  if (lost !== undefined) return { type: 'lost', to: lost.by, event: lost.id };
  if (notes.superseded.has(name) || copies > 0) return { type: 'superseded' };
  return { type: notes.reaped.has(name) ? 'reaped' : 'gone' };
}

export function dotName({ actor, counter }: Dot): string {
  return `${actor}:${counter}`;
}
