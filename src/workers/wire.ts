import type { Batch, HostSnapshot, Reply } from '../sim/host.ts';
import type { NodeConfiguration } from '../dynamo/state.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { Micros } from '../base/time.ts';
import type { AdvanceLimits, Engine, Progress } from '../sim/engine.ts';
import type { Command, Run } from '../sim/script/command.ts';
import type { TraceEvent } from '../trace/event.ts';

/*
 * All that goes through the ports, in one place. The control plane (boot, inspect, dispose) is
 * Comlink's; what is here is the data plane: plain messages on raw MessagePorts.
 */

/** A fault of the lab, while nobody waited for an answer. */
export interface Failure {
  /** Whose it was; null: the conductor's, and then nothing goes on. */
  readonly node: NodeId | null;
  readonly error: string;
}

/** What a node's process starts from: nothing but its configuration, or a life so far. */
export type Birth =
  | { readonly type: 'configured'; readonly configuration: NodeConfiguration }
  | { readonly type: 'resumed'; readonly snapshot: HostSnapshot };

/** Along a node's cable, from the network to the node. */
export interface BatchOnCable {
  readonly turn: number;
  readonly batch: Batch;
}

/** And back. An error is a fault of the lab in that node. */
export type ReplyOnCable =
  | { readonly turn: number; readonly reply: Reply }
  | { readonly turn: number; readonly error: string };

/** A node's worker, as its control plane sees it. */
export interface NodeControl {
  boot(birth: Birth, cable: MessagePort): void;
}

/** What the page asks of the conductor's worker. */
export type Question =
  | { readonly type: 'open'; readonly run: Run; readonly fromUs: Micros }
  | { readonly type: 'advance'; readonly toUs: Micros; readonly limits: AdvanceLimits }
  | {
      readonly type: 'issue';
      readonly commands: readonly Command[];
      readonly atUs: Micros | undefined;
    };

export interface QuestionOnPort {
  readonly turn: number;
  readonly question: Question;
}

export type AnswerOnPort =
  /** Some of what happened; more comes with the next message of this turn. (parts.ts) */
  | { readonly turn: number; readonly part: readonly TraceEvent[] }
  | { readonly turn: number; readonly progress: Progress }
  | { readonly turn: number; readonly error: string }
  /** Nobody asked: a node failed while nothing was going on. */
  | { readonly failure: Failure };

/** The conductor's worker, as its control plane sees it. */
export interface ConductorControl extends Pick<Engine, 'log' | 'liveNodes' | 'dispose'> {
  boot(port: MessagePort): void;
}
