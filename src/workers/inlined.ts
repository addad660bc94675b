// oxlint-disable-next-line import/default -- Vite makes the default export
import InlinedConductor from './inlined-conductor.worker.ts?worker&inline';

/** The conductor from a script that came with the page, for hosts that refuse worker files. */
export function makeInlinedConductor(): Worker {
  return new InlinedConductor({ name: 'conductor' });
}
