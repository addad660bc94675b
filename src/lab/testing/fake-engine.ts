import type { Micros } from '../../base/time.ts';
import { assert } from '../../base/assert.ts';
import { parseScript } from '../../sim/script/parse.ts';
import type { Command, Run, TimedCommand } from '../../sim/script/command.ts';
import type { EventBody, TraceEvent } from '../../trace/event.ts';
import { isWorthSeeing } from '../../trace/worth-seeing.ts';
import type { AdvanceLimits, Engine, Progress } from '../engine.ts';

/** A hop of the fake network, and how often its only node looks at its clock. */
const hopUs = 10_000;
const periodUs = 2_000_000;

interface Due {
  readonly at: Micros;
  readonly node: string;
  readonly isBackground: boolean;
  readonly happen: () => void;
}

/**
 * An engine with the manners of a real one and no Dynamo in it: a request is one message to A
 * and one back, and every 2 s A looks at its clock for nothing.
 */
export class FakeEngine implements Engine {
  readonly rung = 'same-thread';
  /** Calls in the order they were made, to see what the lab asks for. */
  readonly calls: string[] = [];
  /** When set, every call waits for it. */
  gate: Promise<void> | null = null;
  /** When set, A gossips with B this often, and learns nothing by it. */
  gossipEveryUs: Micros | null = null;
  /** When set, the next call fails with it. */
  failure: Error | null = null;
  #due: Due[] = [];
  #log: TimedCommand[] = [];
  #fresh: TraceEvent[] = [];
  #events = 0;
  #requests = 0;
  #messages = 0;
  #horizonUs: Micros = 0;
  #nowUs: Micros = 0;

  async open(run: Run, fromUs: Micros = 0): Promise<Progress> {
    await this.#called(`open ${fromUs}`);
    this.#due = [];
    this.#fresh = [];
    [this.#events, this.#requests, this.#messages] = [0, 0, 0];
    this.#log = [...run.commands];
    [this.#horizonUs, this.#nowUs] = [0, 0];
    this.#record('world', null, runStarted(run));
    for (const { at, command } of run.commands) this.#schedule(at, command);
    this.#tickAt(periodUs);
    if (this.gossipEveryUs !== null) this.#gossipAt(this.gossipEveryUs, this.gossipEveryUs);
    return this.#goTo(fromUs, {});
  }

  async advance(toUs: Micros, limits: AdvanceLimits = {}): Promise<Progress> {
    await this.#called(`${limits.untilWorthSeeing ? 'look' : 'advance'} ${toUs}`);
    return this.#goTo(toUs, limits);
  }

  async issue(commands: readonly Command[], atUs = this.#horizonUs): Promise<Progress> {
    await this.#called(`issue ${commands.map(({ type }) => type).join(' ')}`);
    const at = Math.max(atUs, this.#horizonUs);
    this.#log = [
      ...this.#log.filter((line) => line.at <= at),
      ...commands.map((command) => ({ at, command })),
      ...this.#log.filter((line) => line.at > at),
    ];
    for (const command of commands) this.#schedule(at, command);
    return this.#goTo(this.#horizonUs + 1, {});
  }

  async log(): Promise<readonly TimedCommand[]> {
    return this.#log;
  }

  async liveNodes(): Promise<readonly string[]> {
    return ['A'];
  }

  async dispose(): Promise<void> {
    this.#due = [];
  }

  async #called(call: string): Promise<void> {
    this.calls.push(call);
    await this.gate;
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
  }

  #goTo(toUs: Micros, { maxEvents = Infinity, untilWorthSeeing = false }: AdvanceLimits): Progress {
    const first = this.#fresh.length;
    const wasSettled = this.#isSettled();
    const isMet = (): boolean => {
      const fresh = this.#fresh.slice(first);
      if (fresh.length >= maxEvents) return true;
      const isDone = !wasSettled && this.#isSettled();
      return untilWorthSeeing && (isDone || fresh.some(isWorthSeeing));
    };
    for (;;) {
      const next = this.#due[0];
      if (!next || next.at >= toUs || isMet()) break;
      this.#due.shift();
      this.#nowUs = next.at;
      this.#horizonUs = next.at;
      next.happen();
    }
    const next = this.#due[0];
    const isDone = !next || next.at >= toUs;
    this.#horizonUs = isDone ? Math.max(this.#horizonUs, toUs) : this.#horizonUs + 1;
    return this.#progress();
  }

