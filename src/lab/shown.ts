import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Playback } from './playback.ts';
import type { Timeline, TimelineState } from './timeline.ts';

/** The parts of the page that are drawn anew apart from each other, and how late each usually may be. */
const latestMs = { clock: 100, stage: 200, diagram: 400, panels: 400 } as const;

type Part = keyof typeof latestMs;

/** What the page shows of the timeline, by part. What moves in each frame reads the timeline. */
export type Shown = Readonly<Record<Part, StoreApi<TimelineState>>>;

/** Each event that a picture has brought is looked at for so long before the next picture. */
const perEventMs = 15;
/** While nothing but time passes, the time is told so often. */
const timeMs = 100;
/** In a flood a part takes at most this share of the time, though it may be twice as late for it. */
const mostShare = 1 / 40;
/** One part is drawn so long after another: the timeline changes several times a frame. */
const apartMs = 10;

/**
 * The timeline as people follow it. At rest, and where little happens, that is the timeline
 * itself. While hundreds of things happen a second, the states between are left out, as nobody
 * could see or read them; and the parts take turns, so that no frame has to draw them all. A part
 * is drawn in a turn of its own, after the frame whose time has told of it: what moves comes first.
 */
export function createShown(
  timeline: Timeline,
  playback: Playback,
  nowMs: () => number = () => performance.now(),
  inOwnTurn: (work: () => void) => void = (work) => void setTimeout(work),
): Shown {
  const parts = {
    clock: new ShownPart(timeline.state, latestMs.clock, nowMs),
    stage: new ShownPart(timeline.state, latestMs.stage, nowMs),
    diagram: new ShownPart(timeline.state, latestMs.diagram, nowMs),
    panels: new ShownPart(timeline.state, latestMs.panels, nowMs),
  };
  const all = Object.values(parts);
  const catchUp = (): void => {
    for (const part of all) part.show(timeline.state);
  };
  /** When a part was drawn last; Infinity while one is about to be. */
  let turnMs = -Infinity;
  timeline.store.subscribe((state, before) => {
    if (!playback.isMoving || isTurn(state, before)) return catchUp();
    const now = nowMs();
    if (now - turnMs < apartMs) return;
    const waiting = all.toSorted((a, b) => b.overdueMs(state, now) - a.overdueMs(state, now));
    if (!waiting[0] || waiting[0].overdueMs(state, now) < 0) return;
    turnMs = Infinity;
    const [next] = waiting;
    inOwnTurn(() => {
      turnMs = nowMs();
      next.show(timeline.state);
    });
  });
  playback.store.subscribe(() => {
    if (!playback.isMoving) catchUp();
  });
  return {
    clock: parts.clock.store,
    stage: parts.stage.store,
    diagram: parts.diagram.store,
    panels: parts.panels.store,
  };
}

/** Somebody did something, which is seen at once: another run is shown, or has another log. */
function isTurn({ branch, branches }: TimelineState, before: TimelineState): boolean {
  return (
    branch.id !== before.branch.id ||
    branch.trace !== before.branch.trace ||
    branch.run !== before.branch.run ||
    branches.length !== before.branches.length
  );
}

class ShownPart {
  readonly store: StoreApi<TimelineState>;
  readonly #latestMs: number;
  readonly #nowMs: () => number;
  #shownMs = -Infinity;
  #waitMs = 0;
  /** How long it took to draw it. */
  #tookMs = 0;

  constructor(state: TimelineState, latest: number, nowMs: () => number) {
    this.store = createStore(() => state);
    this.#latestMs = latest;
    this.#nowMs = nowMs;
  }

  /** For how long this state could have been shown; below 0 it has to wait. */
  overdueMs(state: TimelineState, nowMs: number): number {
    const hasNews = this.#newEvents(state) > 0;
    const waitMs = this.#waitMs < this.#latestMs ? this.#waitMs : this.#floodMs();
    return nowMs - this.#shownMs - (hasNews ? waitMs : Math.max(timeMs, waitMs));
  }

  show(state: TimelineState): void {
    if (state === this.store.getState()) return;
    this.#waitMs = Math.min(this.#newEvents(state) * perEventMs, this.#latestMs);
    const startMs = this.#nowMs();
    this.#shownMs = startMs;
    this.store.setState(state, true);
    // Whoever shows it does so before this has its turn.
    queueMicrotask(() => {
      this.#tookMs = this.#nowMs() - startMs;
    });
  }

  #floodMs(): number {
    return Math.max(this.#latestMs, Math.min(this.#tookMs / mostShare, 2 * this.#latestMs));
  }

  #newEvents({ branch }: TimelineState): number {
    return Math.abs(branch.cursor.events - this.store.getState().branch.cursor.events);
  }
}
