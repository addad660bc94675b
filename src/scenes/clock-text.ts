import type { Actor, NodeId } from '../dynamo/names.ts';
import type { Dot, Version } from '../dynamo/versioning/version.ts';
import type { Hue } from './style.ts';
import type { Identities } from './identity.ts';

/** One counter of a clock, as it is shown: `A2`. */
export interface Counter {
  readonly text: string;
  readonly hue: Hue;
  /** It is the version's own update, not part of its past. */
  readonly isDot: boolean;
}

/** The node behind an actor: `A` for `A` and `A~2`. */
export function nodeOf(actor: Actor): NodeId {
  const tilde = actor.indexOf('~');
  return tilde < 0 ? (actor as string) : actor.slice(0, tilde);
}

/** `A2`; of a later incarnation `A~2:1`, so that the two numbers stay apart. */
function dotText(dot: Dot, identities: Identities): string {
  const node = nodeOf(dot.actor);
  const actor = `${identities.get(node)?.letter ?? node}${dot.actor.slice(node.length)}`;
  return /\d$/.test(actor) ? `${actor}:${dot.counter}` : `${actor}${dot.counter}`;
}

/** The counters of a version's clock in the colours of their nodes, its own marked. */
export function clockCounters(version: Version, identities: Identities): readonly Counter[] {
  const entries = version.clock.length > 0 ? version.clock : [version.dot];
  return entries.map((entry) => ({
    text: dotText(entry, identities),
    hue: identities.get(nodeOf(entry.actor))?.hue ?? 'ink',
    isDot: entry.actor === version.dot.actor && entry.counter === version.dot.counter,
  }));
}

export function clockText(version: Version, identities: Identities): string {
  return clockCounters(version, identities)
    .map(({ text }) => text)
    .join(' ');
}

/** The value as people read it; a tombstone says what it means. */
export function valueText(version: Version): string {
  return version.value ?? 'deleted';
}
