import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Selecting } from './selection.ts';
import type { Timeline } from './timeline.ts';

/** The preference walk, looked at step by step. (§4.3) */
export interface Walking {
  /** Which step, from 0; null: the whole walk is seen. */
  readonly step: number | null;
}

/** Another run, or another thing that is looked at: the walk is over. */
export function createWalking(timeline: Timeline, selecting: Selecting): StoreApi<Walking> {
  const store = createStore<Walking>(() => ({ step: null }));
  const end = (): void => {
    if (store.getState().step !== null) store.setState({ step: null });
  };
  selecting.store.subscribe(({ selected }, before) => {
    if (selected !== before.selected) end();
  });
  timeline.store.subscribe(({ branch }, before) => {
    if (branch.id !== before.branch.id) end();
  });
  return store;
}

/** Begins the walk at its first step, or ends it. */
export function toggleWalk(walking: StoreApi<Walking>): void {
  walking.setState(({ step }) => ({ step: step === null ? 0 : null }));
}
