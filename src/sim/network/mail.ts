import TinyQueue from 'tinyqueue';

import { compareText } from '../../base/order.ts';
import type { Micros } from '../../base/time.ts';
import { isBackground, type Message } from '../../dynamo/message.ts';
import { messageBytes } from '../../dynamo/message-size.ts';
import type { Address } from '../../dynamo/names.ts';
import type { EventId, LossReason, MessageId } from '../../trace/event.ts';
import type { Recorder } from '../recorder.ts';
import type { Links } from './links.ts';

/** A message under way. */
export interface Delivery {
  at: Micros;
  /** Whose sending it was, and the how-manieth: breaks ties, the same way every time. */
  readonly origin: Address;
  readonly sequence: number;
  readonly message: MessageId;
  readonly from: Address;
  readonly to: Address;
  readonly body: Message;
  readonly sentAt: Micros;
  readonly sentBy: EventId;
  /** Decided when it was sent: it will not arrive. */
  readonly doom: LossReason | null;
  /** Dropped, delayed or delivered by hand: this entry of the queue is void. */
  isVoid: boolean;
}

/** A message that is sent now, before it is on its way. */
interface Letter {
  readonly at: Micros;
  readonly from: Address;
  readonly to: Address;
  readonly body: Message;
  readonly cause: EventId | null;
  readonly doom: LossReason | null;
}

/**
 * Everything that is under way between two addresses, in the order in which it arrives. Carries
 * envelopes; what is in them it only weighs, and tells from what goes on all the time.
 */
export class Mail {
  private readonly queue = new TinyQueue<Delivery>([], byArrival);
  private readonly underWay = new Map<MessageId, Delivery>();
  private readonly sequences = new Map<Address, number>();
  private readonly links: Links;
  private readonly recorder: Recorder;
  private sent = 0;

  constructor(links: Links, recorder: Recorder) {
    this.links = links;
    this.recorder = recorder;
  }

  send(at: Micros, from: Address, to: Address, body: Message, cause: EventId | null): void {
    const passage = this.links.pass(from, to);
    const doom = this.links.isCut(from, to) ? 'unreachable' : passage.isLost ? 'lossy-link' : null;
    const arrivesAt = at + passage.latencyUs;
    const letter = { at, from, to, body, cause, doom } as const;
    const message = this.dispatch(letter, arrivesAt, null);
    if (passage.copyLatencyUs !== null) {
      this.dispatch(letter, at + passage.copyLatencyUs, message);
    }
  }

  private dispatch(letter: Letter, arrivesAt: Micros, copyOf: MessageId | null): MessageId {
    const { at, from, to, body, cause, doom } = letter;
    this.sent += 1;
    const message: MessageId = `m${this.sent}`;
    const bytes = messageBytes(body);
    const event = { type: 'message-sent', message, to, arrivesAt, body, bytes, copyOf } as const;
    const sentBy = this.recorder.record(at, from, cause, event);
    const sequence = (this.sequences.get(from) ?? 0) + 1;
    this.sequences.set(from, sequence);
    this.enqueue({
      at: arrivesAt,
      origin: from,
      sequence,
      message,
      from,
      to,
      body,
      sentAt: at,
      sentBy,
      doom,
      isVoid: false,
    });
    return message;
  }

  private enqueue(delivery: Delivery): void {
    this.queue.push(delivery);
    this.underWay.set(delivery.message, delivery);
  }

  /** When the next message arrives; null when none is under way. */
  nextAt(): Micros | null {
    return this.head()?.at ?? null;
  }

  /** Takes out what arrives before the time given, in order of arrival. */
  takeUntil(untilUs: Micros): Delivery[] {
    const taken: Delivery[] = [];
    for (let first = this.head(); first && first.at < untilUs; first = this.head()) {
      this.queue.pop();
      this.underWay.delete(first.message);
      taken.push(first);
    }
    return taken;
  }

  /** Is nothing under way but what goes on all the time? */
  isQuiet(): boolean {
    for (const { body } of this.underWay.values()) if (!isBackground(body)) return false;
    return true;
  }

  find(message: MessageId): Delivery | null {
    return this.underWay.get(message) ?? null;
  }

  /** Takes one message out of the network. */
  remove(delivery: Delivery): void {
    delivery.isVoid = true;
    this.underWay.delete(delivery.message);
  }

  /** Makes it arrive at another time. */
  reschedule(delivery: Delivery, at: Micros): void {
    this.remove(delivery);
    this.enqueue({ ...delivery, at, isVoid: false });
  }

  /** A second copy, made by hand. */
  duplicate(delivery: Delivery, at: Micros, cause: EventId): void {
    const { from, to, body, message: copyOf } = delivery;
    const doom = this.links.isCut(from, to) ? 'unreachable' : null;
    const arrivesAt = at + this.links.drawAgain(from, to);
    this.dispatch({ at, from, to, body, cause, doom }, arrivesAt, copyOf);
  }

  private head(): Delivery | undefined {
    for (;;) {
      const first = this.queue.peek();
      if (!first?.isVoid) return first;
      this.queue.pop();
    }
  }
}

function byArrival(a: Delivery, b: Delivery): number {
  return a.at - b.at || compareText(a.origin, b.origin) || a.sequence - b.sequence;
}
