import * as v from 'valibot';

import type { Key, NodeId } from '../names.ts';
import { emptyHistory, joinHistories, type History } from './causality.ts';
import type { Context, Version } from './version.ts';

const dot = {
  actor: v.pipe(v.string(), v.nonEmpty()),
  counter: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

const contextSchema = v.object({
  key: v.string(),
  clock: v.pipe(
    v.array(v.object({ ...dot, raisedAt: v.pipe(v.number(), v.integer()) })),
    v.check(
      (clock) => clock.every((entry, i) => i === 0 || (clock[i - 1]?.actor ?? '') < entry.actor),
      'its clock names an actor twice or out of order',
    ),
  ),
  unseen: v.array(v.object(dot)),
  fastest: v.nullable(v.string()),
});

/** The context that a get or a put hands to the client: all that these versions have seen. */
export function contextOf(key: Key, versions: readonly Version[], fastest: NodeId | null): Context {
  const seen = versions.reduce<History>(
    (history, version) => joinHistories(history, version),
    emptyHistory,
  );
  return { key, clock: seen.clock, unseen: seen.unseen, fastest };
}

/**
 * Checks a context that came back with a put. (§4.4, protocol.md 1) null, a blind put, is fine.
 * Gives the context, or the sentence that says what is wrong with it.
 */
export function checkContext(context: unknown, key: Key): Context | null | string {
  if (context === null) return null;
  const parsed = v.safeParse(contextSchema, context);
  if (!parsed.success) return `the context is malformed: ${parsed.issues[0].message}`;
  if (parsed.output.key !== key) {
    return `the context belongs to ${JSON.stringify(parsed.output.key)}, not to ${JSON.stringify(key)}`;
  }
  return parsed.output;
}
