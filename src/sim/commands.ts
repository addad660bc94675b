import { unreachable } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Administration } from '../dynamo/effect.ts';
import type { Address, ClientId, NodeId } from '../dynamo/names.ts';
import type { EventId } from '../trace/event.ts';
import type { Wish } from './clients/client.ts';
import { popularityOf, Workload, type Load } from './clients/workload.ts';
import { kill, pause, restart, resume, wipe } from './faults.ts';
import type { Delivery } from './network/mail.ts';
import type { Command, SettingChange } from './script/command.ts';
import { printCommand } from './script/print-command.ts';
import { splitChange } from './script/settings-table.ts';
import type { World } from './world.ts';

/** null when the command was carried out, or the sentence that says why it can't be now. */
type Refusal = string | null;

/** Issues one command at a time between two windows; it is in the trace, carried out or refused. */
export function issueCommand(world: World, at: Micros, command: Command): void {
  const line = printCommand(command);
  const cause = world.record(at, 'world', null, { type: 'command-issued', line });
  const why = carryOut(world, at, command, cause);
  if (why !== null) world.record(at, 'world', cause, { type: 'command-refused', line, why });
}

function carryOut(world: World, at: Micros, command: Command, cause: EventId): Refusal {
  switch (command.type) {
    case 'put':
    case 'get':
    case 'delete':
    case 'cart-add':
    case 'cart-remove':
      sendRequest(world, at, command, cause);
      return null;
    case 'kill':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'skew':
      return world.machines.has(command.node)
        ? disturb(world, at, command, cause)
        : notThereYet(command.node);
    case 'partition':
    case 'cut':
    case 'heal':
      return changeLinks(world, at, command, cause);
    case 'link':
      return shapeLink(world, at, command, cause);
    case 'drop':
    case 'duplicate':
    case 'delay':
    case 'deliver':
      return meddle(world, at, command, cause);
    case 'set':
      return changeSettings(world, at, command.change, cause);
    case 'handoff':
      return tell(world, at, command.node, { type: 'handoff' }, cause);
    case 'sync':
      return tell(world, at, command.nodes[0], { type: 'sync', partner: command.nodes[1] }, cause);
    case 'load':
      startLoad(world, at, command);
      return null;
    case 'join':
    case 'remove':
      return changeMembership(world, at, command, cause);
    case 'gossip':
      return tell(
        world,
        at,
        command.nodes[0],
        { type: 'gossip', partner: command.nodes[1] },
        cause,
      );
    case 'say':
      world.record(at, 'world', cause, { type: 'said', text: command.text });
      return null;
    case 'show': {
      const { view, subject } = command;
      world.record(at, 'world', cause, { type: 'shown', view, subject });
      return null;
    }
    case 'mark':
      world.record(at, 'world', cause, { type: 'marked', name: command.name });
      return null;
    default:
      return unreachable(command);
  }
}

type Of<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** Something happens to a machine that is there. */
function disturb(
  world: World,
  at: Micros,
  command: Of<'kill' | 'restart' | 'pause' | 'resume' | 'wipe' | 'skew'>,
  cause: EventId,
): Refusal {
  switch (command.type) {
    case 'kill':
      return kill(world, at, command.node, cause);
    case 'restart':
      return restart(world, at, command.node, cause);
    case 'pause':
      return pause(world, at, command.node, command.forUs, cause);
    case 'resume':
      return resume(world, at, command.node, cause);
    case 'wipe':
      return wipe(world, at, command.node, cause);
    case 'skew':
      return skew(world, at, command, cause);
    default:
      return unreachable(command);
  }
}

function notThereYet(node: NodeId): string {
  return `${node} has not joined yet`;
}

function sendRequest(
  world: World,
  at: Micros,
  command: Of<'put' | 'get' | 'delete' | 'cart-add' | 'cart-remove'>,
  cause: EventId,
): void {
  const client = world.client(command.client);
  const effects = client.issue(wishOf(world, command), at, world.reception());
  world.actFor(command.client, at, effects, cause);
}

function wishOf(
  world: World,
  command: Of<'put' | 'get' | 'delete' | 'cart-add' | 'cart-remove'>,
): Wish {
  const { key, via } = command;
  const request = world.nextRequest();
  const plain = { request, key, via, value: null, blind: false, cart: null };
  switch (command.type) {
    case 'put':
      return { ...plain, op: 'put', value: command.value, blind: command.blind };
    case 'get':
    case 'delete':
      return { ...plain, op: command.type };
    case 'cart-add':
    case 'cart-remove': {
      const adds = command.type === 'cart-add';
      const cart = { item: command.item, adds, putRequest: world.nextRequest() };
      return { ...plain, op: 'get', cart };
    }
    default:
      return unreachable(command);
  }
}

function changeLinks(
  world: World,
  at: Micros,
  command: Of<'partition' | 'cut' | 'heal'>,
  cause: EventId,
): Refusal {
  if (command.type === 'cut') world.links.cut(command.from, command.to);
  else if (command.type === 'partition') part(world, command.groups);
  else if (world.links.cuts().length === 0) return 'nothing is cut';
  else if (command.between === null) world.links.healAll();
  else {
    const [a, b] = command.between;
    world.links.heal(a, b);
    world.links.heal(b, a);
  }
  world.record(at, 'world', cause, { type: 'links-cut', links: world.links.cuts() });
  return null;
}

