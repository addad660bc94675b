import { unreachable } from '../../base/assert.ts';
import type { RandomStream } from '../../base/random.ts';
import { exponential } from '../../base/real.ts';
import type { Micros } from '../../base/time.ts';
import type { Latency } from '../script/command.ts';

/** Nothing travels faster than this: windows need some lookahead. (design.md §2) */
export const leastLatencyUs: Micros = 1;

/** The least time that a message can take: the lookahead of its link. */
export function leastLatency(latency: Latency): Micros {
  switch (latency.type) {
    case 'fixed':
      return Math.max(latency.us, leastLatencyUs);
    case 'uniform':
      return Math.max(latency.fromUs, leastLatencyUs);
    case 'exponential':
    case 'lognormal':
      return leastLatencyUs;
    case 'dc':
      return Math.max(Math.min(latency.localUs, latency.remoteUs), leastLatencyUs);
    default:
      return unreachable(latency);
  }
}

/** How long one message takes; whole microseconds, at least {@link leastLatencyUs}. */
export function drawLatency(latency: Latency, stream: RandomStream, isRemote: boolean): Micros {
  return Math.max(Math.round(draw(latency, stream, isRemote)), leastLatencyUs);
}

function draw(latency: Latency, stream: RandomStream, isRemote: boolean): number {
  switch (latency.type) {
    case 'fixed':
      return latency.us;
    case 'uniform':
      return stream.integer(latency.fromUs, latency.toUs);
    case 'exponential':
      return stream.exponential(latency.meanUs);
    case 'lognormal':
      return latency.medianUs * exponential(latency.sigma * stream.normal());
    case 'dc':
      return isRemote ? latency.remoteUs : latency.localUs;
    default:
      return unreachable(latency);
  }
}
