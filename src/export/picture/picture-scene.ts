import type { Micros } from '../../base/time.ts';
import type { DiagramState } from '../../lab/diagram.ts';
import type { Scene, Size, Target } from '../../scenes/mark.ts';
import type { Picture } from '../../scenes/picture.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import type { WalkStep } from '../../scenes/ring/walk-steps.ts';
import { spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import type { Theme } from '../../scenes/theme.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';

/** What is on the stage, or the space–time diagram: of what it shows now, or of all there is. */
export type PictureKind = 'stage' | 'space-time' | 'space-time-whole';

export interface PictureInput {
  readonly view: View;
  readonly trace: Trace;
  readonly selection: Target | null;
  readonly compared: Target | null;
  /** What is on the stage; null: the ring. */
  readonly staged: Picture | null;
  /** The step of the preference walk that is looked at; null: all of it. */
  readonly walkStep: WalkStep | null;
  /** How the diagram is looked at: its window of time, its filter, and whether it traces. */
  readonly diagram: DiagramState;
  readonly size: Size;
  readonly theme: Theme;
}

/** The picture of this moment, as it is on the page in a place of this size. */
export function pictureScene(kind: PictureKind, input: PictureInput): Scene {
  const { view, trace, selection, size, theme, walkStep, diagram } = input;
  const atUs = view.cursor.at;
  if (kind === 'stage') {
    return (
      input.staged?.scene(input) ?? ringScene({ view, size, theme, selection, walkStep, atUs })
    );
  }
  const window = kind === 'space-time' ? diagram.window : { fromUs: 0, toUs: wholeUs(trace, atUs) };
  return spaceTimeScene({
    trace,
    ...window,
    atUs,
    size,
    theme,
    selection,
    filter: diagram.filter,
    isTracing: diagram.isTracing,
  });
}

/** With a little room behind the last event. */
function wholeUs(trace: Trace, atUs: Micros): Micros {
  return Math.max(1_000, Math.round(Math.max(trace.endUs, atUs) * 1.02));
}
