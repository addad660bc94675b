import { concurrentWrites } from './concurrent-writes.ts';
import { exhaustedW } from './exhausted-w.ts';
import { lateReplica } from './late-replica.ts';
import { lostAcknowledgement } from './lost-acknowledgement.ts';
import { overflowingClock } from './overflowing-clock.ts';
import type { Situation } from './situation.ts';

export const situations: readonly Situation[] = [
  concurrentWrites,
  lostAcknowledgement,
  lateReplica,
  exhaustedW,
  overflowingClock,
];
