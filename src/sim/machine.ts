import { randomStream, type RandomStream } from '../base/random.ts';
import type { Position } from '../base/position.ts';
import type { Micros } from '../base/time.ts';
import type { Input } from '../dynamo/effect.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { EventId } from '../trace/event.ts';
import { Disk } from './disk.ts';
import type { Delivery } from './network/mail.ts';

/** What a node is to be given: a message, or what the world itself tells it and why. */
export type Arrival =
  | { readonly type: 'delivery'; readonly at: Micros; readonly delivery: Delivery }
  | {
      readonly type: 'control';
      readonly at: Micros;
      readonly input: Input;
      readonly cause: EventId;
    };

/** What the world knows of one node: the machine it runs on. */
export interface Machine {
  readonly node: NodeId;
  readonly disk: Disk;
  readonly crashStream: RandomStream;
  status: 'up' | 'down' | 'paused';
  /** The highest incarnation that its node ever counted as; 0 before its first start. */
  incarnation: number;
  /** Its wall clock less virtual time. */
  skewUs: number;
  /** Tokens that its node takes when it first becomes a member. */
  readonly tokens: readonly Position[];
  /** Does the balancer send requests here? Members only. */
  inService: boolean;
  /** What was sent to it before then went to an earlier life, and is lost. */
  connectedSince: Micros;
  /** Timers that were due while it was paused go off now. */
  awakeSince: Micros;
  /** In order: what it gets at the beginning of its next window; while paused, what piles up. */
  waiting: Arrival[];
  /** Its disk is at work until then; what comes in waits. */
  busyUntil: Micros;
  nextTimerAt: Micros | null;
  nextForegroundAt: Micros | null;
  /** For whom it holds hints. */
  owes: readonly NodeId[];
  /** The event behind each timer that is set, by timer key. */
  readonly timerCauses: Map<string, EventId>;
}

export function makeMachine(
  node: NodeId,
  tokens: readonly Position[],
  randomSeed: number,
): Machine {
  return {
    node,
    disk: new Disk(),
    crashStream: randomStream(randomSeed, `disk ${node}`),
    tokens,
    inService: false,
    status: 'down',
    incarnation: 0,
    skewUs: 0,
    connectedSince: 0,
    awakeSince: 0,
    waiting: [],
    busyUntil: 0,
    nextTimerAt: null,
    nextForegroundAt: null,
    owes: [],
    timerCauses: new Map(),
  };
}

/** When the machine has something to do by itself; null while it has not. */
export function dueAt(machine: Machine): Micros | null {
  if (machine.status !== 'up') return null;
  const waitingAt = machine.waiting[0]?.at ?? Infinity;
  const timerAt = Math.max(machine.nextTimerAt ?? Infinity, machine.awakeSince);
  const at = Math.min(waitingAt, timerAt);
  return at === Infinity ? null : Math.max(at, machine.busyUntil);
}
