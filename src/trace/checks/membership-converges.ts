import type { Slices } from '../../base/slices.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { EventOf, MessageId, TraceEvent } from '../event.ts';
import type { Trace } from '../trace.ts';
import type { View } from '../view.ts';
import { broken, holds, isPause, notYet } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { RingKnowledge } from './ring-knowledge.ts';

/**
 * Sooner or later all members that are up know the same membership: gossip finds every difference.
 * (Dynamo §4.8.1, protocol.md 30) Two nodes that gossip and find none must indeed have none.
 */
export function* membershipConverges({ trace, end }: Evidence): Slices<Finding> {
  const knowledge = new RingKnowledge();
  const digests = new Map<MessageId, string>();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    knowledge.take(event);
    if (event.type !== 'message-sent') continue;
    const { node, message, body, copyOf } = event;
    if (body.type !== 'gossip' && body.type !== 'gossip-reply') continue;
    const known = knowledge.digest(node);
    // A copy says what its sender knew when the first one was sent.
    const said = copyOf === null ? known : (digests.get(copyOf) ?? known);
    if (body.type === 'gossip') digests.set(message, said);
    if (body.type !== 'gossip-reply' || body.history !== null) continue;
    const asked = questionOf(trace, event);
    const theirs = asked === null ? undefined : digests.get(asked.message);
    if (asked && theirs !== undefined && theirs !== known) {
      const pair = `${asked.node} and ${node}`;
      return broken(`${pair} found no difference in their membership, and there is one`, event);
    }
  }
  return agreement(knowledge, end);
}

/** The gossip that this is the answer to. */
function questionOf(trace: Trace, { cause }: TraceEvent): EventOf<'message-sent'> | null {
  const delivered = cause === null ? undefined : trace.event(cause);
  if (delivered?.type !== 'message-delivered' || delivered.cause === null) return null;
  const sent = trace.event(delivered.cause);
  return sent?.type === 'message-sent' && sent.body.type === 'gossip' ? sent : null;
}

function agreement(knowledge: RingKnowledge, { nodes }: View): Finding {
  const up = [...nodes.values()].flatMap(({ node, machine }) => (machine === 'up' ? [node] : []));
  // One that nobody believes in is no member: whoever took its joining has lost it again.
  const believedIn = new Set(up.flatMap((node) => knowledge.members(node)));
  const [first, ...others] = up.filter((node) => believedIn.has(node));
  if (first === undefined) return holds;
  const believed = (node: NodeId): string => knowledge.members(node).join(' ');
  const other = others.find((node) => believed(node) !== believed(first));
  if (other === undefined) return holds;
  return notYet(`${first} believes ${believed(first)}, ${other} believes ${believed(other)}`);
}
