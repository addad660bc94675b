import type { Slices } from '../base/slices.ts';
import type { Trace } from '../trace/trace.ts';
import type { View } from '../trace/view.ts';
import type { Scene, Size, Target } from './mark.ts';
import type { Theme } from './theme.ts';

/** One moment of a run, and what of it is looked at. */
export interface Moment {
  /** All there is to see at the cursor. */
  readonly view: View;
  /** The whole run as far as it is known; a picture reads it up to the cursor. */
  readonly trace: Trace;
  readonly selection: Target | null;
  /** Another version, selected before this one. */
  readonly compared: Target | null;
  /** Only what is known already is shown; whoever shows it does what `prepare` gives. */
  readonly isHurried?: boolean;
}

export interface PictureInput extends Moment {
  readonly size: Size;
  readonly theme: Theme;
}

/** What the stage can show beside the ring. */
export interface Picture {
  /** What it shows now, in words. */
  readonly sentence: (moment: Moment) => string;
  readonly scene: (input: PictureInput) => Scene;
  /** Long work that this moment takes: how much of it is done, from 0 to 1. null: there is none. */
  readonly prepare?: (moment: Moment) => Slices<unknown, number> | null;
}
