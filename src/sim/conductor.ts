import { compareText } from '../base/order.ts';
import type { Micros } from '../base/time.ts';
import { timerKey, type Effect, type Fact } from '../dynamo/effect.ts';
import type { Address, ClientId, NodeId } from '../dynamo/names.ts';
import type { EventId, LossReason, TraceEvent } from '../trace/event.ts';
import { isAskedFor } from '../trace/worth-seeing.ts';
import type { ClientStep } from './clients/client-host.ts';
import { issueCommand } from './commands.ts';
import { crash, resume } from './faults.ts';
import type { Batch, Reply, Step, TimedInput } from './host.ts';
import { dueAt, type Arrival, type Machine } from './machine.ts';
import type { Delivery } from './network/mail.ts';
import type { Command, Run, TimedCommand } from './script/command.ts';
import { worldTexts } from './script/settings-table.ts';
import { World, type StartOrder } from './world.ts';

/** What the driver is to do for one window: stop and start processes, then run the batches. */
export interface Plan {
  readonly stops: readonly NodeId[];
  readonly starts: readonly StartOrder[];
  readonly batches: ReadonlyMap<NodeId, Batch>;
}

/** A node that could not carry out its batch: a fault of the lab. */
export interface Crash {
  readonly error: string;
}

/**
 * Runs a world as a state machine without I/O. (design.md §2)
 *
 *   begin(limit) ─► plan ─► the driver runs every batch, in parallel if it likes ─► end(replies)
 *
 * Invariants:
 * 1. A window [T, T+L) is no longer than the least latency L of any link, so nothing that is
 *    sent in it arrives in it: nodes can run through it without waiting for each other.
 * 2. Everything in a window is merged by (time, origin, the origin's own order). The order in
 *    which replies came in decides nothing.
 * 3. Commands and faults happen between windows, in the order of the log, before anything
 *    else of the same time.
 */
export class Conductor {
  private readonly world: World;
  private readonly commands: TimedCommand[];
  private nextCommand = 0;
  private window: Window | null = null;
  private horizon: Micros = 0;

  constructor(run: Run) {
    this.world = new World(run);
    this.commands = [...run.commands];
    this.open(run);
  }

  private open(run: Run): void {
    const { world } = this;
    const started = world.record(0, 'world', null, {
      type: 'run-started',
      title: run.title,
      randomSeed: world.world.seed,
      settings: world.settings,
      nodes: run.cluster.map(({ node, capacity, dataCentre, isSeedNode }) => {
        return { node, capacity, dataCentre, isSeedNode, tokens: world.machine(node).tokens };
      }),
      world: worldTexts(world.world),
    });
    for (const machine of world.machines.values()) world.start(0, machine, started);
  }

  /** Everything strictly before this has happened. */
  horizonUs(): Micros {
    return this.horizon;
  }

  /** The command log so far. */
  log(): readonly TimedCommand[] {
    return this.commands;
  }

  /** The events since the last call. */
  takeEvents(): TraceEvent[] {
    return this.world.recorder.take();
  }

  /** Nodes to be started, ahead of the window that is the first to have work for them. */
  takeStarts(): readonly StartOrder[] {
    const { starts } = this.world;
    this.world.starts = [];
    return starts;
  }

  /** A command that takes effect at the horizon, after those that are there already. */
  issue(command: Command): void {
    const at = this.horizon;
    let index = this.nextCommand;
    while ((this.commands[index]?.at ?? Infinity) <= at) index += 1;
    this.commands.splice(index, 0, { at, command });
  }

  /** The lab itself failed in this node, outside any window: it is down from now on. */
  reportCrash(node: NodeId, error: string): void {
    if (this.world.machine(node).status !== 'down') crash(this.world, this.horizon, node, error);
  }

