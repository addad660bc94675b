import { knownUs, withinHorizon, type Branch } from './branch.ts';
import type { Comparing, Lab } from './lab.ts';
import type { TimelineState } from './timeline.ts';

/*
 * Two branches side by side on one clock: that of the branch that is shown. The other one is
 * looked at at the same virtual time, so whatever moves the cursor moves both.
 */

const leaving = new WeakMap<Lab, () => void>();

/** Opens the comparison of the branch that is shown with another one, or with the nearest. */
export async function compare(lab: Lab, otherId?: number): Promise<void> {
  const { timeline, comparing } = lab;
  const { branch, branches } = timeline.state;
  const other = otherId ?? nearest(branch, branches)?.id ?? null;
  comparing.setState({ pair: inOrder(branch.id, other), isAsking: false });
  if (!leaving.has(lab)) {
    leaving.set(
      lab,
      timeline.store.subscribe((state, before) => follow(lab, state, before)),
    );
  }
  await level(lab);
}

/** Back to one picture. */
export function leaveComparison(lab: Lab): void {
  leaving.get(lab)?.();
  leaving.delete(lab);
  lab.comparing.setState({ pair: null });
}

/** The older one stands left. */
function inOrder(one: number, other: number | null): NonNullable<Comparing['pair']> {
  return other !== null && other < one ? [other, one] : [one, other];
}

/** What it was forked from, or was forked from it; else the latest of all others. */
function nearest(branch: Branch, branches: readonly Branch[]): Branch | undefined {
  const others = branches.filter(({ id }) => id !== branch.id);
  return (
    others.find(({ id }) => id === branch.forkedFrom?.id) ??
    others.findLast(({ forkedFrom }) => forkedFrom?.id === branch.id) ??
    others.at(-1)
  );
}

/** Another branch is shown, or one was deleted: the comparison goes on with those there are. */
function follow(lab: Lab, { branch, branches }: TimelineState, before: TimelineState): void {
  const { pair } = lab.comparing.getState();
  if (pair === null || (branches === before.branches && branch.id === before.branch.id)) return;
  const isThere = (id: number | null): id is number => branches.some((other) => other.id === id);
  const rest = pair.filter((id) => id !== before.branch.id && isThere(id) && id !== branch.id);
  if (pair.includes(branch.id) && pair.every((id) => id === null || isThere(id))) return;
  const other = pair.includes(branch.id)
    ? pair.filter((id) => id !== branch.id && isThere(id))
    : rest;
  const next = other[0] ?? nearest(branch, branches)?.id ?? null;
  lab.comparing.setState({ pair: inOrder(branch.id, next) });
}

/** Puts another branch on one side; if it was on the other one, the two change places. */
export function putOnSide(lab: Lab, side: 0 | 1, id: number): void {
  const { pair } = lab.comparing.getState();
  if (pair === null) return;
  const old = pair[side];
  const otherSide = side === 0 ? pair[1] : pair[0];
  const opposite = otherSide === id ? old : otherSide;
  const isShownGone = lab.timeline.state.branch.id === old && opposite !== old;
  const next: readonly [number, number | null] | null =
    side === 0 ? [id, opposite] : opposite === null ? null : [opposite, id];
  if (next === null) return;
  lab.comparing.setState({ pair: next });
  if (isShownGone) lookAt(lab, id);
}

/** Shows the other side's log and diagram, at the same moment. */
export function lookAt(lab: Lab, id: number): void {
  const { timeline, playback } = lab;
  const { at } = timeline.state.branch.cursor;
  if (timeline.state.branch.id === id) return;
  playback.pause();
  timeline.switchTo(id);
  timeline.moveTo(withinHorizon(timeline.state.branch, at));
}

/** Makes the one that is known less far known as far as the other, without looking at it. */
export async function level(lab: Lab): Promise<void> {
  const sides = sidesOf(lab);
  const [first, second] = sides;
  if (!first || !second || lab.playback.isMoving) return;
  const toUs = Math.max(knownUs(first), knownUs(second));
  const behind = knownUs(first) < toUs ? first : second;
  if (knownUs(behind) >= toUs || behind.isRecorded || behind.trace.isFull) return;
  await lab.timeline.attempt(() => lab.timeline.bring(behind.id, toUs));
}

/** The two branches as they are now; null: there is none on that side. */
export function sidesOf({ comparing, timeline }: Lab): readonly [Branch | null, Branch | null] {
  const { pair } = comparing.getState();
  const find = (id: number | null | undefined): Branch | null =>
    timeline.state.branches.find((branch) => branch.id === id) ?? null;
  return [find(pair?.[0]), find(pair?.[1])];
}
