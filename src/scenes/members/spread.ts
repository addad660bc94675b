import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { EventId, EventOf } from '../../trace/event.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** How the word of one change of membership went round. (Dynamo §4.8.1) */
export interface Spread {
  readonly member: NodeId;
  readonly change: 'join' | 'remove';
  readonly issuedBy: NodeId;
  readonly issuedAt: Micros;
  /** In the order in which they heard of it; the first was told by an administrator. */
  readonly heard: readonly Hearing[];
}

export interface Hearing {
  readonly node: NodeId;
  /** null: from an administrator, or from whoever cannot be known any more. */
  readonly from: NodeId | null;
  readonly at: Micros;
  readonly event: EventId;
}

const learntIn = sieve(['membership-learned'], () => 'learnt');

/** The change that was issued last; null while there was none. */
export function latestSpread(trace: TraceLike, events: number): Spread | null {
  const all = learntIn(trace, events, 'learnt');
  let latest: EventOf<'membership-learned'> | null = null;
  for (const event of all) {
    if (latest === null || event.issuedAt > latest.issuedAt) latest = event;
  }
  if (latest === null) return null;
  const { member, change, issuedBy, issuedAt } = latest;
  const heard = new Map<NodeId, Hearing>();
  for (const event of all) {
    const isIt = event.member === member && event.change === change && event.issuedAt === issuedAt;
    if (!isIt || heard.has(event.node)) continue;
    heard.set(event.node, { node: event.node, from: event.from, at: event.at, event: event.id });
  }
  return { member, change, issuedBy, issuedAt, heard: [...heard.values()] };
}
