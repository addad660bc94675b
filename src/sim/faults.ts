import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { EventId } from '../trace/event.ts';
import type { Machine } from './machine.ts';
import type { World } from './world.ts';

/*
 * What can happen to a machine. Each gives null when it did, or the sentence that says why it
 * can't be done now.
 */

type Refusal = string | null;

/** The process ends at once: its memory and its write buffer are gone. (protocol.md 35) */
export function kill(world: World, at: Micros, node: NodeId, cause: EventId): Refusal {
  const machine = world.machine(node);
  if (machine.status === 'down') return `${node} is down already`;
  const killed = world.record(at, node, cause, { type: 'node-killed', target: node });
  stop(world, at, machine, killed);
  return null;
}

/** The lab itself failed in this node: it is down, and everybody sees why. */
export function crash(world: World, at: Micros, node: NodeId, error: string): void {
  const machine = world.machine(node);
  const crashed = world.record(at, node, null, { type: 'node-crashed', target: node, error });
  stop(world, at, machine, crashed);
}

function stop(world: World, at: Micros, machine: Machine, cause: EventId): void {
  const { node } = machine;
  world.setStatus(machine, 'down');
  world.stops.push(node);
  world.starts = world.starts.filter((order) => order.node !== node);
  const records = machine.disk.crash(machine.crashStream);
  if (records > 0) world.record(at, node, cause, { type: 'write-lost', target: node, records });
  for (const arrival of machine.waiting) {
    if (arrival.type !== 'delivery') continue;
    const { message } = arrival.delivery;
    world.record(at, node, cause, { type: 'message-lost', message, reason: 'node-down' });
  }
  machine.waiting = [];
  machine.nextTimerAt = null;
  machine.nextForegroundAt = null;
  machine.owes = [];
  machine.timerCauses.clear();
}

/** The machine starts again, with what is on its disk. */
export function restart(world: World, at: Micros, node: NodeId, cause: EventId): Refusal {
  const machine = world.machine(node);
  if (machine.status !== 'down') return `${node} is not down: kill it first`;
  const restarted = world.record(at, node, cause, { type: 'node-restarted', target: node });
  world.start(at, machine, restarted);
  return null;
}

/** The disk is lost; a machine that runs goes down with it. */
export function wipe(world: World, at: Micros, node: NodeId, cause: EventId): Refusal {
  kill(world, at, node, cause);
  world.machine(node).disk.wipe();
  world.record(at, node, cause, { type: 'disk-wiped', target: node });
  return null;
}

/** The process stands still; what is sent to it waits at its port. (protocol.md 36) */
export function pause(
  world: World,
  at: Micros,
  node: NodeId,
  forUs: Micros | null,
  cause: EventId,
): Refusal {
  const machine = world.machine(node);
  if (machine.status !== 'up')
    return `${node} is ${machine.status}: only a running node can be paused`;
  world.setStatus(machine, 'paused');
  const paused = world.record(at, node, cause, { type: 'node-paused', target: node });
  if (forUs !== null) world.appoint(at + forUs, node, paused);
  return null;
}

/** It goes on, with all that waited. */
export function resume(world: World, at: Micros, node: NodeId, cause: EventId): Refusal {
  const machine = world.machine(node);
  if (machine.status !== 'paused') return `${node} is not paused`;
  world.setStatus(machine, 'up');
  machine.awakeSince = at;
  machine.waiting = machine.waiting.map((arrival) => ({ ...arrival, at }));
  world.due.note(machine);
  world.record(at, node, cause, { type: 'node-resumed', target: node });
  return null;
}