  #progress(): Progress {
    const events = this.#fresh;
    this.#fresh = [];
    return {
      events,
      horizonUs: this.#horizonUs,
      nextAtUs: this.#due[0]?.at ?? null,
      settled: this.#isSettled(),
    };
  }

  #isSettled(): boolean {
    return this.#due.every((due) => due.isBackground);
  }

  #schedule(at: Micros, command: Command): void {
    this.#at(at, 'world', () => this.#carryOut(command));
  }

  #carryOut(command: Command): void {
    const line = this.#record('world', null, { type: 'command-issued', line: lineOf(command) });
    if (command.type === 'kill') {
      this.#record('world', line, { type: 'node-killed', target: command.node });
    } else if (command.type === 'restart') {
      this.#record('world', line, { type: 'node-restarted', target: command.node });
    } else if (command.type === 'mark') {
      this.#record('world', line, { type: 'marked', name: command.name });
    } else if (command.type === 'say') {
      this.#record('world', line, { type: 'said', text: command.text });
    } else if (command.type === 'show') {
      const { view, subject } = command;
      this.#record('world', line, { type: 'shown', view, subject });
    } else if (command.type === 'join') {
      const why = 'join is not available yet';
      this.#record('world', line, { type: 'command-refused', line: lineOf(command), why });
    } else if (command.type === 'put' || command.type === 'get') {
      this.#request(command, line);
    }
  }

  #request(command: Extract<Command, { type: 'put' | 'get' }>, line: number): void {
    const { client, key, type: op } = command;
    this.#requests += 1;
    const request = `r${this.#requests}`;
    const value = command.type === 'put' ? command.value : null;
    const context = { op, key, request, via: null, context: null };
    const issued = this.#record(client, line, { type: 'request-issued', value, ...context });
    this.#send(client, 'A', issued, { type: 'get', request, client, key }, (delivered) => {
      const empty = { key, clock: [], unseen: [], fastest: null };
      const ok = {
        type: 'response',
        request,
        outcome: 'ok',
        versions: [],
        context: empty,
      } as const;
      this.#send('A', client, delivered, ok, (cause) => {
        const answer = { request, outcome: 'ok', reason: null, versions: [] } as const;
        this.#record(client, cause, { type: 'request-answered', ...answer });
      });
    });
  }

  #send(
    from: string,
    to: string,
    cause: number,
    body: Extract<EventBody, { type: 'message-sent' }>['body'],
    then: (delivered: number) => void,
  ): void {
    this.#messages += 1;
    const message = `m${this.#messages}`;
    const arrivesAt = this.#nowUs + hopUs;
    const sent = { type: 'message-sent', message, to, arrivesAt, body, bytes: 1 } as const;
    const id = this.#record(from, cause, { ...sent, copyOf: null });
    const isGossip = body.type === 'gossip' || body.type === 'gossip-reply';
    const happen = (): void => {
      then(this.#record(to, id, { type: 'message-delivered', message }));
    };
    this.#insert({ at: arrivesAt, node: to, isBackground: isGossip, happen });
  }

  #tickAt(at: Micros): void {
    const happen = (): void => {
      this.#record('A', null, { type: 'timer-fired', timer: { type: 'handoff' } });
      this.#tickAt(at + periodUs);
    };
    this.#insert({ at, node: 'A', isBackground: true, happen });
  }

  #gossipAt(at: Micros, everyUs: Micros): void {
    const happen = (): void => {
      const timer = this.#record('A', null, { type: 'timer-fired', timer: { type: 'gossip' } });
      const digest = { high: 0, low: 0 };
      this.#send('A', 'B', timer, { type: 'gossip', digest }, (asked) => {
        this.#send('B', 'A', asked, { type: 'gossip-reply', history: null }, () => undefined);
      });
      this.#gossipAt(at + everyUs, everyUs);
    };
    this.#insert({ at, node: 'A', isBackground: true, happen });
  }

  #at(at: Micros, node: string, happen: () => void): void {
    this.#insert({ at, node, isBackground: false, happen });
  }

  #insert(due: Due): void {
    const index = this.#due.findIndex((other) => other.at > due.at);
    this.#due.splice(index < 0 ? this.#due.length : index, 0, due);
  }

  #record(node: string, cause: number | null, body: EventBody): number {
    const id = this.#events;
    this.#events += 1;
    this.#fresh.push({ id, at: this.#nowUs, node, cause, ...body });
    return id;
  }
}

export function runOf(commands: readonly TimedCommand[] = [], title: string | null = null): Run {
  const result = parseScript('lab 1\ncluster A B C');
  assert(result.ok, 'this is a script');
  return { ...result.run, title, commands };
}

export const put = (value: string): Command => ({
  type: 'put',
  key: 'cart',
  value,
  blind: false,
  client: 'alice',
  via: null,
});

function runStarted(run: Run): EventBody {
  const nodes = run.cluster.map((spec) => ({ ...spec, tokens: [] }));
  const { title, settings, world } = run;
  return { type: 'run-started', title, settings, nodes, randomSeed: world.seed, world: {} };
}

function lineOf(command: Command): string {
  if (command.type === 'put') return `put ${command.key} ${command.value} as ${command.client}`;
  return 'node' in command ? `${command.type} ${command.node}` : command.type;
}
