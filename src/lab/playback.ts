import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Micros } from '../base/time.ts';
import type { StepUnit } from '../trace/trace.ts';
import { horizonOf, isAtHorizon, withinHorizon, type Branch } from './branch.ts';
import { saidNow } from '../trace/said-now.ts';
import { isQuiet } from '../trace/worth-seeing.ts';
import { isOver, nextWorthSeeing } from './idle.ts';
import { Pace, defaultSpeed, isLongWait, readingMs } from './pace.ts';
import type { Timeline } from './timeline.ts';

/** A stretch that is played over and over; either end may be open while it is being set. */
export interface Loop {
  readonly fromUs: Micros | null;
  readonly toUs: Micros | null;
  readonly isOn: boolean;
}

export const noLoop: Loop = { fromUs: null, toUs: null, isOn: false };

export interface PlaybackState {
  readonly isPlaying: boolean;
  /** At the horizon, and nothing will happen until somebody does something. */
  readonly isResting: boolean;
  readonly speed: number;
  readonly unit: StepUnit;
  /** The stretch without anything to see that was just skipped. */
  readonly skipped: { readonly fromUs: Micros; readonly toUs: Micros } | null;
  /** Of the branch that is shown; nothing of it is known to the run. (loop.ts) */
  readonly loop: Loop;
}

/** Asked to go on although only periodic work is left, a run goes on for this long. */
const runOnUs = 10_000_000;
/** How far ahead the engine looks at once for something worth seeing. */
const lookAheadUs = 60_000_000;
/** How long a skipped stretch is told, in the time of the person watching. */
const toldMs = 1_600;
/** How long the end of a loop is looked at before it begins again. */
const loopEndMs = 700;

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
  #atLoopEndMs = 0;
  #said: string | null = null;
  #readForMs = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.store = createStore<PlaybackState>(() => ({
      isPlaying: false,
      isResting: false,
      speed: defaultSpeed,
      unit: 'message',
      skipped: null,
      loop: noLoop,
    }));
    timeline.store.subscribe(({ branch }, before) => {
      if (branch === before.branch) return;
      this.#set({ isResting: false, loop: loopIn(branch, before.branch, this.state.loop) });
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
    if (!this.state.loop.isOn && isAtHorizon(branch) && this.#mustRest(branch)) {
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

  setLoop(loop: Loop): void {
    this.#set({ loop });
  }

  /**
   * A frame passed. Never waits: what the engine brings is seen in a later frame. A late frame may
   * bear a time from before it was asked for: then none has passed.
   */
  tick(sinceMs: number): void {
    if (!this.isMoving) return;
    const frameMs = Math.max(0, sinceMs);
    this.#forgetSkip(frameMs);
    this.#read(frameMs);
    this.#pace.owe(frameMs, this.state.speed);
    const { isOn, fromUs, toUs } = this.state.loop;
    if (isOn && fromUs !== null && toUs !== null) this.#goRound(fromUs, toUs, frameMs);
    else if (isAtHorizon(this.#timeline.state.branch)) this.#goLive();
    else this.#replay();
  }

  /** When it fails, playback pauses; the failure has been told. */
  async #ahead(work: () => Promise<true>): Promise<void> {
    if (!(await this.#timeline.attempt(work))) this.pause();
  }

  /** What comes next may be far or near: it is skipped to, or gone on to, once it is known. */
  async #lookAhead(toUs: Micros): Promise<void> {
    await this.#ahead(() => this.#timeline.lookAhead(toUs));
    // Meanwhile a loop may have begun, which goes nowhere else.
    if (this.state.loop.isOn) return;
    if (this.isMoving && !isAtHorizon(this.#timeline.state.branch)) this.#replay();
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
    const lastUs = this.#lastUs(branch);
    if (isQuiet(view)) {
      const toUs = Math.min(fromUs + lookAheadUs, lastUs);
      if (toUs > fromUs) void this.#lookAhead(toUs);
      return;
    }
    const toUs = Math.min(fromUs + this.#pace.take(), lastUs);
    if (toUs > fromUs) void this.#ahead(() => this.#timeline.advance(toUs));
  }

  /** Up to where the run goes by itself: to its `until`, to the next thing, or as long as asked. */
  #lastUs({ run, settled }: Branch): Micros {
    if (run.untilUs !== null) return Math.max(run.untilUs, this.#runOnUntilUs) + 1;
    return settled ? this.#runOnUntilUs + 1 : Infinity;
  }

  /** Through what is known of the stretch, and from its end back to its start. */
  #goRound(fromUs: Micros, toUs: Micros, frameMs: number): void {
    const { cursor, trace } = this.#timeline.state.branch;
    if (cursor.at < toUs) return this.#replay(toUs);
    this.#pace.forget();
    this.#atLoopEndMs += frameMs;
    if (this.#atLoopEndMs < loopEndMs) return;
    this.#atLoopEndMs = 0;
    this.#timeline.moveTo(trace.cursorAt(fromUs));
  }

  #replay(lastUs: Micros = Infinity): void {
    const { branch, view } = this.#timeline.state;
    const { at } = branch.cursor;
    const next = isQuiet(view) ? nextWorthSeeing(branch) : null;
    if (next && isLongWait(Math.min(next.at, lastUs) - at, this.state.speed)) {
      if (this.#readForMs < readingMs(this.#said, this.state.speed)) return this.#pace.forget();
      const stop = next.at > lastUs ? branch.trace.cursorAt(lastUs) : next;
      this.#tellSkip(at, stop.at);
      this.#timeline.moveTo(stop);
    } else {
      const toUs = Math.min(at + this.#pace.take(), lastUs);
      const reached = withinHorizon(branch, toUs);
      this.#pace.giveBack(Math.max(0, toUs - reached.at));
      this.#timeline.moveTo(reached);
    }
  }

  #mustRest(branch: Branch): boolean {
    const { view } = this.#timeline.state;
    if (branch.isRecorded || branch.trace.isFull) return true;
    return branch.horizonUs >= this.#runOnUntilUs && isOver(branch, view);
  }

  /** What was said is read from when it is seen first. */
  #read(frameMs: number): void {
    const said = saidNow(this.#timeline.state.view);
    this.#readForMs = said === this.#said ? this.#readForMs + frameMs : 0;
    this.#said = said;
  }

  /** A skip that goes on where the last one ended is one with it. */
  #tellSkip(fromUs: Micros, toUs: Micros): void {
    const { skipped } = this.state;
    this.#toldForMs = 0;
    this.#pace.forget();
    this.#set({ skipped: { fromUs: skipped?.toUs === fromUs ? skipped.fromUs : fromUs, toUs } });
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

/** It is of one branch and what is known of it; looking beside it, one is out of it. */
function loopIn(branch: Branch, before: Branch, loop: Loop): Loop {
  if (loop === noLoop) return loop;
  const { fromUs, toUs, isOn } = loop;
  const lastUs = Math.max(fromUs ?? 0, toUs ?? 0);
  if (branch.id !== before.id || lastUs > horizonOf(branch).at) return noLoop;
  const { at } = branch.cursor;
  return isOn && (at < (fromUs ?? 0) || at > (toUs ?? at)) ? { ...loop, isOn: false } : loop;
}
