import { createContext, useContext } from 'react';
import { useStore } from 'zustand';

import { present } from '../base/assert.ts';
import type { Branch } from '../lab/branch.ts';
import type { Lab } from '../lab/lab.ts';
import type { PlaybackState } from '../lab/playback.ts';
import type { Preferences } from '../lab/preferences.ts';
import type { Selection } from '../lab/selection.ts';
import type { Shown } from '../lab/shown.ts';
import type { TimelineState } from '../lab/timeline.ts';
import type { View } from '../trace/view.ts';

const LabContext = createContext<Lab | null>(null);

export const LabProvider = LabContext.Provider;

export function useLab(): Lab {
  return present(useContext(LabContext), 'the lab');
}

const PartContext = createContext<keyof Shown>('panels');

/** Says which part of the page this is: each is drawn anew by itself. (shown.ts) */
export const PartProvider = PartContext.Provider;

export function useTimeline<Part>(part: (state: TimelineState) => Part): Part {
  return useStore(useLab().shown[useContext(PartContext)], part);
}

/** Parts of a view that are equal are the same object, so a part redraws only when it changes. */
export function useView<Part>(part: (view: View) => Part): Part {
  return useTimeline((state) => part(state.view));
}

export function useBranch<Part>(part: (branch: Branch) => Part): Part {
  return useTimeline((state) => part(state.branch));
}

export function usePlayback<Part>(part: (state: PlaybackState) => Part): Part {
  return useStore(useLab().playback.store, part);
}

export function useSelection<Part>(part: (state: Selection) => Part): Part {
  return useStore(useLab().selecting.store, part);
}

export function usePreferences<Part>(part: (state: Preferences) => Part): Part {
  return useStore(useLab().preferences, part);
}

/** Do two runs stand side by side? */
export function useIsComparing(): boolean {
  return useStore(useLab().comparing, (state) => state.pair !== null);
}