  /** When the next thing happens; null when nothing ever will. */
  nextAtUs(): Micros | null {
    const { world } = this;
    let next = this.commands[this.nextCommand]?.at ?? Infinity;
    next = Math.min(next, world.agenda.peek()?.at ?? Infinity, world.mail.nextAt() ?? Infinity);
    for (const machine of world.machines.values())
      next = Math.min(next, dueAt(machine) ?? Infinity);
    for (const client of world.clients.values()) next = Math.min(next, client.dueAt() ?? Infinity);
    return next === Infinity ? null : Math.max(next, this.horizon);
  }

  /**
   * Is nothing but periodic work left? No command to come, nothing in flight, nobody waiting for
   * an answer, no hint that can get home.
   */
  isSettled(): boolean {
    const { world } = this;
    return (
      this.nextCommand === this.commands.length &&
      !this.isAskedToTalk() &&
      world.agenda.length === 0 &&
      world.mail.isQuiet() &&
      [...world.clients.values()].every((client) => !client.isBusy()) &&
      [...world.machines.values()].every((machine) => this.isAtRest(machine))
    );
  }

  private isAskedToTalk(): boolean {
    const last = this.commands.at(-1);
    return last !== undefined && isAskedFor(`${last.command.type} `, last.at, this.horizon);
  }

  private isAtRest(machine: Machine): boolean {
    if (machine.status === 'down') return true;
    const owesNothing =
      !this.world.settings.handoff ||
      machine.owes.every((home) => !this.canHandOver(machine.node, home));
    return machine.nextForegroundAt === null && machine.waiting.length === 0 && owesNothing;
  }

  /** Can a hint get home as things are? Not to a node that is away, nor through a cut. */
  private canHandOver(holder: NodeId, home: NodeId): boolean {
    const { links } = this.world;
    const isCut = links.isCut(holder, home) || links.isCut(home, holder);
    return this.world.machine(home).status === 'up' && !isCut;
  }

  /**
   * Carries out the commands that are due, and plans the next window before `limitUs`. null: there
   * is none, and the horizon is at the limit.
   */
  begin(limitUs: Micros): Plan | null {
    let hasActed = false;
    for (;;) {
      const next = this.nextAtUs();
      if (hasActed && (next === null || next > this.horizon)) return this.emptyPlan();
      if (next === null || next >= limitUs) {
        this.horizon = Math.max(this.horizon, limitUs);
        return this.world.stops.length > 0 ? this.emptyPlan() : null;
      }
      this.horizon = next;
      if (!this.keepAppointment(next) && !this.issueDue(next)) return this.plan(next, limitUs);
      hasActed = true;
    }
  }

  /** After commands that no window follows at once: the driver may look around, and stop here. */
  private emptyPlan(): Plan {
    const { stops } = this.world;
    this.world.stops = [];
    this.window = { until: this.horizon, batches: new Map(), lost: [], clientMail: new Map() };
    return { stops, starts: [], batches: new Map() };
  }

  private keepAppointment(at: Micros): boolean {
    const appointment = this.world.agenda.peek();
    if (appointment?.at !== at) return false;
    this.world.agenda.pop();
    resume(this.world, at, appointment.resume, appointment.cause);
    return true;
  }

  private issueDue(at: Micros): boolean {
    const due = this.commands[this.nextCommand];
    if (!due || due.at > at) return false;
    this.nextCommand += 1;
    issueCommand(this.world, at, due.command);
    return true;
  }

  private plan(fromUs: Micros, limitUs: Micros): Plan {
    const { world } = this;
    const until = Math.min(
      fromUs + world.links.lookaheadUs(),
      this.commands[this.nextCommand]?.at ?? Infinity,
      world.agenda.peek()?.at ?? Infinity,
      limitUs,
    );
    const window: Window = { until, batches: new Map(), lost: [], clientMail: new Map() };
    for (const delivery of world.mail.takeUntil(until)) this.sort(window, delivery);
    const batches = new Map<NodeId, Batch>();
    for (const machine of world.machines.values()) {
      const due = dueAt(machine);
      if (due === null || due >= until) continue;
      const arrivals = machine.waiting;
      machine.waiting = [];
      window.batches.set(machine.node, arrivals);
      const inputs = arrivals.map(inputOf);
      const { skewUs, node } = machine;
      batches.set(node, { fromUs, untilUs: until, inputs, skewUs });
    }
    this.window = window;
    const { stops } = world;
    world.stops = [];
    return { stops, starts: this.takeStarts(), batches };
  }

