import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Conductor, type Plan } from '../sim/conductor.ts';
import type { Crash } from '../sim/window.ts';
import type { AdvanceLimits, Progress } from '../sim/engine.ts';
import type { Reply } from '../sim/host.ts';
import { InProcessRun } from '../sim/in-process.ts';
import type { Command, Run, TimedCommand } from '../sim/script/command.ts';
import { NodeProcess, type Launch } from './node-process.ts';
import type { Failure } from './wire.ts';
import { Stopping } from './stopping.ts';

/**
 * One run with its nodes at the ends of cables. Windows follow each other; in each, all nodes
 * with something to do run in parallel. (design.md §2)
 */
export class Session {
  private conductor: Conductor;
  private readonly launch: Launch;
  private readonly onFailure: (failure: Failure) => void;
  private readonly processes = new Map<NodeId, NodeProcess>();
  private first: readonly TraceEvent[];

  /** Goes to `fromUs` in this thread, then gives every node that lives a process of its own. */
  constructor(run: Run, fromUs: Micros, launch: Launch, onFailure: (failure: Failure) => void) {
    this.launch = launch;
    this.onFailure = onFailure;
    if (fromUs === 0) {
      this.conductor = new Conductor(run);
      this.first = [];
      // Not before whoever opened this has been told of it: there is a picture to be drawn.
      setTimeout(() => this.startNodes(this.conductor.takeStarts()));
      return;
    }
    const past = new InProcessRun(run);
    this.first = past.advance(fromUs);
    this.conductor = past.conductor;
    for (const [node, snapshot] of past.snapshots()) {
      this.begin(node, { type: 'resumed', snapshot });
    }
  }

  async advance(toUs: Micros, limits: AdvanceLimits = {}): Promise<Progress> {
    const stopping = new Stopping(this.conductor, limits, this.first);
    this.first = [];
    for (;;) {
      const plan = stopping.isMet() ? null : this.conductor.begin(toUs);
      if (!plan) break;
      this.conductor.end(await this.carryOut(plan));
      stopping.gather();
    }
    stopping.gather();
    return {
      events: stopping.events,
      horizonUs: this.conductor.horizonUs(),
      nextAtUs: this.conductor.nextAtUs(),
      settled: this.conductor.isSettled(),
    };
  }

  /** Issues commands; those of now are carried out before this resolves. */
  issue(commands: readonly Command[], atUs?: Micros): Promise<Progress> {
    for (const command of commands) this.conductor.issue(command, atUs);
    return this.advance(this.conductor.horizonUs() + 1);
  }

  log(): readonly TimedCommand[] {
    return this.conductor.log();
  }

  liveNodes(): readonly NodeId[] {
    return [...this.processes.keys()];
  }

  end(): void {
    this.conductor.takeStarts();
    for (const process of this.processes.values()) process.end();
    this.processes.clear();
  }

  private async carryOut(plan: Plan): Promise<ReadonlyMap<NodeId, Reply | Crash>> {
    for (const node of plan.stops) this.stop(node);
    this.startNodes(plan.starts);
    const replies = await Promise.all(
      Array.from(plan.batches, async ([node, batch]) => {
        const process = this.processes.get(node);
        const reply = process ? await process.run(batch) : { error: 'it has no process' };
        return [node, reply] as const;
      }),
    );
    return new Map(replies);
  }

  private startNodes(starts: Plan['starts']): void {
    for (const { node, configuration } of starts) {
      this.begin(node, { type: 'configured', configuration });
    }
  }

  private begin(node: NodeId, birth: ConstructorParameters<typeof NodeProcess>[1]): void {
    const process = new NodeProcess(node, birth, this.launch, (error) => {
      this.conductor.reportCrash(node, error);
      this.stop(node);
      this.onFailure({ node, error });
    });
    this.processes.set(node, process);
  }

  private stop(node: NodeId): void {
    this.processes.get(node)?.end();
    this.processes.delete(node);
  }
}
