import type { Engine } from '../sim/engine.ts';
import type { Failure } from './wire.ts';
import { takeEarlyWorker } from './early.ts';
import { WorkerEngine } from './worker-engine.ts';

export interface EngineOptions {
  /** `workers` takes the best rung the host allows; the others are for tests and comparison. */
  readonly kind: 'workers' | 'inlined-workers' | 'same-thread' | 'in-process';
  /** A worker failed while nobody was waiting for it. */
  readonly onFailure: (failure: Failure) => void;
}

/**
 * Where the nodes will live. (design.md §2) Goes down the ladder until a rung holds: worker by
 * URL, inlined worker, this thread. `engine.rung` says which one it is.
 */
export async function startEngine({ kind, onFailure }: EngineOptions): Promise<Engine> {
  if (kind === 'in-process') {
    const { InProcessEngine } = await import('./in-process-engine.ts');
    return new InProcessEngine();
  }
  if (kind === 'workers') {
    const engine = await attempt(() => startByUrl(onFailure));
    if (engine) return engine;
  }
  if (kind !== 'same-thread') {
    const engine = await attempt(() => startInlined(onFailure));
    if (engine) return engine;
  }
  const { ThreadEngine } = await import('./thread-engine.ts');
  return new ThreadEngine(onFailure);
}

/** null: the host refuses this rung; the next one says so on the page by its name. */
async function attempt(start: () => Promise<Engine>): Promise<Engine | null> {
  try {
    return await start();
  } catch {
    return null;
  }
}

function conductorByUrl(): Worker {
  return new Worker(new URL('./lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'conductor',
  });
}

function startByUrl(onFailure: (failure: Failure) => void): Promise<Engine> {
  return WorkerEngine.start(takeEarlyWorker() ?? conductorByUrl(), 'workers', onFailure);
}

async function startInlined(onFailure: (failure: Failure) => void): Promise<Engine> {
  const { makeInlinedConductor } = await import('./inlined.ts');
  return WorkerEngine.start(makeInlinedConductor(), 'inlined-workers', onFailure);
}
