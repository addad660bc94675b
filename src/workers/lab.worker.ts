import { launchInWorkers } from './launch.ts';
import { serveConductor } from './serve-conductor.ts';
import { serveNode } from './serve-node.ts';

/*
 * The one script of every worker that has an address: the conductor's, which starts the others,
 * and the nodes'. Most of it is the same for both, and so a visitor loads it once.
 */
if (self.name === 'conductor') {
  const launch = launchInWorkers(
    (name) => new Worker(self.location.href, { type: 'module', name }),
  );
  serveConductor(launch);
} else {
  serveNode();
}
