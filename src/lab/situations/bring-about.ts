import type { Lab } from '../lab.ts';
import { whyNotAct } from '../branch.ts';
import type { About, Appointed, Later, Situation } from './situation.ts';

/** How far, and in how many steps, the run is looked ahead for what a plan waits for. */
const patienceUs = 5_000_000;
const mostSteps = 3_000;

/** Why a situation cannot be brought about now, as one sentence; null when it can. */
export function whyNotBringAbout(lab: Lab, situation: Situation, about: About): string | null {
  const { branch, view } = lab.timeline.state;
  const closed = whyNotAct(branch);
  if (closed !== null) return closed;
  const plan = situation.plan(view, about);
  return typeof plan === 'string' ? plan : null;
}

/**
 * Puts the lines of a situation into the log: those of now, and each later one at the time that
 * running ahead shows. Nobody has seen what was run ahead through, so no branch starts. Then it
 * plays.
 */
export async function bringAbout(lab: Lab, situation: Situation, about: About): Promise<void> {
  const { timeline, playback, door, notices } = lab;
  playback.pause();
  await timeline.idle();
  const { view } = timeline.state;
  const plan = situation.plan(view, about);
  if (typeof plan === 'string') return notices.tell('refusal', plan);
  const from = timeline.state.branch.cursor.events;
  const submission = await door.issue(plan.now);
  if (!submission.ok) return notices.tell('refusal', submission.sentence);
  for (const later of plan.later) {
    const appointed = await lookedUp(lab, from, later);
    if (appointed === null) {
      notices.tell('note', 'What comes next in this waits for something that did not happen.');
      break;
    }
    await door.schedule(appointed.commands, appointed.at);
  }
  playback.play();
}

/**
 * Goes ahead by what is due next and no further, so that the lines can still come right after it.
 * null: it did not come about in time, or the engine failed, which has been told.
 */
async function lookedUp({ timeline }: Lab, from: number, later: Later): Promise<Appointed | null> {
  const { id, cursor } = timeline.state.branch;
  for (let step = 0; step < mostSteps; step += 1) {
    const { branch } = timeline.state;
    const appointed = later(branch.trace.events.slice(from));
    if (appointed !== null) return appointed;
    const isTooFar = branch.horizonUs > cursor.at + patienceUs || branch.trace.isFull;
    if (branch.id !== id || isTooFar || branch.nextAtUs === null) return null;
    const { nextAtUs } = branch;
    if (!(await timeline.attempt(() => timeline.peek(nextAtUs)))) return null;
  }
  return null;
}
