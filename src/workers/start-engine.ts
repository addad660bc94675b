import type { Engine } from '../sim/engine.ts';
import { WorkerEngine } from './worker-engine.ts';

export interface EngineOptions {
  /** `workers` takes the best rung the host allows; the others are for tests and comparison. */
  readonly kind: 'workers' | 'inlined-workers' | 'same-thread' | 'in-process';
  /** A worker failed while nobody was waiting for it. One sentence. */
  readonly onError: (error: string) => void;
}

/**
 * Where the nodes will live. (design.md §2) Goes down the ladder until a rung holds: worker by
 * URL, inlined worker, this thread. `engine.rung` says which one it is.
 */
export async function startEngine({ kind, onError }: EngineOptions): Promise<Engine> {
  if (kind === 'in-process') {
    const { InProcessEngine } = await import('./in-process-engine.ts');
    return new InProcessEngine();
  }
  if (kind === 'workers') {
    const engine = await attempt(() => startByUrl(onError));
    if (engine) return engine;
  }
  if (kind !== 'same-thread') {
    const engine = await attempt(() => startInlined(onError));
    if (engine) return engine;
  }
  const { ThreadEngine } = await import('./thread-engine.ts');
  return new ThreadEngine(onError);
}

/** null: the host refuses this rung; the next one says so on the page by its name. */
async function attempt(start: () => Promise<Engine>): Promise<Engine | null> {
  try {
    return await start();
  } catch {
    return null;
  }
}

function startByUrl(onError: (error: string) => void): Promise<Engine> {
  const worker = new Worker(new URL('./conductor.worker.ts', import.meta.url), {
    type: 'module',
    name: 'conductor',
  });
  return WorkerEngine.start(worker, 'workers', onError);
}

async function startInlined(onError: (error: string) => void): Promise<Engine> {
  const { makeInlinedConductor } = await import('./inlined.ts');
  return WorkerEngine.start(makeInlinedConductor(), 'inlined-workers', onError);
}
