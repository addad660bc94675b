import { Md5 } from 'ts-md5';

import type { EventId, TraceEvent } from './event.ts';
import type { Trace } from './trace.ts';

/** Events hashed at once: few enough to keep the text small, enough to be quick. */
const batch = 256;

/**
 * What a run was, in 32 hex digits: two runs with the same digest did the same. (design.md §2)
 *
 * MD5 over one line of canonical text per event. What is only for the audience (`say`, `show`,
 * `mark`) and faults of the lab itself leave it alone: those events are left out, and the
 * others are numbered as if they had never been. Goes on from where it was, so that it can
 * follow a trace that grows.
 */
export class RunningDigest {
  readonly #trace: Trace;
  readonly #hash = new Md5();
  /**
   * By event: its number among those that count. For one that does not count, the number of
   * what led to it; −1 is nothing.
   */
  readonly #numbers: number[] = [];
  #counted = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Takes in at most this many events more; true when all that there are have been. */
  advance(events: number): boolean {
    const { length } = this.#trace;
    const to = Math.min(length, this.#numbers.length + events);
    while (this.#numbers.length < to) this.#take(Math.min(to, this.#numbers.length + batch));
    return to === length;
  }

  /** Of all events that there are. */
  hex(): string {
    this.advance(Infinity);
    const copy = new Md5();
    copy.setState(this.#hash.getState());
    return String(copy.end());
  }

  #take(to: EventId): void {
    let text = '';
    for (let id = this.#numbers.length; id < to; id += 1) {
      const event = this.#trace.events[id] as TraceEvent;
      const cause = event.cause === null ? -1 : (this.#numbers[event.cause] ?? -1);
      if (counts(event)) {
        text += `${canonicalText({ ...event, id: this.#counted, cause })}\n`;
        this.#numbers.push(this.#counted);
        this.#counted += 1;
      } else {
        this.#numbers.push(cause);
      }
    }
    this.#hash.appendStr(text);
  }
}

export function digestOf(trace: Trace): string {
  return new RunningDigest(trace).hex();
}

const forTheAudience = /^\s*(say|show|mark)(\s|$)/;

/** Is it something that nodes, network or clients did, or was done to them? */
function counts(event: TraceEvent): boolean {
  switch (event.type) {
    case 'said':
    case 'shown':
    case 'marked':
    case 'node-crashed':
      return false;
    case 'command-issued':
    case 'command-refused':
      return !forTheAudience.test(event.line);
    default:
      return true;
  }
}

/**
 * JSON with the members of every object in order of their names, however it was put together.
 * Members that are undefined are left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalText(item)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(members).toSorted()) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

/** Most text needs no escapes, and looking is three times as quick as asking for them. */
const plain = /^[\w .:;,+*/=()@~'-]*$/;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
