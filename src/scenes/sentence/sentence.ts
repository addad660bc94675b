import type { RequestId } from '../../dynamo/names.ts';
import type { EventType, TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';
import { focusOf, latestRequests } from '../focus.ts';
import type { Target } from '../mark.ts';
import type { TraceLike } from '../trace-like.ts';
import { keySentence, requestSentence, ringSentence } from './ring-sentence.ts';
import { worldSentence } from './world-sentence.ts';

/** What happened, to what, because of what: one short sentence for any event of a trace. */
export function sentenceOf(trace: TraceLike, event: TraceEvent): string {
  return worldSentence(trace, event);
}

/** Events that are worth telling while time runs; the others only when one steps through them. */
const milestones: ReadonlySet<EventType> = new Set<EventType>([
  'run-started',
  'command-refused',
  'setting-changed',
  'node-killed',
  'node-restarted',
  'node-paused',
  'node-resumed',
  'disk-wiped',
  'node-crashed',
  'write-lost',
  'clock-skewed',
  'links-cut',
  'link-shaped',
  'request-issued',
  'request-answered',
  'request-forwarded',
  'preference-list-resolved',
  'version-lost',
  'hint-stored',
  'hint-handed-off',
  'read-repaired',
  'versions-reconciled',
  'request-completed',
  'node-suspected',
  'node-trusted',
  'membership-learned',
  'range-offered',
  'range-handed-over',
  'node-joined',
  'node-left',
  'false-concurrency',
  'tombstone-reaped',
  'said',
  'marked',
]);

export function isMilestone(event: TraceEvent): boolean {
  // Two replicas that are in step already: every few seconds, and nothing to tell.
  if (event.type === 'anti-entropy-finished') return event.outcome === 'synchronised';
  return milestones.has(event.type);
}

/** How far back the latest milestone is looked for. */
const reach = 200;

/**
 * The sentence under the stage: what the picture shows at this moment. Of a chosen request or event
 * it tells that; of a chosen key where it is kept, while nothing is asked of it. Else the latest
 * milestone, and when that is part of a request, how the request stands; in a crowd of requests, how
 * the one stands that is followed.
 */
export function sentenceAt(view: View, trace: TraceLike, selection: Target | null): string {
  const focus = focusOf(view, selection);
  if (selection?.type === 'request' && focus.request !== null) {
    return requestSentence(view, focus.request);
  }
  if (selection?.type === 'event') {
    const event = trace.event(selection.event);
    if (event !== undefined) return sentenceOf(trace, event);
  }
  const latest = latestMilestone(view, trace);
  if (latest === null) return ringSentence(view, focus);
  const request = requestOfEvent(latest);
  const state = request === null ? undefined : view.requests.get(request);
  if (focus.isKeyChosen && focus.key !== null && !focus.isLive) return keySentence(view, focus.key);
  const isOneOfMany = state !== undefined && latestRequests(view.requests).isCrowd;
  if (isOneOfMany && focus.request !== null) return requestSentence(view, focus.request);
  if (state !== undefined && isProgress(latest)) return requestSentence(view, state);
  return sentenceOf(trace, latest);
}

function latestMilestone(view: View, trace: TraceLike): TraceEvent | null {
  const last = Math.min(view.cursor.events, trace.length) - 1;
  for (let id = last; id >= Math.max(0, last - reach); id -= 1) {
    const event = trace.event(id);
    if (event !== undefined && isMilestone(event)) return event;
  }
  return null;
}

/** Events after which a request's whole state says more than the event alone. */
function isProgress({ type }: TraceEvent): boolean {
  return (
    type === 'preference-list-resolved' ||
    type === 'request-forwarded' ||
    type === 'request-completed' ||
    type === 'hint-stored'
  );
}

function requestOfEvent(event: TraceEvent): RequestId | null {
  return 'request' in event ? event.request : null;
}
