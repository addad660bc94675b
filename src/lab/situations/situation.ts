import type { Micros } from '../../base/time.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Command } from '../../sim/script/command.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';

/** What a situation is about: what is looked at, as far as something is. */
export interface About {
  readonly key: Key;
  readonly node: NodeId | null;
}

/** Lines of the log for a moment to come. */
export interface Appointed {
  readonly at: Micros;
  readonly commands: readonly Command[];
}

/** Looks at all that has happened since the situation began; null: it is not time yet. */
export type Later = (since: readonly TraceEvent[]) => Appointed | null;

/**
 * A situation as ordinary lines of script: some now, and others as soon as what they wait for has
 * happened. When that is follows from the run, so it is looked up by running ahead, and the lines
 * go into the log with their times: the run stays a script, and repeats to the byte.
 */
export interface Plan {
  readonly now: readonly Command[];
  readonly later: readonly Later[];
}

/** Something that is worth seeing and takes some lines to bring about, ready to be pressed. */
export interface Situation {
  readonly id: string;
  readonly name: (about: About) => string;
  /** What will be seen, in one line. */
  readonly shows: string;
  /** The plan; or why it cannot be brought about as things are, in one sentence. */
  readonly plan: (view: View, about: About) => Plan | string;
}
