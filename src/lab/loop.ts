import { showTime, type Micros } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import { horizonOf } from './branch.ts';
import type { Lab } from './lab.ts';
import { noLoop } from './playback.ts';

/*
 * Playing a stretch over and over, to look at one thing as often as it takes. It moves the cursor
 * through what is known, and never asks the engine for more.
 */

interface Stretch {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

export type LoopEnd = keyof Stretch;

/** A stretch that may be worth looking at twice, and what it is called. */
interface NamedStretch extends Stretch {
  readonly name: string;
}

/** As short as can be read: `20 – 48 ms`. */
export function showStretch({ fromUs, toUs }: Stretch): string {
  const [from, to] = [showTime(fromUs), showTime(toUs)];
  const unit = to.slice(to.lastIndexOf(' '));
  return `${from.endsWith(unit) ? from.slice(0, -unit.length) : from} – ${to}`;
}

/** Why there can be no loop over this, as one sentence; null when there can. */
export function whyNotLoop(lab: Lab, { fromUs, toUs }: Stretch): string | null {
  const knownUs = horizonOf(lab.timeline.state.branch).at;
  if (toUs > knownUs) {
    return `The loop would end at ${showTime(toUs)}, and the run is known up to ${showTime(knownUs)}: let it run on first.`;
  }
  if (toUs > fromUs) return null;
  return `A loop ends after it begins: go to a later moment than ${showTime(fromUs)} to end it.`;
}

/** Plays this stretch from its start on, over and over. */
export function loopOver(lab: Lab, stretch: Stretch): void {
  const { timeline, playback, notices } = lab;
  const reason = whyNotLoop(lab, stretch);
  if (reason !== null) return notices.tell('refusal', reason, { about: 'loop' });
  const { fromUs, toUs } = stretch;
  playback.pause();
  timeline.moveTo(timeline.state.branch.trace.cursorAt(fromUs));
  playback.setLoop({ fromUs, toUs, isOn: true });
  playback.play();
}

/** The loop begins at the cursor; an end that lies before it is forgotten. */
export function startLoopHere({ timeline, playback, notices }: Lab): void {
  const { at } = timeline.state.branch.cursor;
  const { toUs, isOn } = playback.state.loop;
  if (toUs !== null && toUs > at) return playback.setLoop({ fromUs: at, toUs, isOn });
  playback.setLoop({ fromUs: at, toUs: null, isOn: false });
  notices.tell('note', `The loop begins at ${showTime(at)}. Go on, and end it with ].`, {
    about: 'loop',
  });
}

/** The loop ends at the cursor, and is played; without a start it begins with the run. */
export function endLoopHere(lab: Lab): void {
  const { timeline, playback } = lab;
  loopOver(lab, {
    fromUs: playback.state.loop.fromUs ?? 0,
    toUs: timeline.state.branch.cursor.at,
  });
}

/** On and off; with nothing set it takes the request that is looked at. */
export function toggleLoop(lab: Lab): void {
  const { playback, notices } = lab;
  const { fromUs, toUs, isOn } = playback.state.loop;
  if (isOn) return playback.setLoop({ fromUs, toUs, isOn: false });
  if (fromUs !== null && toUs !== null) return loopOver(lab, { fromUs, toUs });
  const request = selectedRequest(lab);
  if (request) return loopOver(lab, request);
  notices.tell(
    'refusal',
    'There is nothing to loop over yet: set its start with [ and its end with ], or look at a request.',
    { about: 'loop' },
  );
}

/**
 * Moves one end, as far as the loop stays one and the run is known. While it is played, the cursor
 * stays within.
 */
export function moveLoopEnd({ timeline, playback }: Lab, end: LoopEnd, us: Micros): void {
  const { loop } = playback.state;
  const { branch } = timeline.state;
  const leastUs = end === 'toUs' ? (loop.fromUs ?? 0) + 1 : 0;
  const mostUs = end === 'fromUs' && loop.toUs !== null ? loop.toUs - 1 : horizonOf(branch).at;
  const moved = { ...loop, [end]: Math.max(leastUs, Math.min(Math.round(us), mostUs)) };
  playback.setLoop(moved);
  const { at } = branch.cursor;
  const within = Math.max(moved.fromUs ?? 0, Math.min(at, moved.toUs ?? at));
  if (moved.isOn && within !== at) timeline.moveTo(branch.trace.cursorAt(within));
}

export function clearLoop({ playback }: Lab): void {
  playback.setLoop(noLoop);
}

/** The request that is looked at, the handoffs nearby, and what lies between two marks. */
export function stretchesNear(lab: Lab): readonly NamedStretch[] {
  const request = selectedRequest(lab);
  return [...(request ? [request] : []), ...handoffsNear(lab), ...betweenMarks(lab)];
}

function selectedRequest({ timeline, selecting }: Lab): NamedStretch | null {
  const { selected } = selecting.store.getState();
  const { branch } = timeline.state;
  if (selected?.type !== 'request') return null;
  const request = branch.projector.at(horizonOf(branch)).requests.get(selected.request);
  if (!request) return null;
  const { op, key, client, issuedAt, answeredAt } = request;
  const toUs = answeredAt ?? horizonOf(branch).at;
  return { name: `${op} ${key} as ${client}`, fromUs: issuedAt, toUs };
}

/** Offered at most, those before the cursor first. */
const handoffsOffered = 3;

/** From when the holder looks at its hints until it is rid of one. (§4.6) */
function handoffsNear({ timeline }: Lab): readonly NamedStretch[] {
  const { trace, cursor } = timeline.state.branch;
  const found: NamedStretch[] = [];
  for (let id = trace.length - 1; id >= 0; id -= 1) {
    const event = trace.event(id);
    if (event?.type !== 'hint-handed-off') continue;
    const began = trace.causes(id).find(isLookAtHints) ?? event;
    const name = `handoff of ${event.key} from ${event.node} to ${event.to}`;
    found.push({ name, fromUs: began.at, toUs: event.at });
    if (id < cursor.events && found.length >= handoffsOffered) break;
  }
  return found.slice(-handoffsOffered).filter(({ fromUs, toUs }) => toUs > fromUs);
}

function isLookAtHints(event: TraceEvent): boolean {
  return event.type === 'timer-fired' || event.type === 'command-issued';
}

const marksOffered = 4;

function betweenMarks({ timeline }: Lab): readonly NamedStretch[] {
  const { run, cursor } = timeline.state.branch;
  const marks = run.commands.flatMap(({ at, command }) =>
    command.type === 'mark' ? [{ at, name: command.name }] : [],
  );
  const stretches = marks.slice(1).map((to, index) => {
    const from = marks[index] ?? to;
    return { name: `from ${from.name} to ${to.name}`, fromUs: from.at, toUs: to.at };
  });
  const here = stretches.findIndex(({ toUs }) => toUs >= cursor.at);
  const first = Math.max(0, (here < 0 ? stretches.length : here) - marksOffered / 2);
  return stretches.slice(first, first + marksOffered);
}
