import type { Micros } from '../../base/time.ts';
import type { Message } from '../../dynamo/message.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { EventId, EventOf } from '../../trace/event.ts';
import type { ComparedPlace } from '../../trace/view.ts';
import { remember } from '../remember.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** Two replicas that compare their trees: what was compared so far, and what it cost. (§4.7) */
export interface Session {
  /** Who began it. */
  readonly node: NodeId;
  readonly partner: NodeId;
  readonly since: Micros;
  /** The latest comparison, or its end. */
  readonly event: EventId;
  /** The roots first, then a level of the trees each. */
  readonly levels: readonly (readonly ComparedPlace[])[];
  readonly messages: number;
  readonly bytes: number;
  readonly end: EventOf<'anti-entropy-finished'> | null;
}

/** A node made its trees anew. */
export type Rebuilding = EventOf<'merkle-rebuilt'>;

const eventsIn = sieve(
  ['anti-entropy-compared', 'anti-entropy-finished', 'message-sent'],
  (event) => (event.type !== 'message-sent' || syncOf(event.body) !== null ? 'sync' : null),
);

const storedIn = sieve(['version-stored'], ({ reason }) =>
  reason === 'anti-entropy' ? 'moved' : null,
);

const rebuiltIn = sieve(['merkle-rebuilt'], () => 'rebuilt');

function syncOf(body: Message): number | null {
  return 'sync' in body ? body.sync : null;
}

/** Those that compared anything, in the order in which they began. */
export const sessionsOf = remember((trace: TraceLike, events: number): readonly Session[] => {
  const found = new Map<string, Session>();
  for (const event of eventsIn(trace, events, 'sync')) {
    const name = nameOf(event);
    const known = found.get(name) ?? begun(event);
    found.set(name, grown(known, event));
  }
  return [...found.values()].filter(({ levels }) => levels.length > 0);
});

export function hasDiffered({ levels }: Session): boolean {
  return levels.some((level) => level.some(({ isEqual }) => !isEqual));
}

type SyncEvent = EventOf<'anti-entropy-compared' | 'anti-entropy-finished' | 'message-sent'>;

/** Asked by the one who began, answered by the partner. */
function isAnswer({ type }: Message): boolean {
  return type === 'sync-differing' || type === 'sync-branches' || type === 'sync-entries';
}

function nameOf(event: SyncEvent): string {
  if (event.type !== 'message-sent') return `${event.node} ${event.partner} ${event.sync}`;
  const ends = isAnswer(event.body) ? [event.to, event.node] : [event.node, event.to];
  return `${ends.join(' ')} ${syncOf(event.body)}`;
}

function begun(event: SyncEvent): Session {
  const to = event.type === 'message-sent' ? event.to : event.partner;
  const isBack = event.type === 'message-sent' && isAnswer(event.body);
  return {
    node: isBack ? to : event.node,
    partner: isBack ? event.node : to,
    since: event.at,
    event: event.id,
    levels: [],
    messages: 0,
    bytes: 0,
    end: null,
  };
}

function grown(session: Session, event: SyncEvent): Session {
  switch (event.type) {
    case 'anti-entropy-compared':
      return { ...session, event: event.id, levels: [...session.levels, event.places] };
    case 'anti-entropy-finished':
      return { ...session, event: event.id, end: event };
    case 'message-sent':
      return {
        ...session,
        messages: session.messages + 1,
        bytes: session.bytes + event.bytes,
      };
  }
}

/** The last versions may still be under way when the one who began is done. */
const stragglersUs: Micros = 1_000_000;

/** Versions that either of the two took from the other. */
export function movedBy(trace: TraceLike, events: number, session: Session): number {
  const { node, partner, since, end } = session;
  const untilUs = end === null ? Infinity : end.at + stragglersUs;
  return storedIn(trace, events, 'moved').filter(
    (event) =>
      (event.node === node || event.node === partner) && event.at >= since && event.at <= untilUs,
  ).length;
}

export function rebuildings(trace: TraceLike, events: number): readonly Rebuilding[] {
  return rebuiltIn(trace, events, 'rebuilt');
}
