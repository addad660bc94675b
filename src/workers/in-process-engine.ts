import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { AdvanceLimits, Engine, Progress } from '../sim/engine.ts';
import { InProcessRun } from '../sim/in-process.ts';
import type { Command, Run, TimedCommand } from '../sim/script/command.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Stopping } from './stopping.ts';

/** No cables at all: nodes are called directly. The yardstick that the workers must equal. */
export class InProcessEngine implements Engine {
  readonly rung = 'same-thread';
  private run: InProcessRun | null = null;

  async open(run: Run, fromUs: Micros = 0): Promise<Progress> {
    this.run = new InProcessRun(run);
    return this.progress([...this.run.advance(fromUs)]);
  }

  async advance(toUs: Micros, limits: AdvanceLimits = {}): Promise<Progress> {
    const run = this.current();
    const stopping = new Stopping(run.conductor, limits);
    while (!stopping.isMet() && run.window(toUs)) stopping.gather();
    return this.progress(stopping.events);
  }

  async issue(commands: readonly Command[], atUs?: Micros): Promise<Progress> {
    const { conductor } = this.current();
    for (const command of commands) conductor.issue(command, atUs);
    return this.advance(conductor.horizonUs() + 1);
  }

  async log(): Promise<readonly TimedCommand[]> {
    return this.current().conductor.log();
  }

  async liveNodes(): Promise<readonly NodeId[]> {
    return this.current().liveNodes();
  }

  async dispose(): Promise<void> {
    this.run = null;
  }

  private progress(events: TraceEvent[]): Progress {
    const { conductor } = this.current();
    for (const event of conductor.takeEvents()) events.push(event);
    return {
      events,
      horizonUs: conductor.horizonUs(),
      nextAtUs: conductor.nextAtUs(),
      settled: conductor.isSettled(),
    };
  }

  private current(): InProcessRun {
    if (!this.run) throw new Error('no run is open');
    return this.run;
  }
}
