import type { Trace } from '../trace.ts';
import type { View } from '../view.ts';
import { acknowledgedVersionsHeld } from './acknowledged-versions-held.ts';
import { verdict } from './check.ts';
import type { Check } from './check.ts';
import { clocksMonotone } from './clocks-monotone.ts';
import { deletedStaysDeleted } from './deleted-stays-deleted.ts';
import { hintsDeletedOnlyAfterAcknowledgement } from './hints-deleted-only-after-acknowledgement.ts';
import { hintsGetHome } from './hints-get-home.ts';
import { hintsOnlyOnStandIns } from './hints-only-on-stand-ins.ts';
import { membershipConverges } from './membership-converges.ts';
import { nothingTransferredTwice } from './nothing-transferred-twice.ts';
import { noMessageFromDeadNode } from './no-message-from-dead-node.ts';
import { preferenceListsDistinct } from './preference-lists-distinct.ts';
import { quorumHonoured } from './quorum-honoured.ts';
import { rangesArrive } from './ranges-arrive.ts';
import { rangesDroppedOnlyAfterAcknowledgement } from './ranges-dropped-only-after-acknowledgement.ts';
import { replicasConverged } from './replicas-converged.ts';
import { requestsStampedOnce } from './requests-stamped-once.ts';

/** The named invariants, in the order in which they are reported. */
export const checks = {
  acknowledgedVersionsHeld,
  replicasConverged,
  preferenceListsDistinct,
  hintsOnlyOnStandIns,
  hintsDeletedOnlyAfterAcknowledgement,
  hintsGetHome,
  clocksMonotone,
  deletedStaysDeleted,
  requestsStampedOnce,
  quorumHonoured,
  noMessageFromDeadNode,
  membershipConverges,
  rangesArrive,
  rangesDroppedOnlyAfterAcknowledgement,
  nothingTransferredTwice,
} as const satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof checks;

/** Each check's verdict: `ok`, `ok (excused: …)`, `not yet: …` or `broken: …`. */
export type Verdicts = Readonly<Record<CheckName, string>>;

/** Holds every invariant against a run; `end` is the view of its end. */
export function runChecks(trace: Trace, end: View): Verdicts {
  const verdicts = Object.entries(checks).map(([name, check]) => [
    name,
    verdict(check({ trace, end })),
  ]);
  return Object.fromEntries(verdicts) as Verdicts;
}

/** Is any invariant broken? Then the lab is at fault, not the person using it. */
export function isBroken(verdicts: Verdicts): boolean {
  return Object.values(verdicts).some((text) => text.startsWith('broken'));
}
