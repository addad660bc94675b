import type { Draft } from '../draft.ts';
import type { EventOf } from '../event.ts';

export type AntiEntropyEvent = EventOf<
  'anti-entropy-compared' | 'anti-entropy-finished' | 'merkle-rebuilt'
>;

/** Two nodes compare their trees; what it costs, and what comes of it. (Dynamo §4.7) */
export function reduceAntiEntropy(draft: Draft, event: AntiEntropyEvent): void {
  switch (event.type) {
    case 'anti-entropy-compared':
      return compare(draft, event);
    case 'anti-entropy-finished':
      return finish(draft, event);
    case 'merkle-rebuilt':
      return;
  }
}

function compare(draft: Draft, event: EventOf<'anti-entropy-compared'>): void {
  const node = draft.view.nodes.get(event.node);
  if (!node) return;
  const { sync, partner, places, at, id } = event;
  const known = node.sync?.sync === sync && node.sync.partner === partner ? node.sync : null;
  const levels = draft.list(known?.levels ?? []);
  levels.push(places);
  const since = known?.since ?? at;
  draft.setNode(node.node, { sync: { sync, partner, since, levels, event: id } });
}

/** Whoever of the two took it. */
export function noteMoved(draft: Draft): void {
  const sums = draft.record(draft.view.antiEntropy);
  draft.view.antiEntropy = sums;
  sums.versionsMoved += 1;
}

function finish(draft: Draft, event: EventOf<'anti-entropy-finished'>): void {
  const { partner, outcome, comparisons, hashes, messages, versionsMoved, at, id } = event;
  const cost = { comparisons, hashes, messages, versionsMoved };
  draft.setNode(event.node, {
    sync: null,
    lastSync: { partner, outcome, ...cost, at, event: id },
  });
  const sums = draft.record(draft.view.antiEntropy);
  draft.view.antiEntropy = sums;
  sums.rounds += 1;
  sums.comparisons += comparisons;
  sums.hashes += hashes;
}
