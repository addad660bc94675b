import { expose } from 'comlink';

import { liveOnCable } from './node-residence.ts';
import type { NodeControl } from './wire.ts';

/** Makes this worker a node's: it waits for its birth, and for the cable that it will live on. */
export function serveNode(): void {
  const control: NodeControl = { boot: liveOnCable };
  expose(control);
}
