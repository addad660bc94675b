import type { Lab } from '../../lab/lab.ts';
import type { StepUnit } from '../../trace/trace.ts';

const advice: Readonly<Record<StepUnit, string>> = {
  event: 'Issue a command, and go on from here.',
  message: 'Issue a command, or step by event.',
  request: 'Issue a command, or step by event.',
  mark: 'Set one with “mark NAME”.',
};

/** A step forward; when nothing of the unit is in sight, that is said. */
export async function stepForward(lab: Lab): Promise<void> {
  const { unit } = lab.playback.state;
  if (await lab.travel.stepForward()) return;
  lab.notices.tell('note', `No further ${unit} is in sight. ${advice[unit]}`, { about: 'step' });
}
