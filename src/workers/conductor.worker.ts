import { launchInWorkers } from './launch.ts';
import { serveConductor } from './serve-conductor.ts';

serveConductor(
  launchInWorkers(
    (name) => new Worker(new URL('./node.worker.ts', import.meta.url), { type: 'module', name }),
  ),
);
