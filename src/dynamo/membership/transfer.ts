import { admit, sliceOf } from '../background/admission.ts';
import type { Position } from '../../base/position.ts';
import type { KeyVersions, Range } from '../anti-entropy/place.ts';
import { scheduleHandoff } from '../handoff/schedule.ts';
import type { Message } from '../message.ts';
import type { NodeId } from '../names.ts';
import { intersection, subtractArc } from '../ring/arcs.ts';
import type { PreferenceLists } from '../ring/preference-lists.ts';
import { believesUp, isHome, type Self } from '../self.ts';
import { openTransfer, type Transfer } from '../state.ts';
import { dropKeys, persist } from '../storage/disk.ts';
import type { Turn } from '../turn.ts';
import { isIn, isStillOwed } from './on-the-way.ts';
import { settle } from './standing.ts';
import { keepVersions } from './strays.ts';
import { suspect } from './suspicion.ts';

/*
 * When the ring changes, ranges change hands. (§4.9) The old owner offers, the new one confirms,
 * gets what there is, acknowledges; only then does the old owner drop what it no longer keeps.
 *
 *   old owner                    new owner
 *   │ range-offer ─────────────► │  is it mine, as I know the ring?
 *   │ ◄────────────── range-accept
 *   │ range-transfer, part 1 ──► │  stored
 *   │ ◄──────────── range-received
 *   │ … until nothing is left …  │
 *   │ range-transfer, last ────► │  mine from now on
 *   │ ◄──────────── range-received
 *   drops it
 *
 * What is still to be handed over, and what is still awaited, is in the log: a crash in the middle
 * is gone on from. Keys that were sent and have not changed since are not sent again.
 */

/** How many keys go into one message at most. */
const keysAtATime = 32;

/**
 * How often a node looks for what it awaits, every `handoff-every`, before it takes it that nobody is
 * left to give it. What turns up later comes home by anti-entropy.
 */
const patience = 10;

type Of<Type extends Message['type']> = Extract<Message, { readonly type: Type }>;

/** The ring was another one: finds the ranges that this node has to give, and to be given. */
export function moveRanges(self: Self, turn: Turn, before: PreferenceLists): void {
  const { node } = self.state;
  const giving = new Map<NodeId, Range[]>();
  const awaited: Range[] = [];
  for (const range of commonRanges(before, self.preferenceLists)) {
    const old = before.homesAt(range.to);
    const now = self.preferenceLists.homesAt(range.to);
    const lost = old.filter((home) => !now.includes(home));
    const gained = now.filter((home) => !old.includes(home));
    if (gained.includes(node) && now.length > 1) awaited.push(range);
    gained.forEach((heir, index) => {
      const giver = lost[index] ?? old[0];
      if (giver === node && heir !== node) giving.set(heir, [...(giving.get(heir) ?? []), range]);
    });
  }
  const still = stillFor(self, node, self.state.awaited);
  if (awaited.length > 0 || still.isLess) awaitRanges(self, turn, [...still.ranges, ...awaited]);
  reviseTransfers(self, turn, giving);
  for (const [to, ranges] of giving) open(self, turn, to, joined(ranges));
  offerAll(self, turn);
}

/**
 * The node starts again, and what its log has of ranges on the move may be of another ring: n can
 * have changed while it was down. (§4.9)
 */
export function reviseRanges(self: Self, turn: Turn): void {
  const still = stillFor(self, self.state.node, self.state.awaited);
  if (still.isLess) awaitRanges(self, turn, still.ranges);
  const giving = new Map<NodeId, Range[]>();
  reviseTransfers(self, turn, giving);
  for (const [to, ranges] of giving) open(self, turn, to, joined(ranges));
}

/**
 * What is on offer and not for that node any more, as the ring is now, is withdrawn; what is left of
 * it is offered anew.
 */
function reviseTransfers(self: Self, turn: Turn, giving: Map<NodeId, Range[]>): void {
  const { state } = self;
  for (const { transfer, to, ranges } of state.transfers.values()) {
    const still = stillFor(self, to, ranges);
    if (!still.isLess) continue;
    giveUp(self, turn, transfer);
    if (still.ranges.length > 0) giving.set(to, [...still.ranges, ...(giving.get(to) ?? [])]);
  }
}

/** Those parts of some ranges that the node keeps, as the ring is now. */
function stillFor(
  self: Self,
  node: NodeId,
  ranges: readonly Range[],
): { readonly ranges: readonly Range[]; readonly isLess: boolean } {
  if (ranges.length === 0) return { ranges, isLess: false };
  const parts = self.preferenceLists
    .ranges()
    .flatMap((range) => ranges.flatMap((each) => intersection(each, range)));
  const still = parts.filter((part) => keepsRange(self, node, part.to));
  const isLess = still.length < parts.length;
  return { ranges: isLess ? joined(still) : ranges, isLess };
}

