import { admit, sliceOf } from '../background/admission.ts';
import type { Message } from '../message.ts';
import { suspect } from '../membership/suspicion.ts';
import { isRangeAwaited } from '../membership/on-the-way.ts';
import { onRangesEqual } from '../membership/transfer.ts';
import type { NodeId } from '../names.ts';
import { believesUp, drawInteger, isHome, treesOf, type Self } from '../self.ts';
import type { SyncSession } from '../state.ts';
import { held, isStraggler, storeVersions } from '../storage/replica-store.ts';
import type { Turn } from '../turn.ts';
import { lacking } from '../versioning/reconcile.ts';
import { sameHash, subtractHashes } from '../../base/hash.ts';
import { confirmRange } from './tombstones.ts';
import type { Summary } from './merkle-tree.ts';
import type { KeyVersions, Place, Range } from './place.ts';

/*
 * Anti-entropy: two nodes find out where they differ, and bring each other up to date. (§4.7)
 *
 *   A                         B
 *   │ sync-roots ───────────► │   a hash for each range that both keep
 *   │ ◄──────── sync-differing│   those that differ, with B's
 *   │ sync-ask ─────────────► │   what is below these places?
 *   │ ◄───────── sync-branches│   left children; right = parent − left
 *   │ …one level down each time, only where they differ…
 *   │ sync-exchange ────────► │   A's versions there; B takes what it lacks
 *   │ ◄────────── sync-entries│   and sends back what A lacks
 *
 * A keeps the state of the comparison; B only answers. If either dies, only the session is lost.
 */

/** How many keys' versions go into one message at most; the rest is left for the next time. */
const entriesAtATime = 64;

type Of<Type extends Message['type']> = Extract<Message, { readonly type: Type }>;

/** Sets the timer of the next comparison; the first one at a random time of the period. */
export function scheduleAntiEntropy(self: Self, turn: Turn, isFirst: boolean): void {
  const { antiEntropy, antiEntropyEveryUs } = self.state.settings;
  if (!antiEntropy) {
    turn.cancelTimer({ type: 'anti-entropy' });
    return;
  }
  const afterUs = isFirst ? drawInteger(self, 1, antiEntropyEveryUs) : antiEntropyEveryUs;
  turn.setTimer({ type: 'anti-entropy' }, afterUs, true);
}

/** The period is over: compare with a random node among those believed up. */
export function onAntiEntropyTimer(self: Self, turn: Turn): void {
  scheduleAntiEntropy(self, turn, false);
  if (self.state.sync) return;
  const partners = treesOf(self)
    .partners()
    .filter((node) => believesUp(self, node));
  if (partners.length === 0) return;
  const partner = partners[drawInteger(self, 0, partners.length - 1)];
  if (partner !== undefined) beginSync(self, turn, partner);
}

/** Begins a comparison; one that is under way is given up. */
export function beginSync(self: Self, turn: Turn, partner: NodeId): void {
  const { state } = self;
  if (state.sync) finish(self, turn, state.sync, 'broken-off');
  const ranges = treesOf(self).sharedWith(partner);
  if (ranges.length === 0) return;
  const roots = ranges.map((range) => ({
    range,
    hash: summaryAt(self, { range, prefix: '' }).hash,
  }));
  const sync = state.nextSync;
  state.nextSync += 1;
  const nothingYet = { comparisons: 0, hashes: roots.length, messages: 0, versionsMoved: 0 };
  const sent = new Map(roots.map(({ range, hash }) => [range.to, hash]));
  const start = { sync, partner, roots: sent } as const;
  state.sync = { ...start, theirs: [], found: [], isWhole: true, ...nothingYet };
  ask(self, turn, state.sync, { type: 'sync-roots', sync, roots });
}

function ask(
  self: Self,
  turn: Turn,
  session: SyncSession,
  message: Of<'sync-roots' | 'sync-ask' | 'sync-exchange'>,
): void {
  session.messages += 1;
  turn.send(session.partner, message);
  const timer = { type: 'sync-timeout', node: session.partner } as const;
  turn.setTimer(timer, self.state.settings.replicaTimeoutUs, true);
}

/** The partner compares the roots: equal ones are done with. */
export function onSyncRoots(self: Self, turn: Turn, from: NodeId, message: Of<'sync-roots'>): void {
  const roots = message.roots.flatMap(({ range, hash }) => {
    const tree = treesOf(self).tree(range);
    return tree && !sameHash(tree.at('').hash, hash) ? [{ range, summary: tree.at('') }] : [];
  });
  const unknown = message.roots
    .map(({ range }) => range)
    .filter((range) => !treesOf(self).tree(range) || isRangeAwaited(self, range));
  turn.send(from, { type: 'sync-differing', sync: message.sync, roots, unknown });
}

