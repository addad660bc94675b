import { randomStream } from '../../base/random.ts';
import type { RandomStream } from '../../base/random.ts';
import type { Micros } from '../../base/time.ts';
import type { Message } from '../../dynamo/message.ts';
import { actorOf } from '../../dynamo/names.ts';
import type { Address, Key, NodeId } from '../../dynamo/names.ts';
import { defaultSettings } from '../../dynamo/settings.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { EventBody } from '../event.ts';
import { Trace } from '../trace.ts';

/** What a made-up run is like. */
export interface SyntheticRun {
  readonly events: number;
  readonly nodes: number;
  readonly keys: number;
}

/** An event that has no place in the trace yet. */
export interface Planned {
  readonly at: Micros;
  readonly node: Address;
  readonly body: EventBody;
  readonly cause: Planned | null;
}

/** Events as they come to mind, to be put in order of time at the end. */
export class Plan {
  readonly events: Planned[] = [];
  readonly run: SyntheticRun;
  readonly random: RandomStream = randomStream(1, 'synthetic');
  readonly latest = new Map<Key, Version>();
  readonly #counters = new Map<Key, number>();
  /** When the latest request was issued. */
  at: Micros = 0;
  #messages = 0;

  constructor(run: SyntheticRun) {
    this.run = run;
    const nodes = Array.from({ length: run.nodes }, (_, index) => ({
      node: nodeName(index),
      capacity: 1,
      dataCentre: null,
      isSeedNode: index === 0,
      tokens: Array.from({ length: 8 }, () => this.token()),
    }));
    this.add(0, 'world', null, {
      type: 'run-started',
      title: 'synthetic',
      randomSeed: 1,
      settings: defaultSettings,
      nodes,
      world: { latency: 'uniform:5ms:15ms' },
    });
  }

  /** Sent, and delivered or, one time in a hundred, sent again after it was lost. */
  send(from: Address, to: Address, cause: Planned, body: Message): Planned {
    this.#messages += 1;
    const message = `m${this.#messages}`;
    const arrivesAt = cause.at + this.random.integer(5_000, 15_000);
    const sent = this.add(cause.at, from, cause, {
      type: 'message-sent',
      message,
      to,
      arrivesAt,
      body,
      bytes: 120,
      copyOf: null,
    });
    if (this.random.chance(0.01)) {
      const lost = { type: 'message-lost', message, reason: 'lossy-link' } as const;
      return this.send(from, to, this.add(arrivesAt, to, sent, lost), body);
    }
    return this.add(arrivesAt, to, sent, { type: 'message-delivered', message });
  }

  newVersion(key: Key, node: NodeId, value: string): Version {
    const counter = (this.#counters.get(key) ?? 0) + 1;
    this.#counters.set(key, counter);
    const actor = actorOf(node, 1);
    const clock = [{ actor, counter, raisedAt: this.at }];
    return { value, clock, dot: { actor, counter }, unseen: [], writtenAt: this.at };
  }

  token(): string {
    return Array.from({ length: 32 }, () => this.random.integer(0, 15).toString(16)).join('');
  }

  add(at: Micros, node: Address, cause: Planned | null, body: EventBody): Planned {
    const planned = { at, node, body, cause };
    this.events.push(planned);
    return planned;
  }

  store(
    cause: Planned,
    node: NodeId,
    key: Key,
    version: Version,
    how: {
      readonly reason: 'coordinated' | 'replicated';
      readonly request: string;
      readonly old: Version | undefined;
    },
  ): Planned {
    const { reason, request, old } = how;
    const body = { type: 'version-stored', key, version, reason, request } as const;
    const stored = this.add(cause.at, node, cause, body);
    const by = version.dot;
    if (old)
      this.add(cause.at, node, stored, { type: 'version-superseded', key, version: old, by });
    return stored;
  }

  /** The trace of what is planned, as far as the run goes. */
  trace(): Trace {
    const ordered = this.events
      .map((event, order) => ({ event, order }))
      .toSorted((a, b) => a.event.at - b.event.at || a.order - b.order)
      .slice(0, this.run.events);
    const ids = new Map<Planned, number>(ordered.map(({ event }, id) => [event, id]));
    return Trace.of(
      ordered.map(({ event: { at, node, body, cause } }, id) => {
        const because = cause === null ? null : (ids.get(cause) ?? null);
        return { id, at, node, cause: because, ...body };
      }),
    );
  }
}

export function nodeName(index: number): NodeId {
  return `N${index + 1}`;
}
