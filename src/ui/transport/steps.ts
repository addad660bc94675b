import type { Lab } from '../../lab/lab.ts';

/** A step forward; when nothing of the unit is in sight, that is said. */
export async function stepForward(lab: Lab): Promise<void> {
  const { unit } = lab.playback.state;
  if (await lab.travel.stepForward()) return;
  const next = unit === 'mark' ? 'Set one with “mark NAME”.' : 'Issue a command, or step by event.';
  lab.notices.tell('note', `No further ${unit} is in sight. ${next}`);
}
