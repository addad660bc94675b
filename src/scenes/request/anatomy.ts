import type { Micros } from '../../base/time.ts';
import type { Message } from '../../dynamo/message.ts';
import type { Address, NodeId, RequestId } from '../../dynamo/names.ts';
import type { EventId, TraceEvent } from '../../trace/event.ts';
import type { RequestView } from '../../trace/view.ts';
import { valueText } from '../clock-text.ts';
import { requestOfBody } from '../message-form.ts';
import { remember } from '../remember.ts';
import { type Sieve, sieve } from '../sift.ts';
import { chronicleOf, type MessageSpan } from '../space-time/chronicle.ts';
import type { TraceLike } from '../trace-like.ts';

/** One message of a request. */
export interface Leg {
  readonly span: MessageSpan;
  /** What it says, in a word or two. */
  readonly words: string;
}

/** Somebody gave up waiting, or stored something. */
export interface Incident {
  readonly type: 'timeout' | 'stored' | 'hinted';
  readonly at: Micros;
  readonly lane: Address;
  /** Whose answer did not come; for whom the hint is. */
  readonly about: NodeId | null;
  readonly event: EventId;
}

export interface Anatomy {
  /** Client first, then whoever handed it on, the coordinator, and those it asked. */
  readonly lanes: readonly Address[];
  readonly legs: readonly Leg[];
  readonly incidents: readonly Incident[];
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** What comes later than this after the request was issued is not looked for. */
const reachUs: Micros = 5_000_000;

type Happening = 'timer-fired' | 'version-stored' | 'hint-stored';

const happeningsOf: Sieve<Happening> = sieve(
  ['timer-fired', 'version-stored', 'hint-stored'],
  (event) => {
    if (event.type !== 'timer-fired') return event.request;
    return 'request' in event.timer ? event.timer.request : null;
  },
);

/** All that belongs to a request, as far as the trace knows it: also beyond the cursor. */
export function anatomyOf(trace: TraceLike, request: RequestView): Anatomy {
  const chronicle = chronicleOf(trace);
  return anatomyAt(trace, chronicle.length, request);
}

const anatomyAt = remember((trace: TraceLike, known: number, request: RequestView): Anatomy => {
  const { issuedAt, request: id } = request;
  const chronicle = chronicleOf(trace);
  const ofRequest = belongingTo(trace, id);
  const legs = chronicle
    .messagesIn(issuedAt, issuedAt + reachUs)
    .filter(ofRequest)
    .map((span): Leg => ({ span, words: wordsOf(trace, span) }));
  const incidents = incidentsOf(trace, known, id, legs);
  // Known from the start, so that the scale stays as it is while the cursor moves on.
  const answeredAt = chronicle.request(id)?.answeredAt ?? request.completedAt ?? issuedAt;
  const latest = Math.max(answeredAt, ...legs.map(({ span }) => span.endAt), issuedAt + 10_000);
  const most = issuedAt + Math.max(1_000_000, (answeredAt - issuedAt) * 2.5);
  return {
    lanes: lanesOf(request, legs),
    legs,
    incidents,
    fromUs: issuedAt,
    toUs: issuedAt + Math.round((Math.min(latest, most) - issuedAt) * 1.05),
  };
});

/**
 * Its own messages; and the probes by which a node that is no home of the key looks for a
 * coordinator, with their answers. (protocol.md 15)
 */
function belongingTo(trace: TraceLike, id: RequestId): (span: MessageSpan) => boolean {
  const probes = new Set<EventId>();
  return (span) => {
    if (span.request === id) return true;
    const event = trace.event(span.sentBy);
    if (event?.type !== 'message-sent' || event.cause === null) return false;
    const { type } = event.body;
    if (type !== 'probe' && type !== 'probe-reply') return false;
    const cause = trace.event(event.cause);
    if (type === 'probe' && cause !== undefined && isLookingFor(trace, cause, id)) {
      probes.add(event.id);
      return true;
    }
    return type === 'probe-reply' && probes.has(cause?.cause ?? -1);
  };
}

/** The request has come, or nobody answered who was to take it: the next one is probed. */
function isLookingFor(trace: TraceLike, cause: TraceEvent, id: RequestId): boolean {
  if (cause.type === 'timer-fired') {
    return cause.timer.type === 'forward-timeout' && cause.timer.request === id;
  }
  const sent = cause.cause === null ? undefined : trace.event(cause.cause);
  return (
    cause.type === 'message-delivered' &&
    sent?.type === 'message-sent' &&
    requestOfBody(sent.body) === id
  );
}

function lanesOf(request: RequestView, legs: readonly Leg[]): readonly Address[] {
  const { client, via, forwardedBy, coordinator, chosen } = request;
  const homes = chosen.map(({ node, standsInFor }) => standsInFor ?? node);
  const standIns = chosen.map(({ node }) => node);
  const named = [client, via, forwardedBy, coordinator, ...homes, ...standIns];
  const ends = legs.flatMap(({ span }) => [span.from, span.to]);
  return [...new Set([...named, ...ends].filter((each) => each !== null))];
}

function incidentsOf(
  trace: TraceLike,
  known: number,
  request: RequestId,
  legs: readonly Leg[],
): readonly Incident[] {
  return happeningsOf(trace, known, request).map((event): Incident => {
    const { at, node: lane, id } = event;
    if (event.type === 'version-stored')
      return { type: 'stored', at, lane, about: null, event: id };
    if (event.type === 'hint-stored') {
      return { type: 'hinted', at, lane, about: event.for, event: id };
    }
    const { timer } = event;
    const isForward = timer.type === 'forward-timeout';
    const probed = isForward ? probedBy(legs, lane, at) : null;
    const about = 'node' in timer ? timer.node : probed;
    return { type: 'timeout', at, lane, about, event: id };
  });
}

/** Who was last asked whether it can take the request. */
function probedBy(legs: readonly Leg[], lane: Address, at: Micros): NodeId | null {
  const probe = legs.findLast(
    ({ span }) => span.kind === 'probe' && span.from === lane && span.sentAt < at,
  );
  return probe?.span.to ?? null;
}

function wordsOf(trace: TraceLike, { sentBy }: MessageSpan): string {
  const event = trace.event(sentBy);
  return event?.type === 'message-sent' ? bodyWords(event.body) : '';
}

function bodyWords(body: Message): string {
  switch (body.type) {
    case 'get':
      return 'get';
    case 'put':
      return body.value === null ? 'delete' : `put ${body.value}`;
    case 'forward':
      return 'handed on';
    case 'store':
      return body.hintFor === null ? 'store' : `store, hint for ${body.hintFor}`;
    case 'store-ack':
      return 'stored';
    case 'fetch':
      return 'fetch';
    case 'fetch-reply':
      return body.versions.length === 0 ? 'has none' : body.versions.map(valueText).join(', ');
    case 'repair':
      return 'read repair';
    case 'probe':
      return 'probe';
    case 'probe-reply':
      return 'is up';
    case 'response':
      return body.outcome === 'ok' ? 'ok' : 'failed';
    default:
      return '';
  }
}
