import { lowerBound } from '../../base/order.ts';
import type { Micros } from '../../base/time.ts';
import type { Address, ClientId, Key, NodeId, RequestId } from '../../dynamo/names.ts';
import type { EventId, EventOf, LossReason, MessageId, TraceEvent } from '../../trace/event.ts';
import type { MessageKind } from '../../dynamo/message.ts';
import { keysOfMessage } from '../../trace/causality/carried.ts';
import type { About } from '../../trace/filter.ts';
import { kindOf, requestOfBody } from '../message-form.ts';
import type { TraceLike } from '../trace-like.ts';

/** One message from sending to its end. */
export interface MessageSpan {
  readonly message: MessageId;
  readonly from: Address;
  readonly to: Address;
  readonly kind: MessageKind;
  readonly request: RequestId | null;
  /** What it is about; none for what is between nodes, such as gossip. */
  readonly keys: readonly Key[];
  readonly sentBy: EventId;
  readonly sentAt: Micros;
  /** When it arrived or was lost; until then, when it should arrive. */
  endAt: Micros;
  fate: 'in-flight' | 'delivered' | LossReason;
  /** Its delivery or loss. */
  endedBy: EventId | null;
}

/** A stretch of time on a lane, or across all of them. */
export interface Spell {
  readonly kind: 'down' | 'paused' | 'cut';
  /** null: all lanes. */
  readonly node: NodeId | null;
  readonly event: EventId;
  readonly fromUs: Micros;
  /** null: it has not ended yet. */
  toUs: Micros | null;
}

export interface RequestSpan {
  readonly request: RequestId;
  readonly client: ClientId;
  readonly op: 'get' | 'put' | 'delete';
  readonly key: Key;
  readonly value: string | null;
  readonly issuedBy: EventId;
  readonly issuedAt: Micros;
  answeredAt: Micros | null;
  answeredBy: EventId | null;
  outcome: 'ok' | 'failed' | null;
}

/** Something at one moment: a command, a mark for the audience, a node that was given up. */
export interface Note {
  readonly kind: 'command' | 'refused' | 'timeout' | 'mark';
  readonly at: Micros;
  readonly text: string;
  /** Whose lane it belongs to; null is above all lanes. */
  readonly lane: Address | null;
  readonly event: EventId;
}

/** Messages are kept in blocks, each knowing when the last of it ends. */
const blockSize = 256;

/**
 * A trace sorted by what the diagram shows of it, so that a window of it is found without going
 * through all. Takes in what the trace has gained since it was last asked; each event once.
 */
export class Chronicle {
  readonly clients: ClientId[] = [];
  readonly nodes: NodeId[] = [];
  readonly messages: MessageSpan[] = [];
  readonly spells: Spell[] = [];
  readonly requests: RequestSpan[] = [];
  readonly notes: Note[] = [];
  readonly trace: TraceLike;
  #taken = 0;
  #latestAt: Micros = 0;
  readonly #blockEnds: Micros[] = [];
  readonly #indexOf = new Map<MessageId, number>();
  readonly #spellOf = new Map<string, Spell>();
  readonly #requestOf = new Map<RequestId, RequestSpan>();

  constructor(trace: TraceLike) {
    this.trace = trace;
  }

  /** When the latest event that it knows happened. */
  get latestAt(): Micros {
    return this.#latestAt;
  }

  /** How many events it knows; grows with every {@link update} that finds more. */
  get length(): number {
    return this.#taken;
  }

