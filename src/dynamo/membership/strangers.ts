import { storeVersions } from '../storage/replica-store.ts';
import { discardHints, takeHint } from '../handoff/hint-store.ts';
import { homeCount, type Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { isMember } from './history.ts';

/**
 * Nodes that are not members any more: they are not suspected, and hints for them go to whoever
 * keeps the key now. (protocol.md 24)
 */
export function forgetStrangers(self: Self, turn: Turn): void {
  const { state } = self;
  for (const suspect of state.suspects) {
    if (isMember(state.membership, suspect)) continue;
    state.suspects.delete(suspect);
    turn.cancelTimer({ type: 'probe', node: suspect });
    turn.cancelTimer({ type: 'probe-timeout', node: suspect });
  }
  for (const [intended, keys] of state.hints) {
    if (isMember(state.membership, intended)) continue;
    for (const [key, versions] of keys) {
      // The last home node of the list is the one that came in for it.
      const heir = self.preferenceLists.of(key)[homeCount(self) - 1];
      if (heir === undefined) continue;
      const arrival = { reason: 'handoff', request: null } as const;
      const because =
        heir === state.node
          ? storeVersions(self, turn, key, versions, arrival)
          : takeHint(self, turn, heir, key, versions, null);
      const dots = versions.map(({ dot }) => dot);
      discardHints(self, turn, intended, key, dots, because);
    }
  }
}