  /** Where a message that arrives in this window goes. */
  private sort(window: Window, delivery: Delivery): void {
    const { world } = this;
    const machine = world.machines.get(delivery.to);
    const reason = this.lossOf(delivery, machine);
    if (reason !== null) {
      window.lost.push({ delivery, reason });
    } else if (machine) {
      machine.waiting.push({ type: 'delivery', at: delivery.at, delivery });
    } else {
      const mail = window.clientMail.get(delivery.to);
      if (mail) mail.push(delivery);
      else window.clientMail.set(delivery.to, [delivery]);
    }
  }

  private lossOf(delivery: Delivery, machine: Machine | undefined): LossReason | null {
    if (delivery.doom !== null) return delivery.doom;
    if (this.world.links.isCut(delivery.from, delivery.to)) return 'unreachable';
    if (!machine) return this.world.clients.has(delivery.to) ? null : 'no-receiver';
    const isGone = machine.status === 'down' || delivery.sentAt < machine.connectedSince;
    return isGone ? 'node-down' : null;
  }

  /** Merges what everybody did in the window, in the one order there is. */
  end(replies: ReadonlyMap<NodeId, Reply | Crash>): void {
    const { window } = this;
    if (!window) return;
    this.window = null;
    this.horizon = window.until;
    for (const happening of this.happenings(window, replies)) this.merge(happening);
    for (const [node, reply] of replies) {
      if ('error' in reply) crash(this.world, window.until, node, reply.error);
      else this.remember(node, reply, window.batches.get(node) ?? []);
    }
  }

  private happenings(
    window: Window,
    replies: ReadonlyMap<NodeId, Reply | Crash>,
  ): readonly Happening[] {
    const happenings: Happening[] = [];
    for (const [node, reply] of replies) {
      if ('error' in reply) continue;
      const arrivals = window.batches.get(node) ?? [];
      for (const step of reply.steps) {
        happenings.push({ type: 'node', at: step.at, origin: node, step, arrivals });
      }
    }
    const reception = this.world.reception();
    for (const [name, client] of this.world.clients) {
      const mail = window.clientMail.get(name) ?? [];
      if (mail.length === 0 && (client.dueAt() ?? Infinity) >= window.until) continue;
      for (const step of client.run(mail, window.until, reception)) {
        happenings.push({ type: 'client', at: step.at, origin: name, step });
      }
    }
    for (const { delivery, reason } of window.lost) {
      happenings.push({ type: 'loss', at: delivery.at, origin: delivery.from, delivery, reason });
    }
    return happenings.toSorted((a, b) => a.at - b.at || compareText(a.origin, b.origin));
  }

  private merge(happening: Happening): void {
    const { world } = this;
    switch (happening.type) {
      case 'node':
        this.mergeStep(happening.origin, happening.step, happening.arrivals);
        break;
      case 'client':
        this.mergeClient(happening.origin, happening.step);
        break;
      case 'loss': {
        const { delivery, reason, at } = happening;
        const { message, to, sentBy } = delivery;
        world.record(at, to, sentBy, { type: 'message-lost', message, reason });
        break;
      }
    }
  }

  private mergeClient(client: ClientId, { at, because, effects }: ClientStep): void {
    const { world } = this;
    if (because === 'by itself') {
      world.actFor(client, at, effects, null);
    } else if ('gaveUp' in because) {
      world.actFor(client, at, effects, world.issuedBy.get(because.gaveUp) ?? null);
    } else {
      const { message, sentBy } = because;
      const delivered = world.record(at, client, sentBy, { type: 'message-delivered', message });
      world.actFor(client, at, effects, delivered);
    }
  }

