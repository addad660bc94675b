import type { DiagramState } from '../../lab/diagram.ts';
import type { Moment, Picture } from '../../scenes/picture.ts';

/** What one frame shows. */
export interface Shot extends Moment {
  /** null: the ring, or the diagram. */
  readonly picture: Picture | null;
  /** null: it is not the space–time diagram. */
  readonly diagram: DiagramState | null;
}
