import type { Lab } from '../lab.ts';
import { whyNotAct } from '../why-not.ts';
import type { About, Appointed, Later, Situation } from './situation.ts';

/** How far the run is looked ahead at once, and in all, for what a plan waits for. */
const sliceUs = 20_000;
const patienceUs = 20_000_000;

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
    if (appointed === null) break;
    await door.schedule(appointed.commands, appointed.at);
  }
  playback.play();
}

/** null: it did not come about in time, or the engine failed, which has been told. */
async function lookedUp({ timeline }: Lab, from: number, later: Later): Promise<Appointed | null> {
  const { id, cursor } = timeline.state.branch;
  for (;;) {
    const { branch } = timeline.state;
    const appointed = later(branch.trace.events.slice(from));
    if (appointed !== null) return appointed;
    const isTooFar = branch.horizonUs > cursor.at + patienceUs || branch.nextAtUs === null;
    if (branch.id !== id || isTooFar || branch.trace.isFull) return null;
    const toUs = Math.max(branch.nextAtUs ?? 0, branch.horizonUs + sliceUs);
    if (!(await timeline.attempt(() => timeline.peek(toUs)))) return null;
  }
}
