import { unreachable } from '../../base/assert.ts';
import type { ClientRequest } from '../message.ts';
import { sendProbe, suspect } from '../membership/suspicion.ts';
import type { NodeId, RequestId } from '../names.ts';
import { believesUp, homeCount, type Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { checkContext } from '../versioning/context.ts';
import { startMachine } from './coordinator.ts';
import { beginGet } from './get.ts';
import { beginPut } from './put.ts';

/*
 * Who coordinates a request. (§5, §6.4, protocol.md 15)
 *
 * Any node takes any request. A home node coordinates it. Any other hands it on, once, to a home
 * node that it believes up; with none, to the first node of the rest of the list that it believes
 * up, which may be itself.
 *
 * A put must be stamped once, so a request is never handed to a second node while a first one may
 * have it: before handing it on, the node makes sure by a probe that the next one answers.
 */

/** How many request ids a node remembers, to serve a duplicated message once. */
const servedRemembered = 4_096;

/** A client's request came in. */
export function onClientRequest(self: Self, turn: Turn, request: ClientRequest): void {
  if (!isNew(self, request.request)) return;
  const { request: id, client, key, type: op } = request;
  turn.record({ type: 'request-received', request: id, op, key, client });
  handOn(self, turn, request);
}

/** A request that another node handed on: this node coordinates it, whatever it is. One hop. */
export function onForward(self: Self, turn: Turn, request: ClientRequest): void {
  if (!isNew(self, request.request)) return;
  coordinate(self, turn, request);
}

function isNew(self: Self, request: RequestId): boolean {
  const { served } = self.state;
  if (served.has(request)) return false;
  served.add(request);
  if (served.size > servedRemembered) {
    const [oldest] = served;
    if (oldest !== undefined) served.delete(oldest);
  }
  return true;
}

/** Coordinates here, or asks the node it should go to whether it is there. */
function handOn(self: Self, turn: Turn, request: ClientRequest): void {
  if (knowsNobody(self)) {
    refuse(turn, request);
    return;
  }
  const to = coordinatorFor(self, request);
  if (to === self.state.node) {
    coordinate(self, turn, request);
    return;
  }
  self.state.forwards.set(request.request, { request, to });
  sendProbe(self, turn, to);
  const timer = { type: 'forward-timeout', request: request.request } as const;
  turn.setTimer(timer, self.state.settings.replicaTimeoutUs);
}

/**
 * This node if it is a home node; else, among the home nodes believed up, the one that replied
 * fastest to the client's last get (`coordinator=fastest`) or the first; else the first node of
 * the rest of the list believed up.
 */
function coordinatorFor(self: Self, request: ClientRequest): NodeId {
  const list = self.preferenceLists.of(request.key);
  const homes = list.slice(0, homeCount(self));
  if (homes.includes(self.state.node)) return self.state.node;
  const reachable = homes.filter((node) => believesUp(self, node));
  const fastest = self.state.settings.coordinator === 'fastest' ? fastestOf(request) : null;
  if (fastest !== null && reachable.includes(fastest)) return fastest;
  const first = reachable[0] ?? list.find((node) => believesUp(self, node));
  return first ?? self.state.node;
}

function fastestOf(request: ClientRequest): NodeId | null {
  if (request.type !== 'put') return null;
  const context = checkContext(request.context, request.key);
  return context === null || typeof context === 'string' ? null : context.fastest;
}

/** The node that a request waits for is there: hand it on, and forget it. */
export function onSignOfLife(self: Self, turn: Turn, from: NodeId): void {
  for (const [id, { request, to }] of self.state.forwards) {
    if (to !== from) continue;
    self.state.forwards.delete(id);
    turn.cancelTimer({ type: 'forward-timeout', request: id });
    const because = turn.record({ type: 'request-forwarded', request: id, to });
    turn.send(to, { type: 'forward', request }, because);
  }
}

/** No sign of life: it is suspected, and the next one is asked. */
export function onForwardTimeout(self: Self, turn: Turn, id: RequestId): void {
  const pending = self.state.forwards.get(id);
  if (!pending) return;
  self.state.forwards.delete(id);
  suspect(self, turn, pending.to, 'forward');
  handOn(self, turn, pending.request);
}

/** Not a member, and nobody has told it of one yet; or it was wiped. */
function knowsNobody(self: Self): boolean {
  return self.preferenceLists.ring.nodes.length === 0;
}

function refuse(turn: Turn, { request, client }: ClientRequest): void {
  const reason = 'no-node-reachable' as const;
  turn.respond(client, { type: 'response', request, outcome: 'failed', reason });
}

function coordinate(self: Self, turn: Turn, request: ClientRequest): void {
  if (knowsNobody(self)) {
    refuse(turn, request);
    return;
  }
  switch (request.type) {
    case 'get':
      startMachine(self, turn, beginGet(self, turn, request));
      break;
    case 'put': {
      const machine = beginPut(self, turn, request);
      if (machine) startMachine(self, turn, machine);
      break;
    }
    default:
      unreachable(request);
  }
}
