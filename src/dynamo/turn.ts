import type { Micros } from '../base/time.ts';
import type { Effect, Fact, Moment, Timer } from './effect.ts';
import type { ClientResponse, MembersReply, Message } from './message.ts';
import type { ClientId, NodeId } from './names.ts';

/** The index, in the current step, of a recorded fact; null is the input itself. */
export type Because = number | null;

/** One step of a node: what it was told when, and the effects it has asked for so far. */
export class Turn {
  readonly effects: Effect[] = [];
  readonly at: Micros;
  readonly wallClock: Micros;
  readonly waitedUs: Micros;

  constructor(moment: Moment) {
    this.at = moment.at;
    this.wallClock = moment.wallClock;
    this.waitedUs = moment.waitedUs;
  }

  /** Notes what happened, and gives the reason to name for what follows from it. */
  record(fact: Fact, because: Because = null): Because {
    this.effects.push({ type: 'record', fact, because });
    return this.effects.length - 1;
  }

  send(to: NodeId, message: Message, because: Because = null): void {
    this.effects.push({ type: 'send', to, message, because });
  }

  respond(to: ClientId, message: ClientResponse | MembersReply, because: Because = null): void {
    this.effects.push({ type: 'respond', to, message, because });
  }

  /** Sets or resets a timer. `background` timers alone do not keep a run going. */
  setTimer(timer: Timer, afterUs: Micros, background = false): void {
    this.effects.push({ type: 'set-timer', timer, at: this.at + afterUs, background });
  }

  cancelTimer(timer: Timer): void {
    this.effects.push({ type: 'cancel-timer', timer });
  }

  persist(record: string, flushed: boolean): void {
    this.effects.push({ type: 'persist', record, flushed });
  }
}
