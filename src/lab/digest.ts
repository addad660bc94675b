import { RunningDigest } from '../trace/digest.ts';
import type { Trace } from '../trace/trace.ts';

const digests = new WeakMap<Trace, RunningDigest>();

/** The digest that follows a trace as it grows: made once, and gone with it. */
export function runningDigest(trace: Trace): RunningDigest {
  let digest = digests.get(trace);
  if (digest === undefined) digests.set(trace, (digest = new RunningDigest(trace)));
  return digest;
}
