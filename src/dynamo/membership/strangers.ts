import { discardHints } from '../handoff/hint-store.ts';
import type { Self } from '../self.ts';
import type { Turn } from '../turn.ts';
import { isMember } from './history.ts';
import { keepVersions } from './strays.ts';

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
      if (self.preferenceLists.ring.nodes.length === 0) continue;
      const arrival = { reason: 'handoff', request: null } as const;
      const because = keepVersions(self, turn, { key, versions }, null, arrival);
      const dots = versions.map(({ dot }) => dot);
      discardHints(self, turn, intended, key, dots, because);
    }
  }
}