/** The partner tells what is below the places it is asked about. */
export function onSyncAsk(self: Self, turn: Turn, from: NodeId, message: Of<'sync-ask'>): void {
  const left = message.places.map((place) => ({
    place,
    summary: summaryAt(self, child(place, '0')),
  }));
  turn.send(from, { type: 'sync-branches', sync: message.sync, left });
}

export function onSyncDiffering(
  self: Self,
  turn: Turn,
  from: NodeId,
  message: Of<'sync-differing'>,
): void {
  const session = sessionOf(self, from, message.sync);
  if (!session) return;
  const differing = new Set(message.roots.map(({ range }) => range.to));
  const unknown = new Set(message.unknown.map(({ to }) => to));
  const shared = treesOf(self)
    .sharedWith(from)
    .filter(({ to }) => differing.has(to) || !unknown.has(to));
  session.isWhole = unknown.size === 0;
  session.hashes += message.roots.length;
  record(
    turn,
    session,
    shared.map((range) => ({ place: rootOf(range), isEqual: !differing.has(range.to) })),
  );
  const equal = shared.filter(({ to }) => !differing.has(to));
  for (const range of equal) {
    // What has come in since the roots were sent, the partner has not been asked about.
    const sent = session.roots.get(range.to);
    const isAsSent = sent !== undefined && sameHash(sent, summaryAt(self, rootOf(range)).hash);
    if (isAsSent) confirmRange(self, turn, range, from);
  }
  onRangesEqual(self, turn, equal);
  const open = message.roots.map(({ range, summary }) => ({ place: rootOf(range), summary }));
  descend(self, turn, session, open);
}

export function onSyncBranches(
  self: Self,
  turn: Turn,
  from: NodeId,
  message: Of<'sync-branches'>,
): void {
  const session = sessionOf(self, from, message.sync);
  if (!session) return;
  session.hashes += message.left.length;
  const children = message.left.flatMap(({ place, summary }) => {
    const parent = session.theirs.find((their) => samePlace(their.place, place))?.summary;
    if (!parent) return [];
    const keys = parent.keys - summary.keys;
    const right = { hash: subtractHashes(parent.hash, summary.hash), keys };
    return [
      { place: child(place, '0'), summary },
      { place: child(place, '1'), summary: right },
    ];
  });
  const compared = children.map(({ place, summary }) => {
    return { place, summary, isEqual: sameHash(summaryAt(self, place).hash, summary.hash) };
  });
  record(
    turn,
    session,
    compared.map(({ place, isEqual }) => ({ place, isEqual })),
  );
  descend(
    self,
    turn,
    session,
    compared.filter(({ isEqual }) => !isEqual),
  );
}

function record(
  turn: Turn,
  session: SyncSession,
  places: readonly { readonly place: Place; readonly isEqual: boolean }[],
): void {
  session.comparisons += places.length;
  const { partner, sync } = session;
  turn.record({ type: 'anti-entropy-compared', partner, sync, places });
}

/**
 * Where they differ: goes on below while both have several keys there; where one has at most one
 * key, the keys themselves are exchanged.
 */
function descend(
  self: Self,
  turn: Turn,
  session: SyncSession,
  open: readonly { readonly place: Place; readonly summary: Summary }[],
): void {
  const isFew = ({ place, summary }: (typeof open)[number]): boolean =>
    summary.keys <= 1 || summaryAt(self, place).keys <= 1;
  const found = open.filter(isFew);
  const places = open.filter((each) => !isFew(each));
  session.theirs = places;
  session.found.push(...found.map(({ place }) => place));
  if (places.length > 0) {
    const asked = places.map(({ place }) => place);
    ask(self, turn, session, { type: 'sync-ask', sync: session.sync, places: asked });
  } else if (session.found.length > 0) {
    exchangeWhenAdmitted(self, turn, session);
  } else {
    finish(self, turn, session, session.isWhole ? 'in-step' : 'synchronised');
  }
}

function exchangeWhenAdmitted(self: Self, turn: Turn, session: SyncSession): void {
  const { sync, partner: node } = session;
  // Nobody is waited for while this node itself waits for its slice.
  turn.cancelTimer({ type: 'sync-timeout', node });
  if (admit(self, turn, { type: 'anti-entropy', sync })) exchange(self, turn, session);
}

