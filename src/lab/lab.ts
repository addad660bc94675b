import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Run } from '../sim/script/command.ts';
import { Diagram } from './diagram.ts';
import { Door } from './door.ts';
import type { Engine, Rung } from './engine.ts';
import { createNotices, type Notices } from './notices.ts';
import { Playback } from './playback.ts';
import { Prompt } from './prompt.ts';
import { createPreferences, type Memory, type Preferences } from './preferences.ts';
import { createSelection, type Selecting } from './selection.ts';
import { createShown, type Shown } from './shown.ts';
import { createStaging, type Staging } from './staging.ts';
import { Timeline } from './timeline.ts';
import { createWalking, type Walking } from './walking.ts';
import { Travel } from './travel.ts';

export interface Comparing {
  /** The branches that stand side by side; the second is null where there is none yet. */
  readonly pair: readonly [number, number | null] | null;
  /** Is it asked what would have been, had one thing been otherwise? (what-if.ts) */
  readonly isAsking: boolean;
  /** How much of the comparison is done, from 0 to 1; null: none is being made. */
  readonly share: number | null;
}

/** All the state behind the page, and everything that can be done to it. */
export interface Lab {
  /** The runs, and where we are in them. */
  readonly timeline: Timeline;
  /** The same, as the parts of the page show it. */
  readonly shown: Shown;
  /** How time passes for the one who watches. */
  readonly playback: Playback;
  /** Going to another moment at once. */
  readonly travel: Travel;
  /** The one door for commands and scripts. */
  readonly door: Door;
  /** The command line. */
  readonly prompt: Prompt;
  readonly selecting: Selecting;
  /** Which picture is on the stage. */
  readonly staging: Staging;
  /** How the space–time diagram is looked at. */
  readonly diagram: Diagram;
  /** Two branches at once. (comparing.ts) */
  readonly comparing: StoreApi<Comparing>;
  /** How far the preference walk is looked at. */
  readonly walking: StoreApi<Walking>;
  readonly notices: Notices;
  readonly preferences: StoreApi<Preferences>;
  /** What is kept between visits, where that can be. */
  readonly memory: Memory;
  /** Where the nodes live, once that is known. */
  readonly rung: Promise<Rung>;
}

/** The engine may still be on its way: the page can be drawn meanwhile. */
export function createLab(engine: Engine | Promise<Engine>, run: Run, memory: Memory): Lab {
  const notices = createNotices();
  const timeline = new Timeline(engine, run, (error) => tellFailure(notices, error));
  const playback = new Playback(timeline);
  const door = new Door(timeline, playback, notices);
  const selecting = createSelection();
  timeline.store.subscribe(({ branch }, { branch: before }) => {
    if (branch.run.cluster !== before.run.cluster) selecting.reset();
  });
  const staging = createStaging(timeline, selecting);
  return {
    timeline,
    shown: createShown(timeline, playback),
    playback,
    travel: new Travel(timeline, playback),
    door,
    prompt: new Prompt((text) => door.submit(text)),
    selecting,
    staging,
    diagram: new Diagram(timeline, playback),
    comparing: createStore<Comparing>(() => ({ pair: null, isAsking: false, share: null })),
    walking: createWalking(timeline, selecting),
    notices,
    preferences: createPreferences(memory),
    memory,
    rung: Promise.resolve(engine).then(({ rung }) => rung),
  };
}

function tellFailure(notices: Notices, error: unknown): void {
  const words = error instanceof Error ? error.message : String(error);
  notices.tell('failure', `The lab itself failed: ${words}`, {
    advice:
      'The log is kept. Press play to start the nodes again, or open the run anew from its script.',
  });
}