  private mergeStep(node: NodeId, step: Step, arrivals: readonly Arrival[]): void {
    const machine = this.world.machine(node);
    const cause = this.inputEvent(machine, step, arrivals);
    const recorded: (EventId | undefined)[] = [];
    step.effects.forEach((effect, index) => {
      const because = 'because' in effect && effect.because !== null ? effect.because : null;
      const reason = because === null ? cause : (recorded[because] ?? cause);
      const id = this.carryOut(machine, step.at, effect, reason, cause);
      if (id !== null) recorded[index] = id;
    });
  }

  /** The event that is the step's input. */
  private inputEvent(machine: Machine, step: Step, arrivals: readonly Arrival[]): EventId {
    const { world } = this;
    const { node } = machine;
    if (typeof step.input !== 'number') {
      const key = timerKey(step.input);
      const setBy = machine.timerCauses.get(key) ?? null;
      machine.timerCauses.delete(key);
      return world.record(step.at, node, setBy, { type: 'timer-fired', timer: step.input });
    }
    const arrival = arrivals[step.input];
    if (arrival?.type === 'control') return arrival.cause;
    const { message, sentBy } = (arrival as Extract<Arrival, { type: 'delivery' }>).delivery;
    return world.record(step.at, node, sentBy, { type: 'message-delivered', message });
  }

  /** Carries out one effect; gives the event when it is one that others may refer to. */
  private carryOut(
    machine: Machine,
    at: Micros,
    effect: Effect,
    reason: EventId,
    cause: EventId,
  ): EventId | null {
    const { world } = this;
    switch (effect.type) {
      case 'record':
        this.note(machine, effect.fact);
        return world.record(at, machine.node, reason, effect.fact);
      case 'send':
      case 'respond':
        world.mail.send(at, machine.node, effect.to, effect.message, reason);
        return null;
      case 'set-timer':
        machine.timerCauses.set(timerKey(effect.timer), cause);
        return null;
      case 'cancel-timer':
        machine.timerCauses.delete(timerKey(effect.timer));
        return null;
      case 'persist':
        machine.disk.append(effect.record, effect.flushed);
        return null;
      case 'flush':
        machine.disk.flush();
        return null;
      case 'rewrite-log':
        machine.disk.rewrite(effect.records);
        return null;
    }
  }

  /** What the world takes notice of: the balancer serves members, and lives are counted. */
  private note(machine: Machine, fact: Fact): void {
    if (fact.type === 'node-recovered') machine.incarnation = fact.incarnation;
    if (fact.type === 'membership-learned' && fact.member === machine.node) {
      machine.inService = fact.change === 'join';
    }
  }

  private remember(node: NodeId, reply: Reply, arrivals: readonly Arrival[]): void {
    const machine = this.world.machine(node);
    machine.waiting = [...arrivals.slice(reply.taken), ...machine.waiting];
    machine.busyUntil = reply.busyUntil;
    machine.nextTimerAt = reply.nextTimerAt;
    machine.nextForegroundAt = reply.nextForegroundAt;
    machine.owes = reply.owes;
  }
}

/** A window under way. */
interface Window {
  readonly until: Micros;
  /** What each node was given, in the order of its inputs. */
  readonly batches: Map<NodeId, readonly Arrival[]>;
  readonly lost: { readonly delivery: Delivery; readonly reason: LossReason }[];
  readonly clientMail: Map<ClientId, Delivery[]>;
}

/** Something that happened in a window, before it is merged. */
type Happening = { readonly at: Micros; readonly origin: Address } & (
  | { readonly type: 'node'; readonly step: Step; readonly arrivals: readonly Arrival[] }
  | { readonly type: 'client'; readonly step: ClientStep }
  | { readonly type: 'loss'; readonly delivery: Delivery; readonly reason: LossReason }
);

function inputOf(arrival: Arrival): TimedInput {
  if (arrival.type === 'control') return { at: arrival.at, input: arrival.input };
  const { from, body } = arrival.delivery;
  return { at: arrival.at, input: { type: 'message', from, message: body } };
}
