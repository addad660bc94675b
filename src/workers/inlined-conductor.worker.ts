import { launchInWorkers } from './launch.ts';
// oxlint-disable-next-line import/default -- Vite makes the default export
import NodeWorker from './node.worker.ts?worker&inline';
import { serveConductor } from './serve-conductor.ts';

serveConductor(launchInWorkers((name) => new NodeWorker({ name })));
