import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Micros } from '../base/time.ts';
import { type Filter, noFilter } from '../trace/filter.ts';
import { type Branch, horizonOf, isAtHorizon } from './branch.ts';
import type { Playback } from './playback.ts';
import {
  firstWindow,
  type ShownWindow,
  type Going,
  windowAround,
  windowOn,
  windowWithin,
  zoomed,
} from './time-window.ts';
import type { Timeline } from './timeline.ts';

export interface DiagramState {
  readonly window: ShownWindow;
  readonly filter: Filter;
  /** Are the causal past and future of what is selected pointed out? */
  readonly isTracing: boolean;
}

/** What one press of a zoom button does. */
const zoomStep = 2;

/** How the space–time diagram is looked at: which stretch of time, and what of it. */
export class Diagram {
  readonly store: StoreApi<DiagramState>;
  readonly #timeline: Timeline;

  constructor(timeline: Timeline, playback: Playback) {
    this.#timeline = timeline;
    this.store = createStore<DiagramState>(() => ({
      window: firstWindow,
      filter: noFilter,
      isTracing: true,
    }));
    timeline.store.subscribe(({ branch }, { branch: before }) => {
      if (branch.run.cluster !== before.run.cluster) {
        this.store.setState({ window: firstWindow, filter: noFilter });
      }
      const isPlaying = playback.state.isPlaying && !playback.state.isResting;
      if (branch.cursor.at !== before.cursor.at) this.#follow(branch, before, isPlaying);
    });
  }

  get state(): DiagramState {
    return this.store.getState();
  }

  show(window: ShownWindow): void {
    const horizonUs = horizonOf(this.#timeline.state.branch).at;
    this.store.setState({ window: windowWithin(window, horizonUs) });
  }

  /** Around the cursor, or around the middle when the cursor is elsewhere. */
  zoom(direction: 'in' | 'out'): void {
    const { window } = this.state;
    const { at } = this.#timeline.state.branch.cursor;
    const middleUs = (window.fromUs + window.toUs) / 2;
    const aroundUs = isIn(window, at) ? at : middleUs;
    this.show(zoomed(window, direction === 'in' ? 1 / zoomStep : zoomStep, aroundUs));
  }

  /** The whole run, as far as it is known. */
  showAll(): void {
    const { branch } = this.#timeline.state;
    const endUs = Math.max(horizonOf(branch).at, branch.trace.endUs, 1_000);
    this.show({ fromUs: 0, toUs: endUs * 1.02 });
  }

  showStretch(fromUs: Micros, toUs: Micros): void {
    this.show(windowOn(fromUs, toUs));
  }

  /** Back to the moment that the stage shows. */
  showCursor(): void {
    const { branch } = this.#timeline.state;
    this.show(windowAround(this.state.window, branch.cursor.at, goingOf(branch, false)));
  }

  setFilter(filter: Filter): void {
    this.store.setState({ filter });
  }

  setTracing(isTracing: boolean): void {
    this.store.setState({ isTracing });
  }

  /**
   * The page turns when the cursor leaves it. Whoever looks elsewhere while time runs on goes on
   * looking there.
   */
  #follow(branch: Branch, before: Branch, isPlaying: boolean): void {
    const { window } = this.state;
    if (isPlaying && !isIn(window, before.cursor.at) && !isIn(window, branch.cursor.at)) return;
    const next = windowAround(window, branch.cursor.at, goingOf(branch, isPlaying));
    if (next !== window) this.store.setState({ window: next });
  }
}

function goingOf(branch: Branch, isPlaying: boolean): Going {
  if (!isAtHorizon(branch)) return 'past';
  return isPlaying ? 'runsOn' : 'rests';
}

export function isIn({ fromUs, toUs }: ShownWindow, at: Micros): boolean {
  return at >= fromUs && at <= toUs;
}
