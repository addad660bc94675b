import type { Micros } from '../base/time.ts';
import type { Timer } from '../dynamo/effect.ts';
import { isBackground } from '../dynamo/message.ts';
import type { TraceEvent } from './event.ts';
import type { View } from './view.ts';

/*
 * Nodes look at their clocks, gossip, probe and compare trees all the time. While nothing else
 * goes on, nobody need wait to see it.
 */

/**
 * Is this event where a person who waits for something to happen has it before them? What is sent
 * is worth seeing or not from when it is sent; its arrival then is only what was to be expected.
 */
export function isWorthSeeing(event: TraceEvent): boolean {
  switch (event.type) {
    case 'timer-fired':
      return !isPeriodic(event.timer);
    case 'message-sent':
      return !isBackground(event.body);
    case 'message-delivered':
    case 'message-lost':
      return false;
    case 'members-downloaded':
      return event.isNews;
    case 'anti-entropy-compared':
      return event.places.some(({ isEqual }) => !isEqual);
    case 'anti-entropy-finished':
      return event.outcome !== 'in-step';
    default:
      return true;
  }
}

/** A node looks at its clock; what it finds to do is another event. */
function isPeriodic({ type }: Timer): boolean {
  switch (type) {
    case 'handoff':
    case 'flush':
    case 'slice':
    case 'probe':
    case 'probe-timeout':
    case 'gossip':
    case 'anti-entropy':
    case 'sync-timeout':
    case 'transfer':
      return true;
    default:
      return false;
  }
}

/** How long what a person asked nodes to say to each other is worth seeing. */
const askedForUs: Micros = 1_000_000;

/**
 * Was `gossip` or `sync` asked for by hand a moment ago? Then whatever the nodes say is worth
 * seeing, and is waited for. `line` is the last line of the log, as the script has it.
 */
export function isAskedFor(line: string, at: Micros, nowUs: Micros): boolean {
  return nowUs - at < askedForUs && /^(gossip|sync) /u.test(line);
}

/** Is nothing under way but what goes on all the time? */
export function isQuiet({ inFlight, log, cursor }: View): boolean {
  const last = log.at(-1);
  if (last && isAskedFor(last.line, last.at, cursor.at)) return inFlight.size === 0;
  for (const { body } of inFlight.values()) if (!isBackground(body)) return false;
  return true;
}
