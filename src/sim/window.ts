import { compareText } from '../base/order.ts';
import type { Micros } from '../base/time.ts';
import { timerKey, type Effect, type Fact } from '../dynamo/effect.ts';
import type { Address, ClientId, NodeId } from '../dynamo/names.ts';
import type { EventId, LossReason } from '../trace/event.ts';
import type { ClientStep } from './clients/client-host.ts';
import type { Reception } from './clients/client.ts';
import { crash } from './faults.ts';
import type { Reply, Step } from './host.ts';
import type { Arrival, Machine } from './machine.ts';
import type { Delivery } from './network/mail.ts';
import type { World } from './world.ts';

/** A node that could not carry out its batch: a fault of the lab. */
export interface Crash {
  readonly error: string;
}

/** A window under way. */
export interface Window {
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

/** Merges what everybody did in a window, in the one order there is: by time, then by origin. */
export function mergeWindow(
  world: World,
  window: Window,
  replies: ReadonlyMap<NodeId, Reply | Crash>,
): void {
  for (const happening of happenings(world, window, replies)) merge(world, happening);
  for (const [node, reply] of replies) {
    if ('error' in reply) crash(world, window.until, node, reply.error);
    else remember(world, node, reply, window.batches.get(node) ?? []);
  }
}

function happenings(
  world: World,
  window: Window,
  replies: ReadonlyMap<NodeId, Reply | Crash>,
): readonly Happening[] {
  const all: Happening[] = [];
  for (const [node, reply] of replies) {
    if ('error' in reply) continue;
    const arrivals = window.batches.get(node) ?? [];
    for (const step of reply.steps) {
      all.push({ type: 'node', at: step.at, origin: node, step, arrivals });
    }
  }
  let reception: Reception | null = null;
  for (const [name, client] of world.clients) {
    const mail = window.clientMail.get(name) ?? [];
    if (mail.length === 0 && (client.dueAt() ?? Infinity) >= window.until) continue;
    reception ??= world.reception();
    for (const step of client.run(mail, window.until, reception)) {
      all.push({ type: 'client', at: step.at, origin: name, step });
    }
  }
  for (const { delivery, reason } of window.lost) {
    all.push({ type: 'loss', at: delivery.at, origin: delivery.from, delivery, reason });
  }
  return all.toSorted((a, b) => a.at - b.at || compareText(a.origin, b.origin));
}

function merge(world: World, happening: Happening): void {
  switch (happening.type) {
    case 'node':
      mergeStep(world, happening.origin, happening.step, happening.arrivals);
      break;
    case 'client':
      mergeClient(world, happening.origin, happening.step);
      break;
    case 'loss': {
      const { delivery, reason, at } = happening;
      const { message, to, sentBy } = delivery;
      world.record(at, to, sentBy, { type: 'message-lost', message, reason });
      break;
    }
  }
}

function mergeClient(world: World, client: ClientId, { at, because, effects }: ClientStep): void {
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

function mergeStep(world: World, node: NodeId, step: Step, arrivals: readonly Arrival[]): void {
  const machine = world.machine(node);
  const cause = inputEvent(world, machine, step, arrivals);
  const recorded: (EventId | undefined)[] = [];
  step.effects.forEach((effect, index) => {
    const because = 'because' in effect && effect.because !== null ? effect.because : null;
    const reason = because === null ? cause : (recorded[because] ?? cause);
    const id = carryOut(world, machine, step.at, effect, reason, cause);
    if (id !== null) recorded[index] = id;
  });
}

/** The event that is the step's input. */
function inputEvent(
  world: World,
  machine: Machine,
  step: Step,
  arrivals: readonly Arrival[],
): EventId {
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
function carryOut(
  world: World,
  machine: Machine,
  at: Micros,
  effect: Effect,
  reason: EventId,
  cause: EventId,
): EventId | null {
  switch (effect.type) {
    case 'record':
      note(world, machine, effect.fact);
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
function note(world: World, machine: Machine, fact: Fact): void {
  if (fact.type === 'node-recovered') machine.incarnation = fact.incarnation;
  if (fact.type === 'membership-learned' && fact.member === machine.node) {
    world.setInService(machine, fact.change === 'join');
  }
}

function remember(world: World, node: NodeId, reply: Reply, arrivals: readonly Arrival[]): void {
  const machine = world.machine(node);
  machine.waiting = [...arrivals.slice(reply.taken), ...machine.waiting];
  machine.busyUntil = reply.busyUntil;
  machine.nextTimerAt = reply.nextTimerAt;
  machine.nextForegroundAt = reply.nextForegroundAt;
  machine.owes = reply.owes;
  world.due.note(machine);
}
