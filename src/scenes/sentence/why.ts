import type { Micros } from '../../base/time.ts';
import type { EventId, EventOf, TraceEvent } from '../../trace/event.ts';
import type { TraceLike } from '../trace-like.ts';
import { causesOf, lastBefore } from './look-back.ts';
import { sentenceOf } from './sentence.ts';

/** One step on the way to an event. */
export interface Reason {
  readonly event: EventId;
  readonly at: Micros;
  readonly sentence: string;
  /** Not a cause itself, but what explains one: the crash behind an answer that never came. */
  readonly isAside: boolean;
}

/** Longer chains keep their latest steps. */
const stepsLimit = 24;

/**
 * Why did this happen? The causes of an event up to what a person did, oldest first, the event
 * itself last. What only repeats its neighbour is left out: the sending of what was delivered, the
 * timer behind a suspicion, the command behind a request.
 */
export function why(trace: TraceLike, id: EventId): readonly Reason[] {
  const event = trace.event(id);
  if (event === undefined) return [];
  const chain = [event, ...causesOf(trace, event)];
  const told = chain.filter(
    (step, at) => at === 0 || !isRepeated(step, chain[at - 1] as TraceEvent),
  );
  return told
    .slice(0, stepsLimit)
    .flatMap((step) => {
      const aside = asideOf(trace, step);
      return [reason(trace, step, false), ...(aside === null ? [] : [reason(trace, aside, true)])];
    })
    .toReversed();
}

function reason(trace: TraceLike, event: TraceEvent, isAside: boolean): Reason {
  return { event: event.id, at: event.at, sentence: sentenceOf(trace, event), isAside };
}

/** Does what came of it say the same? */
function isRepeated(step: TraceEvent, effect: TraceEvent): boolean {
  switch (step.type) {
    case 'message-sent':
      return effect.type === 'message-delivered' || effect.type === 'message-lost';
    case 'timer-fired':
      return effect.type === 'node-suspected';
    case 'command-issued':
      return effect.type === 'request-issued';
    default:
      return false;
  }
}

/** What lies behind a step without being its cause: a crash, a pause, a cut. */
function asideOf(trace: TraceLike, step: TraceEvent): TraceEvent | null {
  if (step.type === 'node-suspected') return troubleOf(trace, step, step.suspect);
  if (step.type !== 'message-lost') return null;
  if (step.reason === 'node-down') return troubleOf(trace, step, step.node);
  return step.reason === 'unreachable' ? lastBefore(trace, step, isCut) : null;
}

function isCut(event: TraceEvent): event is EventOf<'links-cut'> {
  return event.type === 'links-cut' && event.links.length > 0;
}

type Status = EventOf<'node-killed' | 'node-paused' | 'node-restarted' | 'node-resumed'>;

/** The crash or pause that a node is still in, if it is in one. */
function troubleOf(trace: TraceLike, step: TraceEvent, node: string): TraceEvent | null {
  const isStatus = (event: TraceEvent): event is Status =>
    (event.type === 'node-killed' ||
      event.type === 'node-paused' ||
      event.type === 'node-restarted' ||
      event.type === 'node-resumed') &&
    event.target === node;
  const last = lastBefore(trace, step, isStatus);
  if (last === null) return lastBefore(trace, step, isCut);
  return last.type === 'node-killed' || last.type === 'node-paused' ? last : null;
}
