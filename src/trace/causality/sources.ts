import type { Address, Key, NodeId, RequestId } from '../../dynamo/names.ts';
import type { EventId, EventOf, MessageId, TraceEvent } from '../event.ts';
import { keysOfMessage, tellsVersions } from './carried.ts';

/** For each first name and second name, the latest event. */
class Latest {
  readonly #of = new Map<string, Map<string, EventId>>();

  get(a: string, b: string): EventId | undefined {
    return this.#of.get(a)?.get(b);
  }

  set(a: string, b: string, id: EventId): void {
    let row = this.#of.get(a);
    if (row === undefined) this.#of.set(a, (row = new Map<string, EventId>()));
    row.set(b, id);
  }
}

interface Sent {
  readonly by: EventId;
  readonly from: Address;
  readonly to: Address;
}

/**
 * What led to an event, told from what came before it. Taken one event after the other:
 *
 *   cause     the event that the trace itself names
 *   message   its sending → its delivery or its loss
 *   request   what a node or client knew of a request → what it learns or does next for it: an
 *             acknowledgement counts on top of those before it
 *   store     the latest change of what a node holds of a key → what it then stores beside it, or
 *             tells of it
 *   context   what a client was told of a key → what it writes with that
 *   trouble   a crash or a cut → a message lost to it; a crash, a pause and lost messages → being
 *             suspected for the silence
 *   suspicion whom a node suspects → whom it asks in its place
 *
 * That is less than all that happened before it at the same machines (Lamport's relation): after a
 * second of gossip that would be everything.
 */
export class Sources {
  readonly #flights = new Map<MessageId, Sent>();
  readonly #keyOf = new Map<RequestId, Key>();
  readonly #progress = new Latest();
  readonly #stored = new Latest();
  readonly #told = new Latest();
  readonly #losses = new Latest();
  readonly #suspicions = new Latest();
  readonly #troubles = new Map<NodeId, EventId>();
  #cut: EventId | null = null;

  /** What led to the next event of the trace, each once, in no order. */
  of(event: TraceEvent): readonly EventId[] {
    const found: EventId[] = [];
    const add = (id: EventId | null | undefined): void => {
      if (id !== null && id !== undefined && id < event.id && !found.includes(id)) found.push(id);
    };
    add(event.cause);
    this.#take(event, add);
    const request = requestOf(event);
    if (request !== null) {
      add(this.#progress.get(request, event.node));
      this.#progress.set(request, event.node, event.id);
    }
    return found;
  }

  #take(event: TraceEvent, add: (id: EventId | null | undefined) => void): void {
    switch (event.type) {
      case 'message-sent':
        this.#send(event, add);
        return;
      case 'message-delayed':
        add(this.#flights.get(event.message)?.by);
        return;
      case 'message-delivered':
        add(this.#flights.get(event.message)?.by);
        this.#flights.delete(event.message);
        return;
      case 'message-lost':
        this.#lose(event, add);
        return;
      case 'request-issued':
        this.#keyOf.set(event.request, event.key);
        if (event.context !== null) add(this.#told.get(event.node, event.key));
        return;
      case 'request-answered':
        this.#told.set(event.node, this.#keyOf.get(event.request) ?? '', event.id);
        return;
      case 'version-stored':
      case 'version-superseded':
      case 'version-lost':
      case 'hint-stored':
      case 'hint-discarded':
      case 'tombstone-reaped':
        add(this.#stored.get(event.node, event.key));
        this.#stored.set(event.node, event.key, event.id);
        return;
      case 'hint-handed-off':
        add(this.#stored.get(event.node, event.key));
        return;
      case 'read-replied': {
        const key = this.#keyOf.get(event.request);
        if (event.by === event.node && key !== undefined) add(this.#stored.get(event.node, key));
        return;
      }
      case 'preference-list-resolved':
        for (const { standsInFor } of event.chosen) {
          if (standsInFor !== null) add(this.#suspicions.get(event.node, standsInFor));
        }
        return;
      default:
        this.#takeTrouble(event, add);
    }
  }

  #takeTrouble(event: TraceEvent, add: (id: EventId | null | undefined) => void): void {
    switch (event.type) {
      case 'node-killed':
      case 'node-crashed':
      case 'node-paused':
        this.#troubles.set(event.target, event.id);
        return;
      case 'node-restarted':
      case 'node-resumed':
        add(this.#troubles.get(event.target));
        this.#troubles.delete(event.target);
        return;
      case 'links-cut':
        this.#cut = event.links.length > 0 ? event.id : null;
        return;
      case 'node-suspected':
        add(this.#troubles.get(event.suspect));
        add(this.#losses.get(event.node, event.suspect));
        add(this.#losses.get(event.suspect, event.node));
        this.#suspicions.set(event.node, event.suspect, event.id);
        return;
      default:
    }
  }

  #send(event: EventOf<'message-sent'>, add: (id: EventId | undefined) => void): void {
    const { node, body, message } = event;
    this.#flights.set(message, { by: event.id, from: node, to: event.to });
    if (!tellsVersions(body)) return;
    for (const key of keysOfMessage(body, (request) => this.#keyOf.get(request) ?? null)) {
      add(this.#stored.get(node, key));
    }
  }

  #lose(event: EventOf<'message-lost'>, add: (id: EventId | null | undefined) => void): void {
    const sent = this.#flights.get(event.message);
    if (sent === undefined) return;
    this.#flights.delete(event.message);
    add(sent.by);
    if (event.reason === 'node-down') add(this.#troubles.get(sent.to));
    if (event.reason === 'unreachable') add(this.#cut);
    this.#losses.set(sent.from, sent.to, event.id);
  }
}

/** The request that this event is a step of, where whoever takes the step remembers the ones before. */
function requestOf(event: TraceEvent): RequestId | null {
  if (event.type === 'timer-fired') return 'request' in event.timer ? event.timer.request : null;
  return 'request' in event ? event.request : null;
}
