import { launchInWorkers } from './launch.ts';
import NodeWorker from './node.worker.ts?worker&inline';
import { serveConductor } from './serve-conductor.ts';

serveConductor(launchInWorkers((name) => new NodeWorker({ name })));
