import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Micros } from '../base/time.ts';
import type { StepUnit } from '../trace/trace.ts';
import { isAtHorizon, withinHorizon, type Branch } from './branch.ts';
import { isOver, nextWorthSeeing } from './idle.ts';
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
    if (isAtHorizon(branch) && this.#mustRest(branch)) {
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

  /** When it fails, playback pauses; the failure has been told. */
  async #advance(toUs: Micros): Promise<void> {
    const isDone = await this.#timeline.attempt(() => this.#timeline.advance(toUs));
    if (!isDone) this.pause();
  }

  #goLive(): void {
    const { branch, view } = this.#timeline.state;
    if (this.#timeline.isBusy) return;
    if (this.#mustRest(branch)) {
      this.#pace.forget();
      this.#set({ isResting: true, skipped: null });
      return;
    }
    const fromUs = Math.max(branch.cursor.at, branch.horizonUs);
    const next = branch.nextAtUs ?? fromUs;
    const isIdle = view.inFlight.size === 0 && isLongWait(next - fromUs, this.state.speed);
    if (isIdle) this.#tellSkip(fromUs, next, hasOnlyTimersSince(branch, this.state.skipped?.toUs));
    const toUs = isIdle ? next : fromUs + this.#pace.take();
    const lastUs = Math.max(branch.run.untilUs ?? Infinity, this.#runOnUntilUs) + 1;
    if (toUs > fromUs) void this.#advance(Math.min(toUs, lastUs));
  }

  #replay(): void {
    const { branch, view } = this.#timeline.state;
    const { at } = branch.cursor;
    const next = nextWorthSeeing(branch);
    if (view.inFlight.size === 0 && isLongWait(next.at - at, this.state.speed)) {
      this.#tellSkip(at, next.at, false);
      this.#timeline.moveTo(next);
    } else {
      this.#timeline.moveTo(withinHorizon(branch, at + this.#pace.take()));
    }
  }

  #mustRest(branch: Branch): boolean {
    const { view } = this.#timeline.state;
    if (branch.trace.isFull) return true;
    return branch.horizonUs >= this.#runOnUntilUs && isOver(branch, view);
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