/** Members of two groups can't reach each other; one group alone is cut off from all others. */
function part(world: World, groups: readonly (readonly Address[])[]): void {
  const [only = []] = groups;
  const others = [...world.machines.keys()].filter((node) => !only.includes(node));
  const sides = groups.length === 1 ? [only, others] : groups;
  for (const here of sides) {
    for (const there of sides) {
      if (here === there) continue;
      for (const from of here) for (const to of there) world.links.cut(from, to);
    }
  }
}

function shapeLink(world: World, at: Micros, command: Of<'link'>, cause: EventId): Refusal {
  const { between, shape } = command;
  world.links.shape(between, shape);
  const [from, to] = between ?? [null, null];
  const words = printCommand(command)
    .split(' ')
    .slice(between === null ? 2 : 4)
    .join(' ');
  world.record(at, 'world', cause, { type: 'link-shaped', from, to, shape: words });
  return null;
}

function meddle(
  world: World,
  at: Micros,
  command: Of<'drop' | 'duplicate' | 'delay' | 'deliver'>,
  cause: EventId,
): Refusal {
  const { mail } = world;
  const delivery = mail.find(command.message);
  if (!delivery) return `${command.message} is not in flight`;
  switch (command.type) {
    case 'drop':
      mail.remove(delivery);
      lose(world, at, delivery, cause);
      return null;
    case 'duplicate':
      mail.duplicate(delivery, at, cause);
      return null;
    case 'delay':
      return reschedule(world, at, delivery, delivery.at + command.byUs, cause);
    case 'deliver':
      return reschedule(world, at, delivery, at, cause);
    default:
      return unreachable(command);
  }
}

function lose(world: World, at: Micros, { to, message }: Delivery, cause: EventId): void {
  world.record(at, to, cause, { type: 'message-lost', message, reason: 'dropped' });
}

function reschedule(
  world: World,
  at: Micros,
  delivery: Delivery,
  arrivesAt: Micros,
  cause: EventId,
): null {
  const { message, from } = delivery;
  world.mail.reschedule(delivery, arrivesAt);
  world.record(at, from, cause, { type: 'message-delayed', message, arrivesAt });
  return null;
}

function skew(world: World, at: Micros, { node, byUs }: Of<'skew'>, cause: EventId): null {
  world.machine(node).skewUs = byUs;
  world.record(at, node, cause, { type: 'clock-skewed', target: node, byUs });
  return null;
}

/** An administrator speaks to a node that runs. */
function tell(
  world: World,
  at: Micros,
  node: NodeId,
  administration: Administration,
  cause: EventId,
): Refusal {
  const machine = world.machines.get(node);
  if (!machine) return notThereYet(node);
  if (machine.status !== 'up') return `${node} is ${machine.status}`;
  world.tell(machine, at, { type: 'administer', administration }, cause);
  return null;
}

/** At one node, which tells the others in time. A newcomer's machine is started first. (§4.8.1) */
function changeMembership(
  world: World,
  at: Micros,
  { type, node, via }: Of<'join' | 'remove'>,
  cause: EventId,
): Refusal {
  const others = [...world.machines.values()].filter((machine) => machine.node !== node);
  if (type === 'remove' && !others.some(({ inService }) => inService)) {
    return `without ${node} there is no ring`;
  }
  const taker = via ?? others.find(({ status, inService }) => status === 'up' && inService)?.node;
  if (taker === undefined) return 'no node is up to take the change';
  if (type === 'join' && !world.machines.has(node)) {
    world.start(at, world.addMachine(node), cause);
  }
  if (!world.machines.has(node)) return `there is no ${node}`;
  const administration =
    type === 'remove'
      ? ({ type, node } as const)
      : ({ type, node, ...world.placeOf(node) } as const);
  return tell(world, at, taker, administration, cause);
}

/** Changes live settings: nodes learn of it at once, those that are down when they start. */
function changeSettings(world: World, at: Micros, change: SettingChange, cause: EventId): Refusal {
  const parts = splitChange(change);
  world.settings = { ...world.settings, ...parts.settings };
  world.world = { ...world.world, ...parts.world };
  world.links.configure(world.world);
  const { settings } = world;
  const changes = printCommand({ type: 'set', change }).slice('set '.length);
  const changed = world.record(at, 'world', cause, { type: 'setting-changed', settings, changes });
  for (const machine of world.machines.values()) {
    if (machine.status !== 'down') world.tell(machine, at, { type: 'settings', settings }, changed);
  }
  return null;
}

function startLoad(world: World, at: Micros, load: Load): void {
  const popularity = popularityOf(load);
  for (let index = 0; index < load.clients; index += 1) {
    const client: ClientId = world.nextWorkloadName();
    world.addWorkload(new Workload(client, load, popularity, at, world.world.seed));
  }
}
