import { unreachable } from '../../base/assert.ts';
import type { Draft } from '../draft.ts';
import type { TraceEvent } from '../event.ts';
import { reduceAntiEntropy } from './anti-entropy.ts';
import { reduceKey } from './key.ts';
import { reduceNetwork } from './network.ts';
import { reduceMembership } from './membership.ts';
import { reduceNode } from './node.ts';
import { reduceRequest } from './request.ts';
import { reduceRun } from './run.ts';

/** What is to be seen after an event, from what was to be seen before it. Never throws. */
export function reduce(draft: Draft, event: TraceEvent): void {
  switch (event.type) {
    case 'run-started':
    case 'command-issued':
    case 'command-refused':
    case 'setting-changed':
    case 'said':
    case 'members-downloaded':
    case 'shown':
    case 'marked':
      return reduceRun(draft, event);
    case 'node-killed':
    case 'node-restarted':
    case 'node-paused':
    case 'node-resumed':
    case 'node-crashed':
    case 'node-recovered':
    case 'node-suspected':
    case 'node-trusted':
    case 'clock-skewed':
    case 'disk-wiped':
    case 'write-lost':
    case 'slices-changed':
    case 'write-flushed':
      return reduceNode(draft, event);
    case 'version-stored':
    case 'version-superseded':
    case 'version-lost':
    case 'tombstone-reaped':
    case 'clock-truncated':
    case 'false-concurrency':
    case 'hint-stored':
    case 'hint-handed-off':
    case 'hint-discarded':
      return reduceKey(draft, event);
    case 'request-issued':
    case 'request-received':
    case 'request-forwarded':
    case 'preference-list-resolved':
    case 'write-acknowledged':
    case 'read-replied':
    case 'versions-reconciled':
    case 'read-repaired':
    case 'request-completed':
    case 'request-answered':
      return reduceRequest(draft, event);
    case 'message-sent':
    case 'message-delayed':
    case 'message-delivered':
    case 'message-lost':
    case 'links-cut':
    case 'link-shaped':
    case 'timer-fired':
      return reduceNetwork(draft, event);
    case 'membership-learned':
    case 'tokens-learned':
    case 'range-offered':
    case 'range-handed-over':
    case 'range-taken-over':
    case 'node-joined':
    case 'node-left':
    case 'transfer-withdrawn':
    case 'keys-set-aside':
      return reduceMembership(draft, event);
    case 'anti-entropy-compared':
    case 'anti-entropy-finished':
    case 'merkle-rebuilt':
      return reduceAntiEntropy(draft, event);
    default:
      return unreachable(event);
  }
}
