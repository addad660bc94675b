import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Micros } from '../base/time.ts';
import type { StepUnit } from '../trace/trace.ts';
import { beforeAll } from '../trace/trace.ts';
import type { Cursor } from '../trace/view.ts';
import { horizonOf, isAtHorizon, type Branch } from './branch.ts';
import { isQuiet, lastCommandUs, nextWorthSeeing } from './idle.ts';
import { Pace, defaultSpeed, isLongWait } from './pace.ts';
import type { Timeline } from './timeline.ts';

export interface PlaybackState {
  readonly isPlaying: boolean;
  /** At the horizon, and nothing will happen until somebody does something. */
  readonly isResting: boolean;
  readonly speed: number;
  readonly unit: StepUnit;
  /** The stretch without anything to see that was just skipped. */
  readonly skipped: { readonly fromUs: Micros; readonly toUs: Micros } | null;
}

/** Asked to go on although only periodic work is left, a run goes on for this long. */
const runOnUs = 10_000_000;
/** Calls to the engine that one step forward may cost before it gives up. */
const stepCalls = 400;
/** Events that a long run brings before the page is drawn again. */
const sliceEvents = 20_000;
/** A script without `until` ends at most this long after its last command. (design.md §4) */
const longestTailUs = 60_000_000;
/** How long a skipped stretch is told, in the time of the person watching. */
const toldMs = 1_600;

/**
 * Time as a person sees it: behind the horizon it moves through what is known, at the horizon
 * the run goes on along with it. Driven by `tick`, once a frame. (design.md §2, live pace)
 */
