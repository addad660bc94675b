import { InvariantError } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Conductor, type Plan } from './conductor.ts';
import type { Crash } from './window.ts';
import { NodeHost, type Batch, type HostSnapshot, type Reply } from './host.ts';
import type { Run } from './script/command.ts';

/**
 * A run with all its nodes in this thread: for tests, the command line, sweeps, and for going far
 * or fast. Does exactly what the workers do. (design.md §2)
 */
export class InProcessRun {
  readonly conductor: Conductor;
  private readonly hosts = new Map<NodeId, NodeHost>();

  constructor(run: Run) {
    this.conductor = new Conductor(run);
  }

  /** Runs until everything strictly before `untilUs` has happened. */
  advance(untilUs: Micros): readonly TraceEvent[] {
    while (this.window(untilUs));
    return this.conductor.takeEvents();
  }

  /** One window before `limitUs`; false when there is none. */
  window(limitUs: Micros): boolean {
    const plan = this.conductor.begin(limitUs);
    if (!plan) return false;
    this.conductor.end(this.runBatches(plan));
    return true;
  }

  liveNodes(): readonly NodeId[] {
    return [...this.hosts.keys()];
  }

  /** Every live node's life so far. Shares their state: clone it before going on. */
  snapshots(): ReadonlyMap<NodeId, HostSnapshot> {
    return new Map(Array.from(this.hosts, ([node, host]) => [node, host.snapshot()]));
  }

  private runBatches(plan: Plan): ReadonlyMap<NodeId, Reply | Crash> {
    for (const node of plan.stops) this.hosts.delete(node);
    for (const { node, configuration } of plan.starts) {
      this.hosts.set(node, NodeHost.configured(configuration));
    }
    return new Map(Array.from(plan.batches, ([node, batch]) => [node, this.runBatch(node, batch)]));
  }

  private runBatch(node: NodeId, batch: Batch): Reply | Crash {
    const host = this.hosts.get(node);
    if (!host) throw new InvariantError(`${node} has work but no process`);
    try {
      return host.run(batch);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** A run without an end goes on at most this long past its last command. (design.md §4) */
const longestUs: Micros = 60_000_000;

/** Where a run ends: at its `until`, or at the latest moment that it may last to. */
function latestEndUs(run: Run): Micros {
  return run.untilUs ?? (run.commands.at(-1)?.at ?? 0) + longestUs;
}

export interface Finished {
  readonly run: InProcessRun;
  readonly events: readonly TraceEvent[];
  /** When it ended. */
  readonly nowUs: Micros;
}

/**
 * Plays a run to its end: to its `until`, everything at that time included; or until nothing but
 * periodic work is left.
 */
export function runToEnd(run: Run): Finished {
  const inProcess = new InProcessRun(run);
  const { conductor } = inProcess;
  const endUs = latestEndUs(run);
  const events: TraceEvent[] = [];
  const isOver = (): boolean => run.untilUs === null && conductor.isSettled();
  while (!isOver() && inProcess.window(endUs + 1)) {
    for (const event of conductor.takeEvents()) events.push(event);
  }
  for (const event of conductor.takeEvents()) events.push(event);
  const nowUs = run.untilUs ?? Math.min(conductor.horizonUs(), endUs);
  return { run: inProcess, events, nowUs };
}
