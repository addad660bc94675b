import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';
import type { Target } from '../mark.ts';
import { paintSvg } from '../paint/svg.ts';
import type { Picture } from '../picture.ts';
import { type ThemeName, themes } from '../theme.ts';

/** A run that was played to its end. */
interface Played {
  readonly trace: Trace;
  view(atUs?: number): View;
}

interface Look {
  readonly atUs?: number;
  readonly size?: readonly [width: number, height: number];
  readonly theme?: ThemeName;
  readonly selection?: Target;
  readonly compared?: Target;
}

/** A picture of a moment of a run; of its end unless said otherwise. */
export function sceneOf(picture: Picture, run: Played, look: Look = {}) {
  const { atUs, size = [700, 400], theme = 'light', selection = null, compared = null } = look;
  const moment = { view: run.view(atUs), trace: run.trace, selection, compared };
  const [width, height] = size;
  return picture.scene({ ...moment, size: { width, height }, theme: themes[theme] });
}

/** The same as SVG. */
export function drawing(picture: Picture, run: Played, look: Look = {}): string {
  return paintSvg(sceneOf(picture, run, look), themes[look.theme ?? 'light']);
}
