import type { Micros } from '../../base/time.ts';
import type { DiagramState } from '../../lab/diagram.ts';
import type { Size, Target } from '../../scenes/mark.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import type { PictureName } from '../../trace/pictures.ts';

/** What is to be filmed, and how. */
export interface FilmOrder {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Virtual time per time of the one who watches. */
  readonly speed: number;
  readonly theme: ThemeName;
  /** Lines of the picture. */
  readonly height: 720 | 1080;
  readonly title: string | null;
  /**
   * One picture all through, or the space–time diagram; null: the one that the run itself shows, at
   * first the ring.
   */
  readonly picture: PictureName | 'space-time' | null;
  /** How the diagram is looked at. Its window turns as it does on the page. */
  readonly diagram: DiagramState;
  /** What is looked at all through, unless the run shows something. */
  readonly selection: Target | null;
}

export const framesPerSecond = 30;

/** Ten minutes; longer ones are better filmed in parts. */
export const mostFrames = 10 * 60 * framesPerSecond;

/**
 * Frames are laid out as on a page and painted larger: in a film on a slide the small letters of a
 * page could not be read. The projector's are large as they are.
 */
export function layoutOf(theme: ThemeName): Size {
  return theme === 'projector' ? { width: 1280, height: 720 } : { width: 960, height: 540 };
}
