import type { Self } from '../self.ts';
import type { Turn } from '../turn.ts';

/** Sees to it that handoff is tried every `handoff-every` while hints are held. (§4.6) */
export function scheduleHandoff(self: Self, turn: Turn): void {
  const { state } = self;
  if (state.handoffTimerSet || !state.settings.handoff || state.hints.size === 0) return;
  state.handoffTimerSet = true;
  turn.setTimer({ type: 'handoff' }, state.settings.handoffEveryUs, true);
}