export class Playback {
  readonly store: StoreApi<PlaybackState>;
  readonly #timeline: Timeline;
  readonly #pace = new Pace();
  #runOnUntilUs: Micros = 0;
  #toldForMs = 0;
  #isStepping = false;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.store = createStore<PlaybackState>(() => ({
      isPlaying: false,
      isResting: false,
      speed: defaultSpeed,
      unit: 'message',
      skipped: null,
    }));
    timeline.store.subscribe(({ branch }, before) => {
      if (branch !== before.branch) this.#set({ isResting: false });
    });
  }

  get state(): PlaybackState {
    return this.store.getState();
  }

  /** Must `tick` be called? While it rests or is paused no frame is needed. */
  get isMoving(): boolean {
    return this.state.isPlaying && !this.state.isResting;
  }

  play(): void {
    const { branch } = this.#timeline.state;
    if (isAtHorizon(branch) && this.#isOver(branch)) {
      this.#runOnUntilUs = branch.horizonUs + runOnUs;
    }
    this.#pace.forget();
    this.#set({ isPlaying: true, isResting: false });
  }

  pause(): void {
    this.#runOnUntilUs = 0;
    this.#set({ isPlaying: false, isResting: false, skipped: null });
  }

  toggle(): void {
    if (this.isMoving) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  setUnit(unit: StepUnit): void {
    this.#set({ unit });
  }

  /** A frame passed. Never waits: what the engine brings is seen in a later frame. */
  tick(frameMs: number): void {
    if (!this.isMoving) return;
    this.#forgetSkip(frameMs);
    this.#pace.owe(frameMs, this.state.speed);
    if (isAtHorizon(this.#timeline.state.branch)) this.#goLive();
    else this.#replay();
  }

  /** To a moment; beyond the horizon the run goes on, as fast as it can, until it gets there. */
  async seek(us: Micros): Promise<void> {
    this.pause();
    const toUs = Math.max(0, Math.round(us));
    this.#moveTo(this.#timeline.state.branch.trace.cursorAt(toUs));
    if (toUs > this.#timeline.state.branch.horizonUs) await this.#runTo(() => toUs);
  }

  /** To the moment just after an event. */
  seekAfter(event: number): void {
    this.pause();
    this.#timeline.moveTo(this.#timeline.state.branch.trace.cursorAfter(event));
  }

  toStart(): void {
    this.pause();
    const { trace } = this.#timeline.state.branch;
    this.#timeline.moveTo(trace.nextCursor(beforeAll, 'event') ?? beforeAll);
  }

  /** To the horizon; from there, as fast as it goes, until nothing but periodic work is left. */
  async toEnd(): Promise<void> {
    this.pause();
    const { branch } = this.#timeline.state;
    if (isAtHorizon(branch)) await this.runOut();
    else this.#timeline.moveTo(horizonOf(branch));
  }

  stepBack(): void {
    this.pause();
    const { branch } = this.#timeline.state;
    this.#timeline.moveTo(branch.trace.previousCursor(branch.cursor, this.state.unit) ?? beforeAll);
  }

  /**
   * To the next stop of the unit; at the horizon the run goes on until there is one. Resolves
   * with false when none is in sight.
   */
  async stepForward(): Promise<boolean> {
    this.pause();
    if (this.#isStepping) return true;
    this.#isStepping = true;
    try {
      return await this.#stepToStop();
    } finally {
      this.#isStepping = false;
    }
  }

  /** Runs to the end: `until`, or when only periodic work is left. */
  async runOut(): Promise<void> {
    await this.#runTo((branch) => {
      const { untilUs } = branch.run;
      if (untilUs !== null) return untilUs;
      if (branch.settled) return branch.horizonUs;
      const endUs = lastCommandUs(branch) + longestTailUs;
      return Math.min(endUs, Math.max(branch.nextAtUs ?? endUs, branch.horizonUs) + 1);
    });
  }

  /** Goes on until the target is reached, in slices; gives way as soon as somebody looks elsewhere. */
  async #runTo(targetUs: (branch: Branch) => Micros): Promise<void> {
    const { id } = this.#timeline.state.branch;
    for (;;) {
      const { branch } = this.#timeline.state;
      const toUs = targetUs(branch);
      const isElsewhere = branch.id !== id || !isAtHorizon(branch);
      if (isElsewhere || branch.horizonUs >= toUs || branch.trace.isFull) return;
      await this.#timeline.advance(toUs, sliceEvents);
    }
  }

  async #stepToStop(): Promise<boolean> {
    const { unit } = this.state;
    const { cursor, id } = this.#timeline.state.branch;
    for (let call = 0; call < stepCalls; call += 1) {
      const { branch } = this.#timeline.state;
      if (branch.id !== id || branch.cursor !== cursor) return true;
      const stop = branch.trace.nextCursor(cursor, unit);
      if (stop) {
        this.#timeline.moveTo(stop);
        return true;
      }
      const toUs = unit === 'mark' ? nextMarkUs(branch) : branch.nextAtUs;
      if (toUs === null || branch.trace.isFull) return false;
      await this.#timeline.peek(toUs);
    }
    return false;
  }

  #goLive(): void {
    const { branch, view } = this.#timeline.state;
    if (this.#timeline.isBusy) return;
    if (this.#isOver(branch) || branch.trace.isFull) {
      this.#pace.forget();
      this.#set({ isResting: true, skipped: null });
      return;
    }
    const fromUs = Math.max(branch.cursor.at, branch.horizonUs);
    const next = branch.nextAtUs ?? fromUs;
    const isIdle = view.inFlight.size === 0 && isLongWait(next - fromUs, this.state.speed);
    if (isIdle) this.#tellSkip(fromUs, next, hasOnlyTimersSince(branch, this.state.skipped?.toUs));
    const toUs = isIdle ? next : fromUs + this.#pace.take();
    const stopUs = fromUs < (branch.run.untilUs ?? 0) ? (branch.run.untilUs ?? toUs) : toUs;
    if (toUs > fromUs) this.#timeline.advance(Math.min(toUs, stopUs)).catch(() => this.pause());
  }

  #replay(): void {
    const { branch, view } = this.#timeline.state;
    const { at } = branch.cursor;
    const next = nextWorthSeeing(branch);
    if (view.inFlight.size === 0 && isLongWait(next.at - at, this.state.speed)) {
      this.#tellSkip(at, next.at, false);
      this.#timeline.moveTo(next);
    } else {
      this.#moveTo(branch.trace.cursorAt(at + this.#pace.take()));
    }
  }

  /** Not beyond the horizon. */
  #moveTo(cursor: Cursor): void {
    const horizon = horizonOf(this.#timeline.state.branch);
    const isBeyond = cursor.at >= horizon.at;
    this.#timeline.moveTo(isBeyond ? horizon : cursor);
  }

  /** Will nothing worth waiting for happen any more by itself? */
  #isOver(branch: Branch): boolean {
    if (branch.horizonUs < this.#runOnUntilUs) return false;
    if (branch.run.untilUs !== null) return branch.horizonUs >= branch.run.untilUs;
    return branch.settled && isQuiet(this.#timeline.state.view);
  }

  #tellSkip(fromUs: Micros, toUs: Micros, goesOn: boolean): void {
    const { skipped } = this.state;
    this.#toldForMs = 0;
    this.#pace.forget();
    this.#set({ skipped: { fromUs: goesOn && skipped ? skipped.fromUs : fromUs, toUs } });
  }

  #forgetSkip(frameMs: number): void {
    if (this.state.skipped === null) return;
    this.#toldForMs += frameMs;
    if (this.#toldForMs > toldMs) this.#set({ skipped: null });
  }

  #set(change: Partial<PlaybackState>): void {
    const state = this.state;
    const keys = Object.keys(change) as (keyof PlaybackState)[];
    if (keys.some((key) => state[key] !== change[key])) this.store.setState(change);
  }
}

/** When the next mark of the script is due; null: it has no more. */
function nextMarkUs(branch: Branch): Micros | null {
  const ahead = branch.run.commands.slice(branch.issued.length);
  const mark = ahead.find(({ command }) => command.type === 'mark');
  return mark ? mark.at : null;
}

/** Did nothing but background timers happen since the last skip ended? Then it goes on. */
function hasOnlyTimersSince({ trace }: Branch, us: Micros | undefined): boolean {
  if (us === undefined) return false;
  for (let id = trace.length - 1; id >= 0; id -= 1) {
    const event = trace.event(id);
    if (!event || event.at < us) return true;
    if (event.type !== 'timer-fired') return false;
  }
  return true;
}