function giveUp(self: Self, turn: Turn, transfer: number): void {
  const pending = self.state.transfers.get(transfer);
  if (!pending) return;
  self.state.transfers.delete(transfer);
  persist(self, turn, { type: 'transfer', transfer, to: pending.to, ranges: null }, true);
  turn.cancelTimer({ type: 'transfer-timeout', transfer });
  turn.record({ type: 'transfer-withdrawn', to: pending.to, transfer });
}

function keepsRange(self: Self, node: NodeId, end: Position): boolean {
  return self.preferenceLists.homesAt(end).includes(node);
}

/** The ring cut wherever either of the two has a token. */
function commonRanges(a: PreferenceLists, b: PreferenceLists): Range[] {
  const cuts = new Set([...a.ranges(), ...b.ranges()].map(({ to }) => to));
  const ends = [...cuts].toSorted();
  return ends.map((to, index) => ({ from: ends[index - 1] ?? ends.at(-1) ?? to, to }));
}

/** Neighbouring ranges as one. */
function joined(ranges: readonly Range[]): Range[] {
  const whole: Range[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last?.to === range.from && last.from !== range.to) {
      whole[whole.length - 1] = { from: last.from, to: range.to };
    } else whole.push(range);
  }
  return whole;
}

function awaitRanges(self: Self, turn: Turn, ranges: readonly Range[]): void {
  self.state.awaited = ranges;
  self.state.awaitedInVain = 0;
  persist(self, turn, { type: 'awaited', ranges }, true);
}

function open(self: Self, turn: Turn, to: NodeId, ranges: readonly Range[]): void {
  const { state } = self;
  const transfer = state.nextTransfer;
  state.nextTransfer += 1;
  state.transfers.set(transfer, openTransfer(transfer, to, ranges));
  persist(self, turn, { type: 'transfer', transfer, to, ranges }, true);
}

/** Offers whatever waits to whoever is believed up; again every `handoff-every`. */
function offerAll(self: Self, turn: Turn): void {
  const { state } = self;
  for (const pending of state.transfers.values()) {
    if (pending.phase !== 'waiting' || !believesUp(self, pending.to)) continue;
    const { transfer, to, ranges } = pending;
    pending.phase = 'offered';
    const because = turn.record({ type: 'range-offered', to, transfer, ranges });
    turn.send(to, { type: 'range-offer', transfer, ranges }, because);
    turn.setTimer({ type: 'transfer-timeout', transfer }, state.settings.replicaTimeoutUs);
  }
  scheduleTransfers(self, turn);
}

export function scheduleTransfers(self: Self, turn: Turn): void {
  const { state } = self;
  if (state.transferTimerSet) return;
  if (state.transfers.size === 0 && state.awaited.length === 0) return;
  state.transferTimerSet = true;
  turn.setTimer({ type: 'transfer' }, state.settings.handoffEveryUs, true);
}

/** The offered ranges are this node's own, as it knows the ring; or it has not heard of it yet. */
export function onRangeOffer(self: Self, turn: Turn, from: NodeId, offer: Of<'range-offer'>): void {
  const accepted = offer.ranges.every((range) => keepsRange(self, self.state.node, range.to));
  turn.send(from, { type: 'range-accept', transfer: offer.transfer, accepted });
}

export function onRangeAccept(
  self: Self,
  turn: Turn,
  from: NodeId,
  { transfer, accepted }: Of<'range-accept'>,
): void {
  const pending = transferTo(self, from, transfer);
  if (pending?.phase !== 'offered') return;
  pending.phase = accepted ? 'sending' : 'waiting';
  turn.cancelTimer({ type: 'transfer-timeout', transfer });
  if (accepted) sendWhenAdmitted(self, turn, pending);
}

function transferTo(self: Self, to: NodeId, transfer: number): Transfer | null {
  const pending = self.state.transfers.get(transfer);
  return pending?.to === to ? pending : null;
}

function sendWhenAdmitted(self: Self, turn: Turn, pending: Transfer): void {
  const { transfer, receiverSlices } = pending;
  if (admit(self, turn, { type: 'transfer', transfer }, receiverSlices))
    sendPart(self, turn, pending);
}

/** Its slice has come. (§6.5) */
export function goOnSending(self: Self, turn: Turn, transfer: number): void {
  const pending = self.state.transfers.get(transfer);
  if (pending?.phase === 'sending') sendPart(self, turn, pending);
}

