import { allOf, partOf, type Slices } from '../../base/slices.ts';
import type { Trace } from '../trace.ts';
import type { View } from '../view.ts';
import { acknowledgedVersionsHeld } from './acknowledged-versions-held.ts';
import { evidenceOf, examining, verdict } from './check.ts';
import type { Check, Evidence } from './check.ts';
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

const all: readonly (readonly [string, Check])[] = Object.entries(checks);

/** Each check's verdict: `ok`, `ok (excused: …)`, `not yet: …` or `broken: …`. */
export type Verdicts = Readonly<Record<CheckName, string>>;

/** Holds every invariant against a run; `end` is the view of its end. */
export function runChecks(trace: Trace, end: View): Verdicts {
  return allOf(checking(evidenceOf(trace, end)));
}

/** The same in slices; tells how much of it is done, from 0 to 1. */
export function* checking(evidence: Evidence): Slices<Verdicts, number> {
  const verdicts: (readonly [string, string])[] = [];
  for (const [name, check] of all) {
    const share = verdicts.length / all.length;
    yield share;
    verdicts.push([name, verdict(yield* partOf(examining(check, evidence), share, share))]);
  }
  return Object.fromEntries(verdicts) as Verdicts;
}

/** Is any invariant broken? Then the lab is at fault, not the person using it. */
export function isBroken(verdicts: Verdicts): boolean {
  return Object.values(verdicts).some((text) => text.startsWith('broken'));
}