/** Its slice has come. (§6.5) */
export function goOnExchanging(self: Self, turn: Turn, sync: number): void {
  const session = self.state.sync;
  if (session?.sync === sync && session.found.length > 0) exchange(self, turn, session);
}

function exchange(self: Self, turn: Turn, session: SyncSession): void {
  const { store } = self.state;
  const places: Place[] = [];
  const entries: KeyVersions[] = [];
  const most = sliceOf(self, entriesAtATime);
  for (const place of session.found) {
    const below = treesOf(self).entriesBelow(place, store);
    if (places.length > 0 && entries.length + below.length > most) break;
    places.push(place);
    entries.push(...below.slice(0, entriesAtATime));
  }
  session.found = session.found.slice(places.length);
  ask(self, turn, session, { type: 'sync-exchange', sync: session.sync, places, entries });
}

/** Takes what it lacks, and sends back what the other one lacks. */
export function onSyncExchange(
  self: Self,
  turn: Turn,
  from: NodeId,
  { sync, places, entries }: Of<'sync-exchange'>,
): void {
  const { versioning } = self.state.settings;
  take(self, turn, from, entries);
  const theirs = new Map(entries.map(({ key, versions }) => [key, versions]));
  const wanted = places
    .flatMap((place) => treesOf(self).entriesBelow(place, self.state.store))
    .map(({ key, versions }) => ({
      key,
      versions: lacking(theirs.get(key) ?? [], versions, versioning),
    }))
    .filter(({ versions }) => versions.length > 0)
    .slice(0, entriesAtATime);
  turn.send(from, { type: 'sync-entries', sync, entries: wanted });
}

export function onSyncEntries(
  self: Self,
  turn: Turn,
  from: NodeId,
  message: Of<'sync-entries'>,
): void {
  const session = sessionOf(self, from, message.sync);
  if (!session) return;
  session.versionsMoved += take(self, turn, from, message.entries);
  if (session.found.length > 0) exchangeWhenAdmitted(self, turn, session);
  else finish(self, turn, session, 'synchronised');
}

/** Stores what is new of these; gives how many versions that were. */
function take(self: Self, turn: Turn, from: NodeId, entries: readonly KeyVersions[]): number {
  const { versioning } = self.state.settings;
  let taken = 0;
  for (const { key, versions } of entries) {
    if (!isHome(self, key)) continue;
    const [only, ...others] = versions;
    if (only?.value === null && others.length === 0 && isStraggler(self, key, only)) {
      // It has not heard yet that the key is gone.
      turn.send(from, { type: 'reap', key, dot: only.dot });
      continue;
    }
    taken += lacking(held(self, key), versions, versioning).length;
    storeVersions(self, turn, key, versions, { reason: 'anti-entropy', request: null });
  }
  return taken;
}

/** The partner does not answer: only this session is lost. */
export function onSyncTimeout(self: Self, turn: Turn, node: NodeId): void {
  const { sync } = self.state;
  if (sync?.partner !== node) return;
  finish(self, turn, sync, 'broken-off');
  suspect(self, turn, node, 'sync');
}

function finish(
  self: Self,
  turn: Turn,
  session: SyncSession,
  outcome: 'in-step' | 'synchronised' | 'broken-off',
): void {
  self.state.sync = null;
  const { partner, sync, comparisons, hashes, messages, versionsMoved } = session;
  turn.cancelTimer({ type: 'sync-timeout', node: partner });
  const cost = { comparisons, hashes, messages, versionsMoved };
  turn.record({ type: 'anti-entropy-finished', partner, sync, outcome, ...cost });
}

function sessionOf(self: Self, from: NodeId, sync: number): SyncSession | null {
  const session = self.state.sync;
  if (session?.sync !== sync || session.partner !== from) return null;
  session.messages += 1;
  return session;
}

function summaryAt(self: Self, place: Place): Summary {
  const tree = treesOf(self).tree(place.range);
  return tree?.at(place.prefix) ?? { hash: { high: 0, low: 0 }, keys: 0 };
}

function rootOf(range: Range): Place {
  return { range, prefix: '' };
}

function child({ range, prefix }: Place, bit: '0' | '1'): Place {
  return { range, prefix: prefix + bit };
}

function samePlace(a: Place, b: Place): boolean {
  return a.range.to === b.range.to && a.prefix === b.prefix;
}
