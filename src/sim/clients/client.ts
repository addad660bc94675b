import type { Micros } from '../../base/time.ts';
import { randomStream, type RandomStream } from '../../base/random.ts';
import type { History } from '../../dynamo/membership/history.ts';
import type {
  ClientRequest,
  ClientResponse,
  FailureReason,
  MembersAsk,
} from '../../dynamo/message.ts';
import type { ClientId, Key, NodeId, RequestId } from '../../dynamo/names.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Context, Version } from '../../dynamo/versioning/version.ts';
import type { EventBody } from '../../trace/event.ts';
import { mergedCart, printCart } from './cart.ts';
import { MembersView, refreshEveryUs } from './members-view.ts';

/** What a client does with its first answer, when one command is a get and then a put. */
export interface CartChange {
  readonly item: string;
  readonly adds: boolean;
  /** The id that its put will have. */
  readonly putRequest: RequestId;
}

export interface Wish {
  readonly request: RequestId;
  readonly op: 'get' | 'put' | 'delete';
  readonly key: Key;
  readonly value: string | null;
  /** Sends no context although it may have one. */
  readonly blind: boolean;
  readonly via: NodeId | null;
  readonly cart: CartChange | null;
}

/** What the world lets a client know: who is there to be asked, as a load balancer sees it. */
export interface Reception {
  /** Nodes that accept connections. */
  readonly reachable: readonly NodeId[];
  /** All that run, members or not. */
  readonly running: readonly NodeId[];
  /** How long a client waits for an answer. */
  readonly patienceUs: Micros;
  /** Who picks the coordinator: the balancer, or the client by its own view of the ring. (§6.4) */
  readonly routing: 'balancer' | 'client';
  readonly settings: Settings;
}

/** What a client asks of the world. */
export type ClientEffect =
  | { readonly type: 'record'; readonly body: EventBody }
  | { readonly type: 'send'; readonly to: NodeId; readonly message: ClientRequest | MembersAsk }
  | { readonly type: 'wait'; readonly request: RequestId; readonly untilUs: Micros };

/**
 * Somebody who reads and writes. Sits on the network like a node, keeps the context of its last
 * get or put of each key, and sends it along with the next put. (§4.1)
 */
export class Client {
  readonly client: ClientId;
  private readonly contexts = new Map<Key, Context>();
  private readonly waiting = new Map<RequestId, Wish>();
  private readonly routing: RandomStream;
  private readonly peers: RandomStream;
  private readonly members = new MembersView();

  constructor(client: ClientId, randomSeed: number) {
    this.client = client;
    this.routing = randomStream(randomSeed, `client ${client}`);
    this.peers = randomStream(randomSeed, `members ${client}`);
  }

  /** When it asks for the members again; null: it goes through the balancer. */
  get refreshAt(): Micros | null {
    return this.members.refreshAt;
  }

  /** Is it waiting for this answer? */
  waitsFor(request: RequestId): boolean {
    return this.waiting.has(request);
  }

  /**
   * Sends a request to the node it names; or, through the balancer, to any that accepts
   * connections; or, by its own view of the ring, to a home node. (§6.4) Fails at once where
   * nobody accepts one.
   */
  issue(wish: Wish, at: Micros, reception: Reception): ClientEffect[] {
    const { request, op, key, value } = wish;
    const context = op === 'get' || wish.blind ? null : (this.contexts.get(key) ?? null);
    const asks: ClientEffect[] = [];
    const to = this.route(wish, context, at, reception, asks);
    const via = typeof to === 'string' ? to : wish.via;
    const issued: ClientEffect = {
      type: 'record',
      body: { type: 'request-issued', request, op, key, value, via, context },
    };
    if (typeof to !== 'string') return [issued, answered(request, to.reason, []), ...asks];
    this.waiting.set(request, wish);
    const { client } = this;
    const message: ClientRequest =
      op === 'get'
        ? { type: 'get', request, client, key }
        : { type: 'put', request, client, key, value, context };
    const untilUs = at + reception.patienceUs;
    return [issued, { type: 'send', to, message }, { type: 'wait', request, untilUs }, ...asks];
  }

  private route(
    { via, key, op }: Wish,
    context: Context | null,
    at: Micros,
    reception: Reception,
    asks: ClientEffect[],
  ): NodeId | { reason: FailureReason } {
    const { reachable, running, settings } = reception;
    if (via !== null) return reachable.includes(via) ? via : { reason: 'node-down' };
    if (reachable.length === 0) return { reason: 'no-node-reachable' };
    if (reception.routing === 'balancer') return this.routing.pick(reachable);
    const list = this.members.listOf(key, settings);
    if (!list) {
      if (this.refreshAt === null) asks.push(...this.refresh(at, reception));
      return this.routing.pick(reachable);
    }
    const fastest =
      op === 'get' || settings.coordinator === 'first' ? null : (context?.fastest ?? null);
    const order = fastest !== null && list.includes(fastest) ? [fastest, ...list] : list;
    const to = order.find((node) => running.includes(node));
    // A member that can't be reached: the view may be out of date.
    if (to !== order[0]) asks.push(...this.refresh(at, reception));
    return to ?? this.routing.pick(reachable);
  }

  /** Asks a random node who the members are. (§6.4) */
  refresh(at: Micros, { reachable, routing }: Reception): ClientEffect[] {
    this.members.refreshAt = routing === 'client' ? at + refreshEveryUs : null;
    if (routing === 'balancer' || reachable.length === 0) return [];
    const to = this.peers.pick(reachable);
    return [{ type: 'send', to, message: { type: 'members-ask', client: this.client } }];
  }

  /** A node told who the members are, as it knows. */
  learn(from: NodeId, history: History): ClientEffect[] {
    const body = { type: 'members-downloaded', from, ...this.members.take(history) } as const;
    return [{ type: 'record', body }];
  }

  /** An answer came. One that nobody waits for any more changes nothing. */
  receive(response: ClientResponse, at: Micros, reception: Reception): ClientEffect[] {
    const wish = this.waiting.get(response.request);
    if (!wish) return [];
    this.waiting.delete(response.request);
    if (response.outcome === 'failed') return [answered(response.request, response.reason, [])];
    this.contexts.set(wish.key, response.context);
    const effects = [answered(response.request, null, response.versions)];
    if (wish.cart)
      effects.push(...this.changeCart(wish, wish.cart, response.versions, at, reception));
    return effects;
  }

  /** Merges all versions of the cart, changes one item, and puts it back. (§4.4) */
  private changeCart(
    { key, via }: Wish,
    { item, adds, putRequest }: CartChange,
    versions: readonly Version[],
    at: Micros,
    reception: Reception,
  ): ClientEffect[] {
    const items = new Set(mergedCart(versions));
    if (adds) items.add(item);
    else items.delete(item);
    const value = printCart(items);
    const put = {
      request: putRequest,
      op: 'put',
      key,
      value,
      blind: false,
      via,
      cart: null,
    } as const;
    return this.issue(put, at, reception);
  }

  /** Its patience is over. The request may have been carried out or not. */
  giveUp(request: RequestId, at: Micros, reception: Reception): ClientEffect[] {
    if (!this.waiting.delete(request)) return [];
    const asks = this.refreshAt === null ? [] : this.refresh(at, reception);
    return [answered(request, 'timeout', []), ...asks];
  }
}

function answered(
  request: RequestId,
  reason: FailureReason | null,
  versions: readonly Version[],
): ClientEffect {
  const outcome = reason === null ? 'ok' : 'failed';
  return { type: 'record', body: { type: 'request-answered', request, outcome, reason, versions } };
}
