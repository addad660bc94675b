import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../names.ts';

/** A piece of background work that waits for its slice. */
export type Work =
  | { readonly type: 'handoff'; readonly to: NodeId }
  | { readonly type: 'transfer'; readonly transfer: number }
  | { readonly type: 'anti-entropy'; readonly sync: number };

/** What the controller knows. Plain data. */
export interface Admission {
  /** How many slices background work has now, 1 … {@link slicesAtMost}. */
  slices: number;
  adaptedAt: Micros;
  /** Requests since the slices last changed: so much is known of what they cost. */
  seen: number;
  /** When background work was admitted last. */
  workedAt: Micros;
  /** The latest requests: when each was answered, and how long that took. */
  recent: { readonly at: Micros; readonly us: Micros }[];
  waiting: { readonly work: Work; readonly slices: number }[];
}

export const slicesAtMost = 8;

export function newAdmission(): Admission {
  return { slices: slicesAtMost, adaptedAt: 0, seen: 0, workedAt: 0, recent: [], waiting: [] };
}
