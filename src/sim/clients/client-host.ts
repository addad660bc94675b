import TinyQueue from 'tinyqueue';

import type { Micros } from '../../base/time.ts';
import type { ClientResponse, MembersReply } from '../../dynamo/message.ts';
import type { ClientId, RequestId } from '../../dynamo/names.ts';
import type { Delivery } from '../network/mail.ts';
import { Client, type ClientEffect, type Reception, type Wish } from './client.ts';
import type { Workload } from './workload.ts';

/** One thing that a client did, and why. */
export interface ClientStep {
  readonly at: Micros;
  readonly because: Delivery | { readonly gaveUp: RequestId } | 'by itself';
  readonly effects: readonly ClientEffect[];
}

interface GiveUp {
  readonly at: Micros;
  readonly request: RequestId;
}

/** Runs one client through windows of virtual time, as a node's host does with its node. */
export class ClientHost {
  readonly client: ClientId;
  private readonly actor: Client;
  private readonly workload: Workload | null;
  private readonly giveUps = new TinyQueue<GiveUp>([], (a, b) => a.at - b.at);

  constructor(client: ClientId, randomSeed: number, workload: Workload | null) {
    this.client = client;
    this.actor = new Client(client, randomSeed);
    this.workload = workload;
  }

  /** A person told the client to do this now. */
  issue(wish: Wish, at: Micros, reception: Reception): readonly ClientEffect[] {
    return this.remember(this.actor.issue(wish, at, reception));
  }

  /** When the client has something to do by itself. */
  dueAt(): Micros | null {
    const dueAt = Math.min(this.requestDueAt(), this.actor.refreshAt ?? Infinity);
    return dueAt === Infinity ? null : dueAt;
  }

  /** Is there an answer to come, or a request still to be issued? */
  isBusy(): boolean {
    return this.requestDueAt() !== Infinity;
  }

  private requestDueAt(): Micros {
    return Math.min(this.nextGiveUp()?.at ?? Infinity, this.workload?.nextAt ?? Infinity);
  }

  /** What happens to the client before `untilUs`: answers, its patience's end, its workload. */
  run(deliveries: readonly Delivery[], untilUs: Micros, reception: Reception): ClientStep[] {
    const steps: ClientStep[] = [];
    let next = 0;
    for (;;) {
      const delivery = deliveries[next];
      const dueAt = this.dueAt() ?? Infinity;
      if (delivery && delivery.at <= dueAt) {
        steps.push(this.receive(delivery, reception));
        next += 1;
      } else if (dueAt < untilUs) {
        steps.push(this.actByItself(dueAt, reception));
      } else {
        return steps;
      }
    }
  }

  private receive(delivery: Delivery, reception: Reception): ClientStep {
    const body = delivery.body as ClientResponse | MembersReply;
    const effects =
      body.type === 'members-reply'
        ? this.actor.learn(delivery.from, body.history)
        : this.actor.receive(body, delivery.at, reception);
    return { at: delivery.at, because: delivery, effects: this.remember(effects) };
  }

  private actByItself(at: Micros, reception: Reception): ClientStep {
    const giveUp = this.nextGiveUp();
    if (giveUp && giveUp.at === at) {
      this.giveUps.pop();
      const because = { gaveUp: giveUp.request };
      return { at, because, effects: this.actor.giveUp(giveUp.request, at, reception) };
    }
    if (this.actor.refreshAt === at) {
      return { at, because: 'by itself', effects: this.actor.refresh(at, reception) };
    }
    const wish = this.workload?.next();
    const effects = wish ? this.issue(wish, at, reception) : [];
    return { at, because: 'by itself', effects };
  }

  private remember(effects: readonly ClientEffect[]): readonly ClientEffect[] {
    for (const effect of effects) {
      if (effect.type === 'wait')
        this.giveUps.push({ at: effect.untilUs, request: effect.request });
    }
    return effects;
  }

  private nextGiveUp(): GiveUp | undefined {
    for (;;) {
      const first = this.giveUps.peek();
      if (!first || this.actor.waitsFor(first.request)) return first;
      this.giveUps.pop();
    }
  }
}
