import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { EventId } from '../../trace/event.ts';
import { lapse } from '../sentence/words.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** How the word of one change of membership went round. (Dynamo §4.8.1) */
export interface Spread {
  readonly member: NodeId;
  readonly change: 'join' | 'remove';
  readonly issuedBy: NodeId;
  /** When that was, whatever the clock of the node says that was told. */
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

/** What administrators have changed since the run began: of each node the latest, in that order. */
export function changesOf(
  trace: TraceLike,
  events: number,
): ReadonlyMap<NodeId, 'join' | 'remove'> {
  const issued = learntIn(trace, events, 'learnt').filter(({ from }) => from === null);
  return new Map(issued.map(({ member, change }) => [member, change]));
}

/** The change that was issued last; null while there was none. */
export function latestSpread(trace: TraceLike, events: number): Spread | null {
  const all = learntIn(trace, events, 'learnt');
  const latest = all.findLast(({ from }) => from === null);
  if (latest === undefined) return null;
  const { member, change, issuedBy, issuedAt } = latest;
  const heard = new Map<NodeId, Hearing>();
  for (const event of all) {
    const isIt = event.member === member && event.change === change && event.issuedAt === issuedAt;
    if (!isIt || heard.has(event.node)) continue;
    heard.set(event.node, { node: event.node, from: event.from, at: event.at, event: event.id });
  }
  return { member, change, issuedBy, issuedAt: latest.at, heard: [...heard.values()] };
}

export function changeWords({ member, change }: Spread): string {
  return change === 'join' ? `${member} joined` : `${member} was removed`;
}

/** In every round each node gossips once; the first begins with the change. (§4.8.1) */
function roundOf(at: Micros, issuedAt: Micros, gossipEveryUs: Micros): number {
  return Math.max(1, Math.ceil((at - issuedAt) / gossipEveryUs));
}

/** `from A after 412 ms, round 1`. */
export function heardText({ at, from }: Hearing, issuedAt: Micros, gossipEveryUs: Micros): string {
  return from === null
    ? 'from an administrator'
    : `from ${from} after ${lapse(at - issuedAt)}, round ${roundOf(at, issuedAt, gossipEveryUs)}`;
}