  update(): void {
    for (; this.#taken < this.trace.length; this.#taken += 1) {
      const event = this.trace.event(this.#taken);
      if (event === undefined) continue;
      this.#latestAt = event.at;
      this.#take(event);
    }
  }

  /** Messages under way at some time in the window, in order of sending. */
  messagesIn(fromUs: Micros, toUs: Micros): readonly MessageSpan[] {
    const last = lowerBound(this.messages, (span) => span.sentAt <= toUs);
    const found: MessageSpan[] = [];
    for (let block = 0; block * blockSize < last; block += 1) {
      if ((this.#blockEnds[block] ?? 0) < fromUs) continue;
      const until = Math.min(last, (block + 1) * blockSize);
      for (let at = block * blockSize; at < until; at += 1) {
        const span = this.messages[at] as MessageSpan;
        if (span.endAt >= fromUs) found.push(span);
      }
    }
    return found;
  }

  message(id: MessageId): MessageSpan | undefined {
    return this.messages[this.#indexOf.get(id) ?? -1];
  }

  request(id: RequestId): RequestSpan | undefined {
    return this.#requestOf.get(id);
  }

  /** Which keys and which request an event is about, and of which kind its message is. */
  aboutOf(event: TraceEvent): About {
    if ('message' in event) {
      const span = this.message(event.message);
      if (span !== undefined) return span;
    }
    const request = 'request' in event ? event.request : requestOfTimer(event);
    const key = 'key' in event ? event.key : request === null ? null : this.#keyOf(request);
    return { request, keys: key === null ? [] : [key], kind: null };
  }

  notesIn(fromUs: Micros, toUs: Micros): readonly Note[] {
    const first = lowerBound(this.notes, (note) => note.at < fromUs);
    return this.notes.slice(
      first,
      lowerBound(this.notes, (note) => note.at <= toUs),
    );
  }

  requestsIn(fromUs: Micros, toUs: Micros): readonly RequestSpan[] {
    const last = lowerBound(this.requests, (span) => span.issuedAt <= toUs);
    return this.requests.slice(0, last).filter((span) => (span.answeredAt ?? toUs) >= fromUs);
  }

  #take(event: TraceEvent): void {
    switch (event.type) {
      case 'run-started':
        this.nodes.push(...event.nodes.map(({ node }) => node));
        return;
      case 'message-sent':
        this.#send(event);
        return;
      case 'message-delayed':
        this.#end(event.message, event.arrivesAt, 'in-flight', null);
        return;
      case 'message-delivered':
        this.#end(event.message, event.at, 'delivered', event.id);
        return;
      case 'message-lost':
        this.#end(event.message, event.at, event.reason, event.id);
        return;
      case 'request-issued':
        this.#issue(event);
        return;
      case 'request-answered':
        this.#answer(event);
        return;
      case 'node-killed':
      case 'node-crashed':
        this.#begin('down', event.target, event);
        return;
      case 'node-paused':
        this.#begin('paused', event.target, event);
        return;
      case 'node-restarted':
        this.#finish('down', event.target, event.at);
        this.#finish('paused', event.target, event.at);
        return;
      case 'node-resumed':
        this.#finish('paused', event.target, event.at);
        return;
      case 'links-cut':
        this.#finish('cut', null, event.at);
        if (event.links.length > 0) this.#begin('cut', null, event);
        return;
      default:
        this.#note(event);
    }
  }

  #note(event: TraceEvent): void {
    const { at, id, node } = event;
    if (event.type === 'command-issued') {
      if (isForAudience(event.line)) return;
      this.notes.push({ kind: 'command', at, text: event.line, lane: null, event: id });
    } else if (event.type === 'command-refused') {
      this.notes.push({ kind: 'refused', at, text: event.line, lane: null, event: id });
    } else if (event.type === 'node-suspected') {
      this.notes.push({ kind: 'timeout', at, text: event.suspect, lane: node, event: id });
    } else if (event.type === 'marked') {
      this.notes.push({ kind: 'mark', at, text: event.name, lane: null, event: id });
    } else if (event.type === 'node-recovered' && !this.nodes.includes(node)) {
      this.nodes.push(node);
    }
  }

  #send(event: EventOf<'message-sent'>): void {
    const index = this.messages.length;
    this.messages.push({
      message: event.message,
      from: event.node,
      to: event.to,
      kind: kindOf(event.body),
      request: requestOfBody(event.body),
      keys: keysOfMessage(event.body, this.#keyOf),
      sentBy: event.id,
      sentAt: event.at,
      endAt: event.arrivesAt,
      fate: 'in-flight',
      endedBy: null,
    });
    this.#indexOf.set(event.message, index);
    this.#stretchBlock(index, event.arrivesAt);
  }

  #end(message: MessageId, at: Micros, fate: MessageSpan['fate'], by: EventId | null): void {
    const index = this.#indexOf.get(message);
    const span = index === undefined ? undefined : this.messages[index];
    if (index === undefined || span?.fate !== 'in-flight') return;
    span.endAt = at;
    span.fate = fate;
    span.endedBy = by;
    this.#stretchBlock(index, at);
  }

  #stretchBlock(index: number, endAt: Micros): void {
    const block = Math.floor(index / blockSize);
    this.#blockEnds[block] = Math.max(this.#blockEnds[block] ?? 0, endAt);
  }

  #keyOf = (request: RequestId): Key | null => this.#requestOf.get(request)?.key ?? null;

  #issue(event: EventOf<'request-issued'>): void {
    if (!this.clients.includes(event.node)) this.clients.push(event.node);
    const span: RequestSpan = {
      request: event.request,
      client: event.node,
      op: event.op,
      key: event.key,
      value: event.value,
      issuedBy: event.id,
      issuedAt: event.at,
      answeredAt: null,
      answeredBy: null,
      outcome: null,
    };
    this.requests.push(span);
    this.#requestOf.set(event.request, span);
  }

  #answer(event: EventOf<'request-answered'>): void {
    const span = this.#requestOf.get(event.request);
    if (span === undefined || span.answeredAt !== null) return;
    span.answeredAt = event.at;
    span.answeredBy = event.id;
    span.outcome = event.outcome;
  }

  #begin(kind: Spell['kind'], node: NodeId | null, event: TraceEvent): void {
    if (kind === 'down') this.#finish('paused', node, event.at);
    if (this.#spellOf.has(`${kind} ${node ?? ''}`)) return;
    const spell: Spell = { kind, node, event: event.id, fromUs: event.at, toUs: null };
    this.spells.push(spell);
    this.#spellOf.set(`${kind} ${node ?? ''}`, spell);
  }

  #finish(kind: Spell['kind'], node: NodeId | null, at: Micros): void {
    const spell = this.#spellOf.get(`${kind} ${node ?? ''}`);
    if (spell === undefined) return;
    spell.toUs = at;
    this.#spellOf.delete(`${kind} ${node ?? ''}`);
  }
}

function requestOfTimer(event: TraceEvent): RequestId | null {
  return event.type === 'timer-fired' && 'request' in event.timer ? event.timer.request : null;
}

/** The one chronicle of a trace, up to date. */
export function chronicleOf(trace: TraceLike): Chronicle {
  let chronicle = chronicles.get(trace);
  if (chronicle === undefined) chronicles.set(trace, (chronicle = new Chronicle(trace)));
  chronicle.update();
  return chronicle;
}

const chronicles = new WeakMap<TraceLike, Chronicle>();

/** Marks are drawn as what they are, and captions are shown: neither did anything to the run. */
function isForAudience(line: string): boolean {
  return /^(?:mark|say|show)\b/.test(line);
}
