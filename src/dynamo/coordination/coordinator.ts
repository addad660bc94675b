import { unreachable } from '../../base/assert.ts';
import { noteForeground } from '../background/admission.ts';
import type { FailureReason, Message } from '../message.ts';
import { suspect } from '../membership/suspicion.ts';
import type { NodeId, RequestId } from '../names.ts';
import type { Self } from '../self.ts';
import type { Because, Turn } from '../turn.ts';
import { isAwaited } from '../membership/on-the-way.ts';
import { answerGet, readLocally, repairReplicas } from './get.ts';
import { rememberMachine, type PutMachine, type RequestMachine, type Target } from './machine.ts';
import { answerPut, confirmDelete, writeLocally } from './put.ts';
import { nextStandIn } from './targets.ts';

/** Starts a request: its own part first, then everybody else is asked at once. (§5) */
export function startMachine(self: Self, turn: Turn, machine: RequestMachine): void {
  rememberMachine(self.state.requests, machine);
  const because = recordTargets(turn, machine, null);
  const { request, targets } = machine;
  turn.setTimer({ type: 'request-deadline', request }, self.state.settings.requestTimeoutUs);
  for (const target of targets) {
    if (target.node === self.state.node) serveLocally(self, turn, machine, target);
  }
  for (const target of targets) {
    if (target.node !== self.state.node) ask(self, turn, machine, target, because);
  }
  advance(self, turn, machine, null);
}

function recordTargets(turn: Turn, machine: RequestMachine, because: Because): Because {
  const { request, key, preferenceList, homes } = machine;
  const chosen = machine.targets
    .filter((target) => target.phase !== 'missed')
    .map(({ node, standsInFor }) => ({ node, standsInFor }));
  const fact = { request, key, preferenceList, homes, chosen };
  return turn.record({ type: 'preference-list-resolved', ...fact }, because);
}

function serveLocally(self: Self, turn: Turn, machine: RequestMachine, target: Target): void {
  switch (machine.type) {
    case 'get':
      target.versions = readLocally(self, machine.key);
      if (target.standsInFor === null && isAwaited(self, machine.key)) {
        takePartial(self, turn, machine, target);
        return;
      }
      break;
    case 'put':
      writeLocally(self, turn, machine, target.standsInFor);
      break;
    default:
      unreachable(machine);
  }
  countAnswer(turn, machine, target);
}

function ask(
  self: Self,
  turn: Turn,
  machine: RequestMachine,
  target: Target,
  because: Because,
): void {
  const { request, key } = machine;
  const hintFor = target.standsInFor;
  const message =
    machine.type === 'put'
      ? storeMessage(self, machine, target)
      : ({ type: 'fetch', request, key, hintFor } as const);
  turn.send(target.node, message, because);
  const timer = { type: 'replica-timeout', request, node: target.node } as const;
  turn.setTimer(timer, self.state.settings.replicaTimeoutUs);
}

/**
 * Where writes are acknowledged from memory, one replica is asked to flush this one: the first
 * other node, or whoever takes its place. Nobody waits for it beyond W. (§5, protocol.md 21)
 */
function storeMessage(self: Self, machine: PutMachine, { node, standsInFor }: Target): Message {
  const { request, key, shipped: versions } = machine;
  const { durability, durableWrite } = self.state.settings;
  const isAsked = ({ phase }: Target): boolean => phase !== 'missed';
  const first = machine.targets.find((each) => each.node !== self.state.node && isAsked(each));
  const durable = durability === 'buffered' && durableWrite && first?.node === node;
  return { type: 'store', request, key, versions, hintFor: standsInFor, durable };
}

/** Counts a replica's answer, or notes that it came after the request was decided. */
function countAnswer(turn: Turn, machine: RequestMachine, target: Target): Because {
  target.phase = 'answered';
  machine.count += 1;
  const { request, count } = machine;
  const { node: by, standsInFor, versions } = target;
  const counted = { request, by, standsInFor, count, late: machine.phase !== 'waiting' };
  if (machine.type === 'put') return turn.record({ type: 'write-acknowledged', ...counted });
  machine.fastest ??= by;
  return turn.record({ type: 'read-replied', ...counted, versions });
}

/** What a replica answers to a request, which may be long forgotten. */
export interface Answer {
  readonly request: RequestId;
  readonly versions: Target['versions'];
  readonly isPartial: boolean;
  readonly hintFor: NodeId | null;
}

