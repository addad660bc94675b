import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { LossReason, TraceEvent } from '../trace/event.ts';
import { isAskedFor } from '../trace/worth-seeing.ts';
import { issueCommand } from './commands.ts';
import { crash, resume } from './faults.ts';
import type { Batch, Reply, TimedInput } from './host.ts';
import type { Arrival, Machine } from './machine.ts';
import type { Delivery } from './network/mail.ts';
import type { Command, Run, TimedCommand } from './script/command.ts';
import { worldTexts } from './script/settings-table.ts';
import { mergeWindow, type Crash, type Window } from './window.ts';
import { World, type StartOrder } from './world.ts';

/** What the driver is to do for one window: stop and start processes, then run the batches. */
export interface Plan {
  readonly stops: readonly NodeId[];
  readonly starts: readonly StartOrder[];
  readonly batches: ReadonlyMap<NodeId, Batch>;
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

  /** A command that takes effect at the horizon or later, after those that are there already. */
  issue(command: Command, atUs: Micros = this.horizon): void {
    const at = Math.max(atUs, this.horizon);
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
    next = Math.min(next, world.due.nextAt() ?? Infinity);
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
    for (const machine of world.due.takeUntil(until)) {
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
      world.due.note(machine);
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
    mergeWindow(this.world, window, replies);
  }
}

function inputOf(arrival: Arrival): TimedInput {
  if (arrival.type === 'control') return { at: arrival.at, input: arrival.input };
  const { from, body } = arrival.delivery;
  return { at: arrival.at, input: { type: 'message', from, message: body } };
}
