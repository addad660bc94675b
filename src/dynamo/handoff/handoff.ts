import { admit, sliceOf } from '../background/admission.ts';
import type { Message } from '../message.ts';
import { keepVersions } from '../membership/strays.ts';
import { suspect } from '../membership/suspicion.ts';
import type { NodeId } from '../names.ts';
import { settle } from '../membership/standing.ts';
import { believesUp, type Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { discardHints } from './hint-store.ts';
import { scheduleHandoff } from './schedule.ts';

/** How many keys' hints travel to one node at a time. */
const handoffsAtATime = 4;

type Handoff = Extract<Message, { readonly type: 'handoff' }>;
type HandoffAck = Extract<Message, { readonly type: 'handoff-ack' }>;

/** The timer went off, or an administrator said so: hand over what can be handed over. */
export function handOff(self: Self, turn: Turn): void {
  for (const intended of self.state.hints.keys()) {
    if (!believesUp(self, intended)) continue;
    if (admit(self, turn, { type: 'handoff', to: intended })) sendHints(self, turn, intended);
  }
  scheduleHandoff(self, turn);
}

/** Sends the next few keys' hints to their home node; exactly as they were put, no new clock. */
export function sendHints(self: Self, turn: Turn, to: NodeId): void {
  const { state } = self;
  const underWay = [...state.handoffs.values()].filter((pending) => pending.to === to);
  let room = sliceOf(self, handoffsAtATime) - underWay.length;
  for (const [key, versions] of state.hints.get(to) ?? []) {
    if (room <= 0) break;
    if (underWay.some((pending) => pending.key === key)) continue;
    const handoff = state.nextHandoff;
    state.nextHandoff += 1;
    room -= 1;
    state.handoffs.set(handoff, { to, key, versions });
    turn.send(to, { type: 'handoff', handoff, key, versions });
    turn.setTimer({ type: 'handoff-timeout', node: to }, state.settings.replicaTimeoutUs);
  }
}

/** The home node takes what was kept for it, and only then says so. */
export function onHandoff(self: Self, turn: Turn, from: NodeId, message: Handoff): void {
  const { key, versions, handoff } = message;
  const arrival = { reason: 'handoff', request: null } as const;
  const because = keepVersions(self, turn, { key, versions }, null, arrival);
  scheduleHandoff(self, turn);
  turn.send(from, { type: 'handoff-ack', handoff }, because);
}

/** It has arrived: now the hint is deleted, never before; and the next ones go. */
export function onHandoffAck(self: Self, turn: Turn, from: NodeId, message: HandoffAck): void {
  const { state } = self;
  const pending = state.handoffs.get(message.handoff);
  if (!pending || pending.to !== from) return;
  state.handoffs.delete(message.handoff);
  const dots = pending.versions.map((version) => version.dot);
  const because = turn.record({ type: 'hint-handed-off', key: pending.key, to: from, dots });
  discardHints(self, turn, from, pending.key, dots, because);
  if (![...state.handoffs.values()].some((other) => other.to === from)) {
    turn.cancelTimer({ type: 'handoff-timeout', node: from });
  }
  if (state.hints.size === 0 && state.handoffTimerSet) {
    state.handoffTimerSet = false;
    turn.cancelTimer({ type: 'handoff' });
  }
  if (admit(self, turn, { type: 'handoff', to: from })) sendHints(self, turn, from);
  settle(self, turn);
}

/** No acknowledgement: the hints stay, and are tried again when the node is believed up. */
export function onHandoffTimeout(self: Self, turn: Turn, node: NodeId): void {
  for (const [handoff, pending] of self.state.handoffs) {
    if (pending.to === node) self.state.handoffs.delete(handoff);
  }
  suspect(self, turn, node, 'handoff');
}
