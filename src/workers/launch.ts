import { transfer, wrap } from 'comlink';

import type { Launch } from './node-process.ts';
import { liveOnCable } from './node-residence.ts';
import type { NodeControl } from './wire.ts';

/** A worker of its own for every node, made by the function given. */
export function launchInWorkers(makeWorker: (name: string) => Worker): Launch {
  return (node, birth, cable, onFailure) => {
    const worker = makeWorker(`node ${node}`);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      onFailure(event.message || 'its worker could not be started');
    });
    worker.addEventListener('messageerror', () => onFailure('it sent what cannot be read'));
    const control = wrap<NodeControl>(worker);
    control.boot(birth, transfer(cable, [cable])).catch((error: unknown) => {
      onFailure(error instanceof Error ? error.message : String(error));
    });
    return { end: () => worker.terminate() };
  };
}

/** Every node in this thread, behind a MessageChannel all the same. */
export const launchInThread: Launch = (_node, birth, cable) => {
  liveOnCable(structuredClone(birth), cable);
  return { end: () => cable.close() };
};
