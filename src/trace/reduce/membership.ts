import type { NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventOf } from '../event.ts';
import type { NodeView } from '../view.ts';
import { keepReplicas } from './disk.ts';

export type MembershipEvent = EventOf<
  | 'membership-learned'
  | 'tokens-learned'
  | 'range-offered'
  | 'range-handed-over'
  | 'range-taken-over'
  | 'node-joined'
  | 'node-left'
>;

/** Who is a member, as each node believes; and which ranges changed hands. (§4.8, §4.9) */
export function reduceMembership(draft: Draft, event: MembershipEvent): void {
  switch (event.type) {
    case 'membership-learned':
      return learn(draft, event);
    case 'tokens-learned':
      for (const { node, tokens } of event.owners) takeTokens(draft, node, tokens);
      return;
    case 'range-handed-over':
      for (const key of event.dropped) {
        keepReplicas(draft, { key, id: event.id }, event.node, []);
      }
      return;
    case 'node-joined':
      return setStatus(draft, event, event.node, 'up');
    case 'node-left':
      return setStatus(draft, event, event.node, 'removed');
    case 'range-offered':
    case 'range-taken-over':
      return;
  }
}

function learn(draft: Draft, event: EventOf<'membership-learned'>): void {
  const { member, change } = event;
  if (!draft.view.nodes.has(member)) appear(draft, event);
  const believer = draft.view.nodes.get(event.node);
  if (believer) {
    const believes = new Map(believer.believes).set(member, change);
    draft.setNode(event.node, { believes });
  }
  const isDown = draft.view.nodes.get(member)?.status === 'down';
  if (change === 'remove' && isDown) setStatus(draft, event, member, 'removed');
  else if (member === event.node) {
    setStatus(draft, event, member, change === 'join' ? 'joining' : 'leaving');
  }
}

function setStatus(
  draft: Draft,
  event: MembershipEvent,
  node: NodeId,
  status: NodeView['status'],
): void {
  draft.setNode(node, { status, since: event.at, statusEvent: event.id });
}

/** A newcomer: it is there from the moment that an administrator speaks of it. */
function appear(draft: Draft, event: EventOf<'membership-learned'>): void {
  draft.view.nodes = draft.map(draft.view.nodes).set(event.member, {
    node: event.member,
    capacity: 1,
    dataCentre: null,
    isSeedNode: false,
    tokens: [],
    status: 'joining',
    since: event.at,
    statusEvent: event.id,
    incarnation: 1,
    suspects: new Map(),
    believes: new Map(),
    skewUs: 0,
    crash: null,
    versionsHeld: 0,
    hintsHeld: 0,
    unflushed: 0,
  });
}

function takeTokens(draft: Draft, node: NodeId, tokens: readonly string[]): void {
  const known = draft.view.nodes.get(node)?.tokens ?? [];
  const news = tokens.filter((token) => !known.includes(token));
  if (news.length > 0) draft.setNode(node, { tokens: [...known, ...news].toSorted() });
}
