import { transfer, wrap, type Remote } from 'comlink';

import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { AdvanceLimits, Engine, Progress, Rung } from '../sim/engine.ts';
import type { Command, Run, TimedCommand } from '../sim/script/command.ts';
import { Parts } from './parts.ts';
import type { AnswerOnPort, ConductorControl, Failure, Question, QuestionOnPort } from './wire.ts';

interface Waiting {
  readonly resolve: (progress: Progress) => void;
  readonly reject: (error: Error) => void;
}

/** A worker that has not come up after this long is not coming. */
const startLimitMs = 10_000;

/** The conductor in a worker of its own, and every node in another. */
export class WorkerEngine implements Engine {
  readonly rung: Rung;
  private readonly worker: Worker;
  private readonly control: Remote<ConductorControl>;
  private readonly port: MessagePort;
  private readonly waiting = new Map<number, Waiting>();
  private readonly parts = new Parts();
  private turn = 0;

  private constructor(worker: Worker, rung: Rung, onFailure: (failure: Failure) => void) {
    this.rung = rung;
    this.worker = worker;
    this.control = wrap<ConductorControl>(worker);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.addEventListener('message', ({ data }: MessageEvent<AnswerOnPort>) => {
      if ('failure' in data) onFailure(data.failure);
      else this.receive(data);
    });
    this.port.start();
    this.far = port2;
  }

  private readonly far: MessagePort;

  /** Rejects when the worker does not come up: the host refuses it. */
  static async start(
    worker: Worker,
    rung: Rung,
    onFailure: (failure: Failure) => void,
  ): Promise<WorkerEngine> {
    const engine = new WorkerEngine(worker, rung, onFailure);
    let isUp = false;
    const failed = new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        const error = event.message || 'the worker could not be started';
        if (isUp) engine.fail(error, onFailure);
        reject(new Error(error));
      });
      setTimeout(() => reject(new Error('the worker did not start')), startLimitMs);
    });
    await Promise.race([engine.control.boot(transfer(engine.far, [engine.far])), failed]);
    isUp = true;
    failed.catch(() => undefined);
    return engine;
  }

  open(run: Run, fromUs: Micros = 0): Promise<Progress> {
    return this.ask({ type: 'open', run, fromUs });
  }

  advance(toUs: Micros, limits: AdvanceLimits = {}): Promise<Progress> {
    return this.ask({ type: 'advance', toUs, limits });
  }

  issue(commands: readonly Command[], atUs?: Micros): Promise<Progress> {
    return this.ask({ type: 'issue', commands, atUs });
  }

  async log(): Promise<readonly TimedCommand[]> {
    return this.control.log();
  }

  async liveNodes(): Promise<readonly NodeId[]> {
    return this.control.liveNodes();
  }

  async dispose(): Promise<void> {
    await this.control.dispose();
    this.port.close();
    this.worker.terminate();
  }

  private ask(question: Question): Promise<Progress> {
    this.turn += 1;
    const { turn } = this;
    return new Promise((resolve, reject) => {
      this.waiting.set(turn, { resolve, reject });
      this.port.postMessage({ turn, question } satisfies QuestionOnPort);
    });
  }

  private receive(answer: Exclude<AnswerOnPort, { failure: Failure }>): void {
    if ('part' in answer) return this.parts.add(answer.part);
    const waiting = this.waiting.get(answer.turn);
    this.waiting.delete(answer.turn);
    if ('progress' in answer) waiting?.resolve(this.parts.whole(answer.progress));
    else waiting?.reject(new Error(answer.error));
  }

  private fail(error: string, onFailure: (failure: Failure) => void): void {
    onFailure({ node: null, error });
    for (const { reject } of this.waiting.values()) reject(new Error(error));
    this.waiting.clear();
  }
}
