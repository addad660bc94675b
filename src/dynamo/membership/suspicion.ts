import type { Suspicion } from '../effect.ts';
import type { NodeId } from '../names.ts';
import type { Self } from '../self.ts';
import type { Because, Turn } from '../turn.ts';

/*
 * Failure detection is local: this node believes another failed when it does not answer this
 * node, whether or not it answers others. Nobody is told. (§4.8.3)
 *
 *   trusted ──missed an answer──► suspected ──suspect-for──► probed ─┐
 *      ▲                              ▲                              │
 *      │                              └────── no reply ──────────────┤
 *      └─────────────── any message from it ─────────────────────────┘
 */

/** The node missed an answer. It is left alone for `suspect-for`, then tried again. */
export function suspect(self: Self, turn: Turn, node: NodeId, missed: Suspicion): Because {
  const { state } = self;
  if (state.suspects.has(node)) return null;
  state.suspects.add(node);
  turn.setTimer({ type: 'probe', node }, state.settings.suspectForUs, true);
  return turn.record({ type: 'node-suspected', suspect: node, missed });
}

/** Anything at all came from the node: it is there. */
export function trust(self: Self, turn: Turn, node: NodeId): void {
  if (!self.state.suspects.delete(node)) return;
  turn.cancelTimer({ type: 'probe', node });
  turn.cancelTimer({ type: 'probe-timeout', node });
  turn.record({ type: 'node-trusted', trusted: node });
}

/** A suspected node has been left alone long enough. */
export function onProbeTimer(self: Self, turn: Turn, node: NodeId): void {
  if (!self.state.suspects.has(node)) return;
  sendProbe(self, turn, node);
  turn.setTimer({ type: 'probe-timeout', node }, self.state.settings.replicaTimeoutUs, true);
}

/** Still no answer: leave it alone for another while. */
export function onProbeTimeout(self: Self, turn: Turn, node: NodeId): void {
  if (!self.state.suspects.has(node)) return;
  turn.setTimer({ type: 'probe', node }, self.state.settings.suspectForUs, true);
}

/** Asks whether a node is there. */
export function sendProbe(self: Self, turn: Turn, node: NodeId): void {
  turn.send(node, { type: 'probe', probe: self.state.nextProbe });
  self.state.nextProbe += 1;
}
