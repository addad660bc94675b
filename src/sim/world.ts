import TinyQueue from 'tinyqueue';

import { present } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Input } from '../dynamo/effect.ts';
import type { Address, ClientId, NodeId, RequestId } from '../dynamo/names.ts';
import type { Settings } from '../dynamo/settings.ts';
import type { NodeConfiguration } from '../dynamo/state.ts';
import type { EventBody, EventId } from '../trace/event.ts';
import { ClientHost } from './clients/client-host.ts';
import type { ClientEffect, Reception } from './clients/client.ts';
import type { Workload } from './clients/workload.ts';
import type { History } from '../dynamo/membership/history.ts';
import { drawTokens } from '../dynamo/ring/placement.ts';
import { firstMembership, firstTokens } from './genesis.ts';
import { DueMachines } from './due-machines.ts';
import { makeMachine, type Machine } from './machine.ts';
import { Links } from './network/links.ts';
import { Mail } from './network/mail.ts';
import { Recorder } from './recorder.ts';
import type { NodeSpec, Run, WorldSettings } from './script/command.ts';

/** Something that the world will do by itself. */
export interface Appointment {
  readonly at: Micros;
  readonly sequence: number;
  readonly resume: NodeId;
  readonly cause: EventId;
}

/** A node's process that is to be started, between two windows. */
export interface StartOrder {
  readonly node: NodeId;
  readonly configuration: NodeConfiguration;
}

/** A client waits this many request timeouts before it gives up. */
const patience = 2;

/** Everything around the nodes: machines and their disks, the network, the clients. */
export class World {
  settings: Settings;
  world: WorldSettings;
  readonly recorder = new Recorder();
  readonly links: Links;
  readonly mail: Mail;
  readonly machines = new Map<NodeId, Machine>();
  readonly clients = new Map<ClientId, ClientHost>();
  readonly due = new DueMachines();
  readonly agenda = new TinyQueue<Appointment>(
    [],
    (a, b) => a.at - b.at || a.sequence - b.sequence,
  );
  /** Processes to stop and to start before the next window. */
  stops: NodeId[] = [];
  starts: StartOrder[] = [];
  /** The event that issued each request that waits for its answer. */
  readonly issuedBy = new Map<RequestId, EventId>();
  private readonly genesis: History;
  private readonly places: ReadonlyMap<NodeId, Pick<NodeSpec, 'capacity' | 'dataCentre'>>;
  private readonly seedNodes: readonly NodeId[];
  /** Which machines accept connections; made when first asked for after one changed. */
  private accepting: Pick<Reception, 'running' | 'reachable'> | null = null;
  private lives = 0;
  private requests = 0;
  private workloads = 0;
  private appointments = 0;

  constructor(run: Run) {
    this.settings = run.settings;
    this.world = run.world;
    this.genesis = firstMembership(run);
    this.seedNodes = run.cluster.filter((spec) => spec.isSeedNode).map(({ node }) => node);
    this.places = new Map(
      run.cluster.map(({ node, capacity, dataCentre }) => [node, { capacity, dataCentre }]),
    );
    const dataCentres = new Map(run.cluster.map((spec) => [spec.node, spec.dataCentre]));
    this.links = new Links(run.world, dataCentres);
    this.mail = new Mail(this.links, this.recorder);
    for (const [node, tokens] of firstTokens(run)) {
      const machine = makeMachine(node, tokens, run.world.seed);
      machine.inService = true;
      this.machines.set(node, machine);
    }
  }

  record(at: Micros, node: Address, cause: EventId | null, body: EventBody): EventId {
    return this.recorder.record(at, node, cause, body);
  }

  /** A machine that was not there at the beginning: its node knows the seed nodes only. */
  addMachine(node: NodeId): Machine {
    const taken = new Set([...this.machines.values()].flatMap((machine) => machine.tokens));
    const request = { node, capacity: 1, tokens: null };
    const tokens =
      drawTokens([request], this.settings.tokens, this.world.seed, taken).get(node) ?? [];
    const machine = makeMachine(node, tokens, this.world.seed);
    this.machines.set(node, machine);
    return machine;
  }