export function onAnswer(self: Self, turn: Turn, from: NodeId, answered: Answer): void {
  const { request, versions, isPartial } = answered;
  const machine = self.state.requests.get(request);
  const target = machine?.targets.find(({ node }) => node === from);
  if (!machine || !target || target.phase === 'answered') return;
  turn.cancelTimer({ type: 'replica-timeout', request, node: from });
  target.versions = versions;
  target.answeredFor = answered.hintFor;
  if (isPartial) {
    takePartial(self, turn, machine, target);
    return;
  }
  const because = countAnswer(turn, machine, target);
  advance(self, turn, machine, because);
}

/**
 * What it has is taken into account, but does not count towards R: the node that kept the range
 * before is asked instead, the next one of the list. (§4.9)
 */
function takePartial(self: Self, turn: Turn, machine: RequestMachine, target: Target): void {
  target.phase = 'partial';
  const standIn = stillWanted(self, turn, machine) ? nextStandIn(self, machine, target) : null;
  if (standIn) {
    machine.targets.push(standIn);
    ask(self, turn, machine, standIn, recordTargets(turn, machine, null));
  }
  advance(self, turn, machine, null);
}

/** A replica missed `replica-timeout`: it is suspected, and the next node stands in. (§4.6) */
export function onReplicaTimeout(self: Self, turn: Turn, request: RequestId, node: NodeId): void {
  const machine = self.state.requests.get(request);
  const target = machine?.targets.find((other) => other.node === node);
  if (!machine || target?.phase !== 'asked') return;
  target.phase = 'missed';
  const because = suspect(self, turn, node, machine.type === 'put' ? 'store' : 'fetch');
  const standIn = stillWanted(self, turn, machine) ? nextStandIn(self, machine, target) : null;
  if (standIn) {
    machine.targets.push(standIn);
    ask(self, turn, machine, standIn, recordTargets(turn, machine, because));
  }
  advance(self, turn, machine, because);
}

/** A put wants all its n copies though W are enough to answer; a get only wants its R replies. */
function stillWanted(self: Self, turn: Turn, machine: RequestMachine): boolean {
  if (machine.phase === 'failed') return false;
  const inTime = turn.at < machine.startedAt + self.state.settings.requestTimeoutUs;
  return inTime && (machine.type === 'put' || machine.phase === 'waiting');
}

export function onDeadline(self: Self, turn: Turn, request: RequestId): void {
  const machine = self.state.requests.get(request);
  if (machine?.phase === 'waiting') fail(self, turn, machine, null);
}

/** Has the request its quorum, or can it have none? Are all answers in? */
function advance(self: Self, turn: Turn, machine: RequestMachine, because: Because): void {
  const isOpen = machine.targets.some((target) => target.phase === 'asked');
  if (machine.phase === 'waiting') {
    if (machine.count >= machine.needed) answer(self, turn, machine, because);
    else if (!isOpen) fail(self, turn, machine, because);
  }
  if (isOpen || machine.phase !== 'answered') return;
  if (machine.type === 'get') repairReplicas(self, turn, machine);
  else confirmDelete(self, turn, machine, because);
}

/** Exactly R or W have answered: so does the coordinator, at once. (§4.5) */
function answer(self: Self, turn: Turn, machine: RequestMachine, because: Because): void {
  machine.phase = 'answered';
  turn.cancelTimer({ type: 'request-deadline', request: machine.request });
  const completed = recordCompleted(self, turn, machine, null, because);
  if (machine.type === 'get') answerGet(self, turn, machine, completed);
  else answerPut(self, turn, machine, completed);
}

/**
 * The quorum can't be had. Nothing is taken back: a put that failed is *not acknowledged*, and
 * may surface later. (§4.5, protocol.md 17)
 */
function fail(self: Self, turn: Turn, machine: RequestMachine, because: Because): void {
  machine.phase = 'failed';
  turn.cancelTimer({ type: 'request-deadline', request: machine.request });
  const reason = machine.type === 'get' ? 'read-quorum-not-met' : 'write-quorum-not-met';
  const completed = recordCompleted(self, turn, machine, reason, because);
  const { request, client } = machine;
  turn.respond(client, { type: 'response', request, outcome: 'failed', reason }, completed);
}

function recordCompleted(
  self: Self,
  turn: Turn,
  machine: RequestMachine,
  reason: FailureReason | null,
  because: Because,
): Because {
  const { request, type: op, key, count, needed } = machine;
  noteForeground(self, turn, turn.at - machine.startedAt);
  const outcome = reason === null ? 'ok' : 'failed';
  const detail = `${count} of ${op === 'get' ? 'R' : 'W'} = ${needed}`;
  const fact = { request, op, key, outcome, reason, detail } as const;
  return turn.record({ type: 'request-completed', ...fact }, because);
}
