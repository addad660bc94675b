import type { Slices } from '../base/slices.ts';
import { RunningDigest } from '../trace/digest.ts';
import type { Trace } from '../trace/trace.ts';

const digests = new WeakMap<Trace, RunningDigest>();

/** The digest that follows a trace as it grows: made once, and gone with it. */
export function runningDigest(trace: Trace): RunningDigest {
  let digest = digests.get(trace);
  if (digest === undefined) digests.set(trace, (digest = new RunningDigest(trace)));
  return digest;
}

/** Events hashed at once, so that a long trace freezes nothing. */
const sliceEvents = 2_000;

/** The digest of all that there is, in hex digits; what was hashed before is not hashed again. */
export function* hashing(trace: Trace): Slices<string, number> {
  const running = runningDigest(trace);
  for (let hashed = sliceEvents; !running.advance(sliceEvents); hashed += sliceEvents) {
    yield Math.min(1, hashed / trace.length);
  }
  return running.hex();
}
