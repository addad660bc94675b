import type { Micros } from '../../base/time.ts';
import type { Scene, Size, Target } from '../../scenes/mark.ts';
import type { Picture } from '../../scenes/picture.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import { spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import type { Theme } from '../../scenes/theme.ts';
import { noFilter } from '../../trace/filter.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';

/** What is on the stage, or the space–time diagram of a stretch or of all there is. */
export type PictureKind = 'stage' | 'space-time' | 'space-time-whole';

export interface PictureInput {
  readonly view: View;
  readonly trace: Trace;
  readonly selection: Target | null;
  readonly compared: Target | null;
  /** What is on the stage; null: the ring. */
  readonly staged: Picture | null;
  readonly size: Size;
  readonly theme: Theme;
}

/** How much the diagram shows around a moment. */
const stretchUs = 250_000;

/** The picture of this moment, as it is on the page in a place of this size. */
export function pictureScene(kind: PictureKind, input: PictureInput): Scene {
  const { view, trace, selection, size, theme } = input;
  const atUs = view.cursor.at;
  if (kind === 'stage') {
    return input.staged?.scene(input) ?? ringScene({ view, size, theme, selection, atUs });
  }
  const [fromUs, toUs] = kind === 'space-time' ? around(atUs) : [0, wholeUs(trace, atUs)];
  return spaceTimeScene({
    trace,
    fromUs,
    toUs,
    atUs,
    size,
    theme,
    selection,
    filter: noFilter,
    isTracing: false,
  });
}

function around(atUs: Micros): [Micros, Micros] {
  const fromUs = Math.max(0, atUs - Math.round(stretchUs * 0.7));
  return [fromUs, fromUs + stretchUs];
}

/** With a little room behind the last event. */
function wholeUs(trace: Trace, atUs: Micros): Micros {
  return Math.max(1_000, Math.round(Math.max(trace.endUs, atUs) * 1.02));
}
