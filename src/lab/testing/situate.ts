import { printTime, type Micros } from '../../base/time.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { play, type Played } from '../../sim/testing/play.ts';
import type { EventOf, EventType, TraceEvent } from '../../trace/event.ts';
import type { About, Appointed, Situation } from '../situations/situation.ts';

/** A run in which a situation was brought about, and all that has happened since. */
export interface Situated {
  readonly played: Played;
  readonly script: string;
  readonly since: readonly TraceEvent[];
  /** Later parts that never came to be. */
  readonly missed: number;
}

/**
 * Brings a situation about at a moment of a script, as the page does: its lines are appended as
 * text, each with its time, and every time the whole script is played anew.
 */
export function situate(script: string, at: Micros, situation: Situation, about: About): Situated {
  const plan = situation.plan(play(script).view(at), about);
  if (typeof plan === 'string') throw new Error(plan);
  const earlier = play(script).trace.cursorAt(at).events;
  let text = withLines(script, { at: at + 1, commands: plan.now });
  let missed = 0;
  for (const later of plan.later) {
    const appointed = later(play(text).trace.events.slice(earlier));
    if (appointed === null) missed += 1;
    else text = withLines(text, appointed);
  }
  const played = play(text);
  return { played, script: text, since: played.trace.events.slice(earlier), missed };
}

function withLines(script: string, { at, commands }: Appointed): string {
  const lines = commands.map((command) => `at ${printTime(at)} ${printCommand(command)}\n`);
  return script + lines.join('');
}

export function eventsOf<Type extends EventType>(
  { since }: Situated,
  type: Type,
): readonly EventOf<Type>[] {
  return since.filter((event): event is EventOf<Type> => event.type === type);
}
