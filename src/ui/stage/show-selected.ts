import type { Lab } from '../../lab/lab.ts';
import { stretchOf } from '../../scenes/space-time/subject.ts';

export const nothingToShow =
  'Select a request, a key, a message, a version or an event first: then the diagram can show just that.';

/** Zooms the diagram to what is selected, or says why it cannot. */
export function showSelected({ timeline, selecting, diagram, notices }: Lab): void {
  const { selected } = selecting.store.getState();
  const stretch = stretchOf(timeline.state.branch.trace, selected);
  if (stretch === null) notices.tell('refusal', nothingToShow);
  else diagram.showStretch(stretch.fromUs, stretch.toUs);
}
