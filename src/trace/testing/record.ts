import type { Micros } from '../../base/time.ts';
import type { Address, Key, NodeId } from '../../dynamo/names.ts';
import { defaultSettings } from '../../dynamo/settings.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { actorOf } from '../../dynamo/names.ts';
import type { EventBody, EventId, MessageId, TraceEvent } from '../event.ts';
import { Trace } from '../trace.ts';

/** Writes a trace by hand, event by event. */
export class Recorder {
  readonly trace = new Trace();
  /** When the next event happens; moves forward only. */
  at: Micros = 0;
  #messages = 0;

  constructor(nodes: readonly NodeId[], settings: Partial<Settings> = {}) {
    this.record('world', {
      type: 'run-started',
      title: null,
      randomSeed: 1,
      settings: { ...defaultSettings, ...settings },
      nodes: nodes.map((node, index) => ({
        node,
        capacity: 1,
        dataCentre: null,
        isSeedNode: index === 0,
        tokens: [index.toString(16).padStart(2, '0').padEnd(32, '0')],
      })),
      world: { latency: 'uniform:5ms:15ms' },
    });
  }

  /** One more event, caused by the one before it unless said otherwise. */
  record(node: Address, body: EventBody, cause?: EventId | null): EventId {
    const id = this.trace.length;
    const because = cause === undefined ? (id === 0 ? null : id - 1) : cause;
    const event = { id, at: this.at, node, cause: because, ...body } as TraceEvent;
    this.trace.append([event]);
    return id;
  }

  send(from: Address, to: Address, cause?: EventId | null): MessageId {
    this.#messages += 1;
    const message = `m${this.#messages}`;
    const body = { type: 'probe', probe: this.#messages } as const;
    const arrivesAt = this.at + 10_000;
    this.record(
      from,
      { type: 'message-sent', message, to, arrivesAt, body, bytes: 50, copyOf: null },
      cause,
    );
    return message;
  }

  issue(client: Address, request: string, op: 'get' | 'put' | 'delete', key: Key, value?: string) {
    return this.record(client, {
      type: 'request-issued',
      request,
      op,
      key,
      value: value ?? null,
      via: null,
      context: null,
    });
  }

  store(node: NodeId, key: Key, version: Version, request: string | null = null): EventId {
    const reason = request === null ? 'replicated' : 'coordinated';
    return this.record(node, { type: 'version-stored', key, version, reason, request });
  }

  supersede(node: NodeId, key: Key, version: Version, by: Version): EventId {
    return this.record(node, { type: 'version-superseded', key, version, by: by.dot });
  }

  hint(node: NodeId, key: Key, version: Version, intended: NodeId, request?: string): EventId {
    return this.record(node, {
      type: 'hint-stored',
      key,
      version,
      for: intended,
      request: request ?? null,
    });
  }

  resolve(node: NodeId, request: string, key: Key, list: readonly NodeId[], homes: number) {
    return this.record(node, {
      type: 'preference-list-resolved',
      request,
      key,
      preferenceList: list,
      homes,
      chosen: list.slice(0, homes).map((each) => ({ node: each, standsInFor: null })),
    });
  }

  acknowledge(coordinator: NodeId, request: string, by: NodeId, count: number): EventId {
    return this.record(coordinator, {
      type: 'write-acknowledged',
      request,
      by,
      standsInFor: null,
      count,
      late: false,
    });
  }

  complete(node: NodeId, request: string, op: 'get' | 'put', key: Key): EventId {
    const how = { outcome: 'ok', reason: null, detail: null } as const;
    return this.record(node, { type: 'request-completed', request, op, key, ...how });
  }

  answer(client: Address, request: string, versions: readonly Version[] = []): EventId {
    return this.record(client, {
      type: 'request-answered',
      request,
      outcome: 'ok',
      reason: null,
      versions,
    });
  }

  set(change: Partial<Settings>): EventId {
    const settings = { ...defaultSettings, ...change };
    return this.record('world', { type: 'setting-changed', settings, changes: '' });
  }
}

/** `versionOf('milk', { A: 2, B: 1 })`: coordinated by the first actor named. */
export function versionOf(value: string | null, clock: Readonly<Record<string, number>>): Version {
  const counters = Object.entries(clock);
  const [actor, counter] = counters[0] ?? [actorOf('A', 1), 1];
  return {
    value,
    clock: counters
      .map(([name, count]) => ({ actor: name, counter: count, raisedAt: 0 }))
      .toSorted((a, b) => (a.actor < b.actor ? -1 : 1)),
    dot: { actor, counter },
    unseen: [],
    writtenAt: 0,
  };
}
