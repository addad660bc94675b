import { positionOf } from '../../base/position.ts';
import type { Message } from '../../dynamo/message.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { Trace } from '../trace.ts';
import { nodeName, Plan } from './synthetic-plan.ts';
import type { Planned, SyntheticRun } from './synthetic-plan.ts';

/**
 * A run as it might have been: clients put and get under steady load, each request goes
 * through one coordinator to three replicas, some messages are lost, and now and then a node
 * dies, is suspected, has hints kept for it and gets them back. For measuring.
 */
export function syntheticTrace(run: SyntheticRun): Trace {
  const load = new Load(run);
  while (load.events.length < run.events) load.nextRequest();
  return load.trace();
}

class Load extends Plan {
  #requests = 0;

  nextRequest(): void {
    this.at += this.random.integer(500, 5_000);
    this.#requests += 1;
    const request = `r${this.#requests}`;
    const key = `key-${this.random.integer(0, this.run.keys - 1)}`;
    const client = `client-${this.random.integer(1, 4)}`;
    const isPut = this.random.chance(0.5);
    const op = isPut ? 'put' : 'get';
    const value = isPut ? `value ${this.#requests}` : null;
    const issued = this.add(this.at, client, null, {
      type: 'request-issued',
      request,
      op,
      key,
      value,
      via: null,
      context: null,
    });
    const first = Number.parseInt(positionOf(key).slice(0, 8), 16);
    const nodes = Array.from({ length: this.run.nodes }, (_, step) =>
      nodeName((first + step) % this.run.nodes),
    );
    const message: Message = isPut
      ? { type: 'put', request, client, key, value, context: null }
      : { type: 'get', request, client, key };
    const asked = this.send(client, nodes[0] as NodeId, issued, message);
    if (isPut) this.#put({ request, key, client, nodes, asked, value: value ?? '' });
    else this.#get({ request, key, client, nodes, asked });
    if (this.#requests % 200 === 0) this.#crash(nodes[1] as NodeId, key, nodes[4 % nodes.length]);
  }

  #put(ask: Ask & { readonly value: string }): void {
    const { request, key } = ask;
    const coordinator = ask.nodes[0] as NodeId;
    const resolved = this.#resolve(ask, 'put');
    const made = this.newVersion(key, coordinator, ask.value);
    const old = this.latest.get(key);
    this.latest.set(key, made);
    const reason = 'coordinated';
    const stored = this.store(resolved, coordinator, key, made, { reason, request, old });
    for (const [index, replica] of ask.nodes.slice(1, 3).entries()) {
      const body = {
        type: 'store',
        request,
        key,
        versions: [made],
        hintFor: null,
        durable: false,
      } as const;
      const arrived = this.send(coordinator, replica, stored, body);
      const copied = this.store(arrived, replica, key, made, {
        reason: 'replicated',
        request,
        old,
      });
      const reply = { type: 'store-ack', request, hintFor: null } as const;
      const back = this.send(replica, coordinator, copied, reply);
      this.add(back.at, coordinator, back, {
        type: 'write-acknowledged',
        request,
        by: replica,
        standsInFor: null,
        count: index + 2,
        late: index > 0,
      });
      if (index === 0) this.#answer(ask, 'put', back, [made]);
    }
  }

  #get(ask: Ask): void {
    const { request, key } = ask;
    const coordinator = ask.nodes[0] as NodeId;
    const latest = this.latest.get(key);
    const versions = latest ? [latest] : [];
    const resolved = this.#resolve(ask, 'get');
    for (const [index, replica] of ask.nodes.slice(1, 3).entries()) {
      const body = { type: 'fetch', request, key, hintFor: null } as const;
      const arrived = this.send(coordinator, replica, resolved, body);
      const held = { isPartial: false, versions, hintFor: null } as const;
      const reply = { type: 'fetch-reply', request, ...held } as const;
      const back = this.send(replica, coordinator, arrived, reply);
      this.add(back.at, coordinator, back, {
        type: 'read-replied',
        request,
        by: replica,
        standsInFor: null,
        versions,
        count: index + 2,
        late: index > 0,
      });
      if (index === 0) this.#answer(ask, 'get', back, versions);
    }
  }

  #resolve({ request, key, client, nodes, asked }: Ask, op: 'get' | 'put'): Planned {
    const node = nodes[0] as NodeId;
    const received = this.add(asked.at, node, asked, {
      type: 'request-received',
      request,
      op,
      key,
      client,
    });
    return this.add(asked.at, node, received, {
      type: 'preference-list-resolved',
      request,
      key,
      preferenceList: nodes,
      homes: 3,
      chosen: nodes.slice(0, 3).map((home) => ({ node: home, standsInFor: null })),
    });
  }

  #answer(ask: Ask, op: 'get' | 'put', cause: Planned, versions: readonly Version[]): void {
    const { request, key, client } = ask;
    const coordinator = ask.nodes[0] as NodeId;
    const how = { outcome: 'ok', reason: null } as const;
    const completed = this.add(cause.at, coordinator, cause, {
      type: 'request-completed',
      request,
      op,
      key,
      ...how,
      detail: null,
    });
    const context = { key, clock: versions[0]?.clock ?? [], unseen: [], fastest: null };
    const body = { type: 'response', request, outcome: 'ok', versions, context } as const;
    const arrived = this.send(coordinator, client, completed, body);
    this.add(arrived.at, client, arrived, { type: 'request-answered', request, ...how, versions });
  }

  /** A node dies, a hint is kept for it, it comes back and gets it. */
  #crash(target: NodeId, key: Key, holder: NodeId | undefined): void {
    const version = this.latest.get(key);
    if (!version || holder === undefined || holder === target) return;
    const command = { type: 'command-issued', line: `kill ${target}` } as const;
    const told = this.add(this.at, 'world', null, command);
    this.add(told.at, 'world', told, { type: 'node-killed', target });
    const missed = this.add(told.at + 100_000, holder, told, {
      type: 'node-suspected',
      suspect: target,
      missed: 'store',
    });
    const hint = { type: 'hint-stored', key, version, for: target, request: null } as const;
    this.add(missed.at, holder, missed, hint);
    const back = this.add(told.at + 500_000, 'world', null, { type: 'node-restarted', target });
    const trusted = { type: 'node-trusted', trusted: target } as const;
    const heard = this.add(back.at + 50_000, holder, back, trusted);
    const { dot } = version;
    this.add(heard.at, holder, heard, { type: 'hint-handed-off', key, to: target, dots: [dot] });
    this.add(heard.at + 20_000, holder, heard, {
      type: 'hint-discarded',
      key,
      for: target,
      dot,
      reason: 'handed-off',
    });
  }
}

interface Ask {
  readonly request: string;
  readonly key: Key;
  readonly client: string;
  readonly nodes: readonly NodeId[];
  readonly asked: Planned;
}
