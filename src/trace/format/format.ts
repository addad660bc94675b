import * as v from 'valibot';

import type { EventId, EventType, TraceEvent } from '../event.ts';
import { Trace, traceLimit } from '../trace.ts';
import { eventShapes } from './events.ts';
import { upgraders } from './upgraders.ts';
import type { Upgrader } from './upgraders.ts';

/*
 * A trace as a file: JSON Lines. (design.md §6) The first line is a header with the script of
 * the run; every other line is one event.
 *
 *   {"format":"dynamo-lab/trace@1","run":"lab 1\n…","events":113}
 *   {"id":0,"at":0,"node":"world","type":"run-started","cause":null,…}
 */

const name = 'dynamo-lab/trace';
const version = 1;
const format = `${name}@${version}`;

const noTrace = `this is not a trace: expected a header with "format":"${format}"`;

export type TraceResult =
  | { readonly ok: true; readonly script: string; readonly trace: Trace }
  /** One sentence that names the line. */
  | { readonly ok: false; readonly error: string };

/** The text of a trace file; `script` is the run that repeats it. */
export function writeTrace(script: string, trace: Trace): string {
  const header = { format, run: script, events: trace.length };
  const lines = [header, ...trace.events.map(inOrder)].map((line) => JSON.stringify(line));
  return `${lines.join('\n')}\n`;
}

function inOrder({ id, at, node, type, cause, ...body }: TraceEvent): object {
  return { id, at, node, type, cause, ...body };
}

/** Reads a whole trace file at once; see {@link TraceReader}. */
export function readTrace(text: string): TraceResult {
  const reader = new TraceReader(text);
  let result = reader.advance(Infinity);
  while (result === null) result = reader.advance(Infinity);
  return result;
}

/** What the first line says. */
interface Head {
  readonly script: string;
  /** How many events are promised, if that is said. */
  readonly events: number | undefined;
  readonly steps: readonly Upgrader[];
}

/**
 * Reads a trace file, and believes nothing: every line is checked, so that whatever comes out
 * can be shown. Fails with the first fault. A long one is read bit by bit, with time for others
 * in between.
 */
export class TraceReader {
  readonly #text: string;
  readonly #trace = new Trace();
  #lines: readonly string[] | null = null;
  #head: Head | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads at most this many events more; null: there is more to read. */
  advance(events: number): TraceResult | null {
    try {
      return this.#read(events);
    } catch (fault) {
      if (fault instanceof FormatFault) return { ok: false, error: fault.message };
      throw fault;
    }
  }

  #read(most: number): TraceResult | null {
    const lines = (this.#lines ??= linesOf(this.#text));
    const { script, events, steps } = (this.#head ??= readHead(lines[0] ?? ''));
    const trace = this.#trace;
    for (let left = most; left > 0 && trace.length + 1 < lines.length; left -= 1) {
      const number = trace.length + 2;
      const isCut = number === lines.length && !this.#text.endsWith('\n');
      const line = parseLine(lines[number - 1] ?? '', number, isCut ? cutOff : notJson);
      const event = steps.reduce((old, step) => step.event(old), line);
      trace.append([readEvent(event, trace, number)]);
    }
    if (trace.length + 1 < lines.length) return null;
    if (trace.length === 0) throw new FormatFault(2, 'expected the first event, run-started');
    if (events !== undefined && events !== trace.length) {
      const why = `the header promises ${events} events and there are ${trace.length}`;
      throw new FormatFault(trace.length + 1, why);
    }
    return { ok: true, script, trace };
  }
}

function readHead(line: string): Head {
  const header = parseLine(line, 1, noTrace);
  const steps = stepsFrom(versionOf(header));
  const { run, events } = readHeader(steps.reduce((old, step) => step.header(old), header));
  return { script: run, events, steps };
}

/** Why a file cannot be read. Never leaves this room. */
class FormatFault extends Error {
  constructor(line: number, why: string) {
    super(`Line ${line}: ${why}.`);
  }
}

function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length - 1 > traceLimit) {
    throw new FormatFault(traceLimit + 2, `a trace has at most ${traceLimit} events`);
  }
  return lines;
}

const notJson = 'it is not JSON';
const cutOff = 'the file is cut off in the middle of this event';

function parseLine(line: string, number: number, why: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new FormatFault(number, why);
  }
}

/** What brings a file of this version up to ours, one version at a time. */
function stepsFrom(theirs: number): readonly Upgrader[] {
  const steps: Upgrader[] = [];
  for (let from = theirs; from !== version; from += 1) {
    const step = from < version ? upgraders.get(from) : undefined;
    if (!step) {
      throw new FormatFault(1, `this is ${name}@${theirs}, and this lab reads ${format}`);
    }
    steps.push(step);
  }
  return steps;
}

function versionOf(header: unknown): number {
  const named = v.safeParse(v.object({ format: v.string() }), header);
  const match = named.success ? /^dynamo-lab\/trace@(\d{1,9})$/.exec(named.output.format) : null;
  if (!match) throw new FormatFault(1, noTrace);
  return Number(match[1]);
}

const headerShape = v.object({
  run: v.string(),
  events: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

function readHeader(header: unknown): v.InferOutput<typeof headerShape> {
  return parse(headerShape, header, 1, 'the header');
}

function readEvent(line: unknown, trace: Trace, number: number): TraceEvent {
  const { type } = parse(v.object({ type: v.string() }), line, number, 'the event');
  if (!Object.hasOwn(eventShapes, type)) {
    throw new FormatFault(number, `"${cite(type)}" is no type of event`);
  }
  const shape = eventShapes[type as EventType] as v.GenericSchema<unknown, TraceEvent>;
  const event = parse(shape, line, number, `the ${type} event`);
  const why = misplaced(event, trace, trace.length);
  if (why !== null) throw new FormatFault(number, why);
  return event;
}

function misplaced(event: TraceEvent, trace: Trace, id: EventId): string | null {
  if (event.id !== id) return `expected event ${id}, and it is event ${event.id}`;
  if ((event.type === 'run-started') !== (id === 0)) return 'a trace starts with run-started, once';
  if (event.at < trace.endUs) return `event ${id} happens before event ${id - 1}`;
  if (event.cause !== null && event.cause >= id) return `event ${id} is caused by a later one`;
  return null;
}

function parse<Value>(
  shape: v.GenericSchema<unknown, Value>,
  input: unknown,
  line: number,
  what: string,
): Value {
  const parsed = v.safeParse(shape, input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  const where = place === null ? what : `${cite(place)} of ${what}`;
  const { expected, received } = issue;
  throw new FormatFault(line, `${where} is ${cite(received)}, expected ${cite(`${expected}`)}`);
}

/** As much of a text as helps, on one line. */
function cite(text: string): string {
  const line = text.slice(0, 60).replace(/\s/g, ' ');
  return text.length <= 60 ? line : `${line}…`;
}
