import type { Slices } from '../../base/slices.ts';
import { nodeOfActor } from '../../dynamo/names.ts';
import { appearances } from './appearances.ts';
import type { Appearance } from './appearances.ts';
import { broken, dotName, holds } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * Whoever coordinates counts upwards: the versions that one actor makes of a key have ever
 * higher counters, and no counter stands for two values. (Dynamo §4.4, protocol.md 9, 35)
 */
export function* clocksMonotone({ trace }: Evidence): Slices<Finding> {
  const values = new Map<string, string | null>();
  const latest = new Map<string, number>();
  for (const appearance of appearances(trace)) {
    if (appearance === null) {
      yield;
      continue;
    }
    const { event, isFirst, version } = appearance;
    const dot = `${version.dot.actor} ${version.dot.counter} ${appearance.key}`;
    if (isFirst) {
      values.set(dot, version.value);
      const why = miscounted(latest, appearance);
      if (why !== null) return broken(why, event);
    } else if (values.get(dot) !== version.value) {
      return broken(`${nameOf(appearance)} stands for two values`, event);
    }
  }
  return holds;
}

/** Notes the counter of a version that has just been made. */
function miscounted(latest: Map<string, number>, appearance: Appearance): string | null {
  const { event, key, version } = appearance;
  const { actor, counter } = version.dot;
  if (nodeOfActor(actor) !== event.node) return `${nameOf(appearance)} was made by ${event.node}`;
  const counted = `${actor} ${key}`;
  const before = latest.get(counted) ?? 0;
  if (counter <= before) return `${actor} counted to ${counter} after ${before} for ${key}`;
  latest.set(counted, counter);
  return null;
}

function nameOf({ key, version }: Appearance): string {
  return `${dotName(version.dot)} of ${key}`;
}
