import type { Micros } from '../../base/time.ts';
import type { Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { slicesAtMost, type Work } from './slices.ts';

/*
 * Background work gives way to requests. (§6.5, protocol.md 34)
 *
 * Handoff, transfers and anti-entropy draw slices from one controller. It watches how long the
 * latest requests took that this node coordinated: while their 99th percentile is above
 * `give-way-above`, background work gets half as many slices, step by step down to one, never
 * none; while it is below, one more. Beside requests it begins with one. Of fewer slices each
 * piece of work is smaller, and the pieces are further apart.
 *
 *   slices      8     4     2     1
 *   a piece    1/1   1/2   1/4   1/8     of what fits into one message
 *   a pause     0   10 ms 30 ms 70 ms
 */

const sliceUs: Micros = 10_000;
const adaptEveryUs: Micros = 250_000;
/** Requests that count as recent. */
const recentUs: Micros = 5_000_000;
const recentAtMost = 256;
/** Requests that must be seen before there is one slice more. */
const seenEnough = 10;

/**
 * A request was answered, or given up, so long after it came in; or what belongs to one has waited
 * so long at the port.
 */
export function noteForeground(self: Self, turn: Turn, us: Micros): void {
  const { admission } = self.state;
  const { recent } = admission;
  recent.push({ at: turn.at, us });
  admission.seen += 1;
  if (recent.length > recentAtMost) recent.shift();
  adapt(self, turn);
}

/** Of what fits into a message, as much as a slice is worth now: at least one. */
export function sliceOf(self: Self, most: number, receiverSlices = slicesAtMost): number {
  const slices = Math.min(self.state.admission.slices, receiverSlices);
  return Math.ceil((most * slices) / slicesAtMost);
}

/**
 * May this piece of work go on at once? Otherwise it waits for its slice. `receiverSlices`: what
 * the node can take that the work goes to, where that is known.
 */
export function admit(self: Self, turn: Turn, work: Work, receiverSlices = slicesAtMost): boolean {
  adapt(self, turn);
  const { admission } = self.state;
  const isFresh = turn.at - admission.workedAt > recentUs;
  admission.workedAt = turn.at;
  // After a rest it begins with one slice while there are requests: what it costs shows later.
  if (isFresh && admission.recent.length > 0) setSlices(self, turn, 1);
  const slices = Math.min(admission.slices, receiverSlices);
  if (slices === slicesAtMost && admission.waiting.length === 0) return true;
  if (admission.waiting.some((other) => isSame(other.work, work))) return false;
  admission.waiting.push({ work, slices });
  if (admission.waiting.length === 1) setSliceTimer(self, turn);
  return false;
}

/** The next piece of work has its slice; null when none waits. */
export function nextSlice(self: Self, turn: Turn): Work | null {
  adapt(self, turn);
  const { waiting } = self.state.admission;
  const next = waiting.shift();
  if (waiting.length > 0) setSliceTimer(self, turn);
  return next?.work ?? null;
}

function setSliceTimer({ state }: Self, turn: Turn): void {
  const { slices, waiting } = state.admission;
  const least = Math.min(slices, waiting[0]?.slices ?? slicesAtMost);
  turn.setTimer({ type: 'slice' }, Math.round(sliceUs * (slicesAtMost / least - 1)) + 1);
}

function adapt(self: Self, turn: Turn): void {
  const { admission } = self.state;
  if (turn.at - admission.adaptedAt < adaptEveryUs) return;
  admission.adaptedAt = turn.at;
  admission.recent = admission.recent.filter(({ at }) => at > turn.at - recentUs);
  const { slices, seen, recent } = admission;
  if (recentP99(self) > self.state.settings.giveWayAboveUs) {
    setSlices(self, turn, Math.max(1, Math.floor(slices / 2)));
  } else if (recent.length === 0) {
    setSlices(self, turn, slicesAtMost);
  } else if (seen >= seenEnough) {
    setSlices(self, turn, Math.min(slicesAtMost, slices + 1));
  }
}

function setSlices(self: Self, turn: Turn, slices: number): void {
  const { admission, settings } = self.state;
  if (slices === admission.slices) return;
  admission.slices = slices;
  admission.seen = 0;
  const [p99Us, limitUs] = [recentP99(self), settings.giveWayAboveUs];
  turn.record({ type: 'slices-changed', slices, of: slicesAtMost, p99Us, limitUs });
}

function recentP99({ state }: Self): Micros {
  return percentile99(state.admission.recent.map(({ us }) => us));
}

/** 0 of nothing. */
function percentile99(values: readonly Micros[]): Micros {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
}

function isSame(a: Work, b: Work): boolean {
  if (a.type === 'handoff') return b.type === 'handoff' && a.to === b.to;
  if (a.type === 'transfer') return b.type === 'transfer' && a.transfer === b.transfer;
  return b.type === 'anti-entropy' && a.sync === b.sync;
}
