import type { Micros } from '../../base/time.ts';
import type { Key, NodeId, RequestId } from '../../dynamo/names.ts';

/** What of a run a difference is about, where a picture can show it. */
export type Subject =
  | { readonly type: 'request'; readonly request: RequestId }
  | { readonly type: 'node'; readonly node: NodeId }
  | { readonly type: 'key'; readonly key: Key };

export type Group =
  /** What was done otherwise: settings and lines of the log. */
  | 'setup'
  | 'request'
  /** What there was at the end. */
  | 'end'
  | 'invariant';

/** One thing that is otherwise in two runs. */
export interface Difference {
  readonly group: Group;
  /** A setting, a line, a key at a node, an invariant; the same for all that is said of it. */
  readonly subject: string;
  /** What of it: `outcome`, `hinted`. */
  readonly aspect: string;
  /** How it is in the first run, and in the second. */
  readonly words: readonly [string, string];
  /** When it is there to be seen in both. */
  readonly atUs: Micros;
  /** By the names of each run. */
  readonly subjects: readonly [Subject | null, Subject | null];
}
