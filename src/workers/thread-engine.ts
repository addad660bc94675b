import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { AdvanceLimits, Engine, Progress } from '../sim/engine.ts';
import type { Command, Run, TimedCommand } from '../sim/script/command.ts';
import { launchInThread } from './launch.ts';
import { Session } from './session.ts';
import type { Failure } from './wire.ts';

/** Where workers are refused: conductor and nodes in this thread, with cables between them. */
export class ThreadEngine implements Engine {
  readonly rung = 'same-thread';
  private readonly onFailure: (failure: Failure) => void;
  private session: Session | null = null;

  constructor(onFailure: (failure: Failure) => void) {
    this.onFailure = onFailure;
  }

  open(run: Run, fromUs: Micros = 0): Promise<Progress> {
    this.session?.end();
    this.session = new Session(run, fromUs, launchInThread, this.onFailure);
    return this.session.advance(fromUs);
  }

  advance(toUs: Micros, limits?: AdvanceLimits): Promise<Progress> {
    return this.current().advance(toUs, limits);
  }

  issue(commands: readonly Command[], atUs?: Micros): Promise<Progress> {
    return this.current().issue(commands, atUs);
  }

  async log(): Promise<readonly TimedCommand[]> {
    return this.current().log();
  }

  async liveNodes(): Promise<readonly NodeId[]> {
    return this.current().liveNodes();
  }

  async dispose(): Promise<void> {
    this.session?.end();
    this.session = null;
  }

  private current(): Session {
    if (!this.session) throw new Error('no run is open');
    return this.session;
  }
}
