import type { Slices } from '../../base/slices.ts';
import type { RequestId } from '../../dynamo/names.ts';
import { appearances } from './appearances.ts';
import { broken, dotName, holds } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * A put becomes one version: one node stamps it, once, however often it is forwarded or its
 * message arrives. (protocol.md 15)
 */
export function* requestsStampedOnce({ trace }: Evidence): Slices<Finding> {
  const stamped = new Map<RequestId, string>();
  for (const appearance of appearances(trace)) {
    if (appearance === null) {
      yield;
      continue;
    }
    const { event, version, request, isFirst } = appearance;
    if (!isFirst || request === null) continue;
    const name = dotName(version.dot);
    const before = stamped.get(request);
    if (before !== undefined) {
      return broken(`${request} was stamped twice: ${before} and ${name}`, event);
    }
    stamped.set(request, name);
  }
  return holds;
}