/** Sends what has not arrived yet, some at a time; the last part says so. */
function sendPart(self: Self, turn: Turn, pending: Transfer): void {
  const { transfer, to, ranges } = pending;
  const left = notSent(self, pending);
  const entries = left.slice(0, sliceOf(self, keysAtATime, pending.receiverSlices));
  pending.underWay = entries.map(({ key, versions }) => [key, dotsOf(versions)]);
  pending.part += 1;
  const { part } = pending;
  const isLast = left.length === entries.length;
  turn.send(to, { type: 'range-transfer', transfer, part, ranges, entries, isLast });
  turn.setTimer({ type: 'transfer-timeout', transfer }, self.state.settings.replicaTimeoutUs);
}

/** Keys of the ranges that have not arrived at the new owner as they are now. */
function notSent(self: Self, { ranges, sent }: Transfer): KeyVersions[] {
  const left: KeyVersions[] = [];
  for (const [key, versions] of self.state.store) {
    if (sent.get(key) !== dotsOf(versions) && isIn(self, ranges, key)) left.push({ key, versions });
  }
  return left;
}

function dotsOf(versions: KeyVersions['versions']): string {
  return versions.map(({ dot }) => `${dot.actor}:${dot.counter}`).join(' ');
}

/** The new owner takes a part, and then says so. */
export function onRangeTransfer(
  self: Self,
  turn: Turn,
  from: NodeId,
  message: Of<'range-transfer'>,
): void {
  for (const { key, versions } of message.entries) {
    const arrival = { reason: 'transfer', request: null } as const;
    keepVersions(self, turn, { key, versions }, null, arrival);
  }
  const { transfer, part, ranges, isLast } = message;
  scheduleHandoff(self, turn);
  if (isLast) takeOver(self, turn, from, transfer, ranges);
  const { slices } = self.state.admission;
  turn.send(from, { type: 'range-received', transfer, part, slices });
}

/** The ranges are here. Until then the node answered reads of them as one who may lack some. */
function takeOver(
  self: Self,
  turn: Turn,
  from: NodeId,
  transfer: number,
  ranges: readonly Range[],
): void {
  if (self.state.awaited.length === 0) return;
  const left = ranges.reduce<readonly Range[]>(subtractArc, self.state.awaited);
  awaitRanges(self, turn, left);
  const because = turn.record({
    type: 'range-taken-over',
    from,
    transfer,
    stillAwaited: left.length,
  });
  settle(self, turn, because);
}

/**
 * These ranges were found to be as another home node has them, which awaits nothing: whatever an old
 * owner may still bring is no more than that. (§4.7)
 */
export function onRangesEqual(self: Self, turn: Turn, ranges: readonly Range[]): void {
  const { awaited } = self.state;
  if (awaited.length === 0) return;
  const left = ranges.reduce<readonly Range[]>(subtractArc, awaited);
  if (left.length === awaited.length && left.every((range, at) => range === awaited[at])) return;
  awaitRanges(self, turn, left);
  settle(self, turn);
}

/** It has this part: the next one goes; after the last one the old owner drops what it lost. */
export function onRangeReceived(
  self: Self,
  turn: Turn,
  from: NodeId,
  { transfer, part, slices }: Of<'range-received'>,
): void {
  const pending = transferTo(self, from, transfer);
  if (pending?.phase !== 'sending' || pending.part !== part) return;
  turn.cancelTimer({ type: 'transfer-timeout', transfer });
  pending.receiverSlices = slices;
  for (const [key, dots] of pending.underWay) pending.sent.set(key, dots);
  if (notSent(self, pending).length > 0) sendWhenAdmitted(self, turn, pending);
  else close(self, turn, pending);
}

function close(self: Self, turn: Turn, { transfer, to, ranges, sent }: Transfer): void {
  const { state } = self;
  state.transfers.delete(transfer);
  persist(self, turn, { type: 'transfer', transfer, to, ranges: null }, true);
  const dropped = [...state.store.keys()].filter(
    (key) => isIn(self, ranges, key) && !isHome(self, key) && !isStillOwed(self, key),
  );
  dropKeys(self, turn, dropped);
  const handedOver = { to, transfer, ranges, keysSent: sent.size, dropped };
  settle(self, turn, turn.record({ type: 'range-handed-over', ...handedOver }));
}

/** The new owner does not answer: it is suspected, and asked again later. */
export function onTransferTimeout(self: Self, turn: Turn, transfer: number): void {
  const pending = self.state.transfers.get(transfer);
  if (!pending || pending.phase === 'waiting') return;
  pending.phase = 'waiting';
  suspect(self, turn, pending.to, 'transfer');
}

export function onTransferTimer(self: Self, turn: Turn): void {
  const { state } = self;
  state.transferTimerSet = false;
  if (state.awaited.length > 0) state.awaitedInVain += 1;
  if (state.awaitedInVain > patience) {
    awaitRanges(self, turn, []);
    settle(self, turn);
  }
  offerAll(self, turn);
}