  /** How large a machine is, and where it stands; a newcomer is ordinary, and stands anywhere. */
  placeOf(node: NodeId): Pick<NodeSpec, 'capacity' | 'dataCentre'> {
    return this.places.get(node) ?? { capacity: 1, dataCentre: null };
  }

  machine(node: NodeId): Machine {
    return present(this.machines.get(node), `the machine ${node}`);
  }

  /** The client of this name; the first mention makes it. */
  client(name: ClientId): ClientHost {
    let client = this.clients.get(name);
    if (!client) {
      client = new ClientHost(name, this.world.seed, null);
      this.clients.set(name, client);
    }
    return client;
  }

  addWorkload(workload: Workload): void {
    const host = new ClientHost(workload.client, this.world.seed, workload);
    this.clients.set(workload.client, host);
  }

  /** A name for one client of a load that nobody else has. */
  nextWorkloadName(): ClientId {
    do this.workloads += 1;
    while (
      this.clients.has(`load-${this.workloads}`) ||
      this.machines.has(`load-${this.workloads}`)
    );
    return `load-${this.workloads}`;
  }

  nextRequest(): RequestId {
    this.requests += 1;
    return `r${this.requests}`;
  }

  /** What clients are met with: which machines accept connections. A paused one still does. */
  reception(): Reception {
    this.accepting ??= this.listAccepting();
    const patienceUs = patience * this.settings.requestTimeoutUs;
    const { settings } = this;
    return { ...this.accepting, patienceUs, routing: this.world.routing, settings };
  }

  setStatus(machine: Machine, status: Machine['status']): void {
    machine.status = status;
    this.accepting = null;
  }

  setInService(machine: Machine, inService: boolean): void {
    machine.inService = inService;
    this.accepting = null;
  }

  private listAccepting(): Pick<Reception, 'running' | 'reachable'> {
    const up = [...this.machines.values()].filter(({ status }) => status !== 'down');
    return {
      running: up.map(({ node }) => node),
      reachable: up.filter(({ inService }) => inService).map(({ node }) => node),
    };
  }

  /** Carries out what a client did at `at`. */
  actFor(
    client: ClientId,
    at: Micros,
    effects: readonly ClientEffect[],
    cause: EventId | null,
  ): void {
    let because = cause;
    for (const effect of effects) {
      if (effect.type === 'record') because = this.recordFor(client, at, effect.body, because);
      else if (effect.type === 'send')
        this.mail.send(at, client, effect.to, effect.message, because);
    }
  }

  private recordFor(client: ClientId, at: Micros, body: EventBody, cause: EventId | null): EventId {
    const id = this.record(at, client, cause, body);
    if (body.type === 'request-issued') this.issuedBy.set(body.request, id);
    if (body.type === 'request-answered') this.issuedBy.delete(body.request);
    return id;
  }

  /** The process on this machine is to be started, with what its disk holds. */
  start(at: Micros, machine: Machine, cause: EventId): void {
    this.setStatus(machine, 'up');
    machine.connectedSince = at;
    machine.awakeSince = at;
    machine.busyUntil = 0;
    const configuration = {
      node: machine.node,
      settings: this.settings,
      membership: this.genesisOf(machine),
      ownTokens: machine.tokens,
      seedNodes: this.seedNodes,
      // Every start draws afresh: a restarted node does not repeat its choices.
      randomSeed: this.world.seed + this.lives,
    };
    this.lives += 1;
    this.starts.push({ node: machine.node, configuration });
    const disk = [...machine.disk.contents()];
    const nextIncarnation = machine.incarnation + 1;
    this.tell(machine, at, { type: 'start', disk, nextIncarnation }, cause);
  }

  /** The first members know each other; a newcomer knows nobody. */
  private genesisOf({ node }: Machine): History {
    const isFounder = this.genesis.changes.some(({ member }) => member === node);
    return isFounder ? this.genesis : { changes: [], claims: [] };
  }

  /** Tells a node something that is not a message; a paused one learns of it when it goes on. */
  tell(machine: Machine, at: Micros, input: Input, cause: EventId): void {
    machine.waiting.push({ type: 'control', at, input, cause });
    this.due.note(machine);
  }

  appoint(at: Micros, resume: NodeId, cause: EventId): void {
    this.appointments += 1;
    this.agenda.push({ at, sequence: this.appointments, resume, cause });
  }
}
