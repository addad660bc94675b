import type { Self } from '../self.ts';
import type { Because, Turn } from '../turn.ts';
import { isMember } from './history.ts';

/** Nothing is on its way any more, to a newcomer or from a removed node: says so, once. */
export function settle(self: Self, turn: Turn, because: Because = null): void {
  const { state } = self;
  const { membership, node, awaited, transfers, hints } = state;
  if (!membership.changes.has(node)) return;
  if (isMember(membership, node)) {
    state.hasLeft = false;
    if (awaited.length === 0 && !state.hasJoined) turn.record({ type: 'node-joined' }, because);
    state.hasJoined = awaited.length === 0;
    return;
  }
  state.hasJoined = false;
  if (state.hasLeft || transfers.size > 0 || hints.size > 0) return;
  state.hasLeft = true;
  turn.record({ type: 'node-left' }, because);
}
