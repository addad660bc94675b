/* oxlint-disable typescript/no-restricted-types -- what the hosts of the state machines promise, not a state machine */
import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { Command, Run, TimedCommand } from './script/command.ts';
import type { TraceEvent } from '../trace/event.ts';

/**
 * Where the nodes live: each in a worker of its own by URL; in a worker from an inlined script;
 * or, where workers are refused, in this thread. (design.md §2)
 */
export type Rung = 'workers' | 'inlined-workers' | 'same-thread';

/** What one call to the conductor brought. */
export interface Progress {
  /** The events that were added to the trace, in order. */
  readonly events: readonly TraceEvent[];
  /** Everything strictly before this has happened; a command issued now takes effect here. */
  readonly horizonUs: Micros;
  /** When the next thing is due; null: nothing is. */
  readonly nextAtUs: Micros | null;
  /** Nothing but periodic work (probes, gossip…) is left, and no command is still to come. */
  readonly settled: boolean;
}

/** When a way ahead ends before its time. It always ends with a window. */
export interface AdvanceLimits {
  /** As soon as there are this many new events. */
  readonly maxEvents?: number;
  /**
   * As soon as something has happened that a person waits for, or nothing but periodic work is
   * left and there was more before. (trace/worth-seeing.ts)
   */
  readonly untilWorthSeeing?: boolean;
}

/** The conductor, as the lab sees it: in a worker, or in this thread. One run at a time. */
export interface Engine {
  readonly rung: Rung;
  /**
   * Ends the run before and starts this one. With `fromUs` it goes there at once: everything
   * strictly before has happened when it resolves, and all its events are in the answer.
   */
  open(run: Run, fromUs?: Micros): Promise<Progress>;
  /**
   * Runs until everything strictly before `toUs` has happened, or a limit is met: then the horizon
   * lies before `toUs`.
   */
  advance(toUs: Micros, limits?: AdvanceLimits): Promise<Progress>;
  /**
   * Issues commands at the horizon, or at a moment behind it. They are in the log from now on; at
   * the horizon they happen next.
   */
  issue(commands: readonly Command[], atUs?: Micros): Promise<Progress>;
  /** The command log: what the run was opened with and what was issued since. */
  log(): Promise<readonly TimedCommand[]>;
  /** The nodes that have a live worker (or in-process node) at this moment. */
  liveNodes(): Promise<readonly NodeId[]>;
  dispose(): Promise<void>;
}
