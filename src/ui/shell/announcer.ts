import { showTime } from '../../base/time.ts';
import type { Lab } from '../../lab/lab.ts';
import { isMilestone, sentenceOf } from '../../scenes/sentence/sentence.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Trace } from '../../trace/trace.ts';

/** While time runs, no more is told than can be listened to: so long at least, and so long a letter. */
const pauseMs = 1_200;
const letterMs = 40;
/** At rest a moment is waited for, so that a long way is told as one. */
const settleMs = 120;
/** A step over more than these tells the milestones among them, and how many there were. */
const toldInFull = 12;
/** The latest of them; who wants them all steps. */
const milestonesTold = 4;
/** How far back milestones are looked for. */
const reach = 2_000;

/**
 * What a screen reader hears of the run: milestones while time runs, none of them left out because
 * another one had just been told; every event while one steps. (look.md) Returns what ends it.
 */
export function announce(lab: Lab, tell: (words: string) => void): () => void {
  let { branch } = lab.timeline.state;
  let told = branch.cursor.events;
  /** Up to here time ran; what lies beyond was stepped over. */
  let playedTo = told;
  let freeMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const { trace, cursor } = branch;
    const words = [
      ...milestones(trace, told, playedTo),
      ...stepped(trace, Math.max(told, playedTo), cursor.events),
    ];
    told = playedTo = cursor.events;
    if (words.length === 0) return;
    const all = words.join(' ');
    freeMs = performance.now() + Math.max(pauseMs, all.length * letterMs);
    tell(all);
  };
  const stop = lab.timeline.store.subscribe(({ branch: next }) => {
    const isOther = next.trace !== branch.trace;
    const isBack = next.cursor.events < Math.max(told, playedTo);
    const isMoved = next.cursor.events !== branch.cursor.events;
    branch = next;
    // What one looks at now stands alone: what lay ahead of it is not told any more.
    if (isOther || isBack) told = playedTo = Math.max(0, next.cursor.events - 1);
    else if (!isMoved) return;
    if (lab.playback.isMoving) playedTo = next.cursor.events;
    const waitMs = lab.playback.isMoving ? freeMs - performance.now() : settleMs;
    timer ??= setTimeout(flush, Math.max(0, waitMs));
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function milestones(trace: Trace, from: number, to: number): readonly string[] {
  return trace.events
    .slice(Math.max(from, to - reach), Math.max(from, to))
    .filter(isMilestone)
    .slice(-milestonesTold)
    .map((event) => sentenceOf(trace, event));
}

/** Each with its time, which is said once for those of the same moment. */
function stepped(trace: Trace, from: number, to: number): readonly string[] {
  if (to <= from) return [];
  if (to - from <= toldInFull) return timed(trace, trace.events.slice(from, to));
  const last = trace.events.slice(to - 1, to);
  const count = `${(to - from).toLocaleString('en')} events pass.`;
  return [count, ...milestones(trace, from, to - 1), ...timed(trace, last)];
}

function timed(trace: Trace, events: readonly TraceEvent[]): readonly string[] {
  return events.map((event, index) => {
    const words = sentenceOf(trace, event);
    return events[index - 1]?.at === event.at ? words : `${showTime(event.at)}: ${words}`;
  });
}
