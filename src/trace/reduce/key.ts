import type { NodeId } from '../../dynamo/names.ts';
import type { Dot, Version } from '../../dynamo/versioning/version.ts';
import { sameDot } from '../../dynamo/versioning/causality.ts';
import type { Draft } from '../draft.ts';
import type { EventOf } from '../event.ts';
import type { HintView } from '../view.ts';
import { noteMoved } from './anti-entropy.ts';
import { hintsOf, keepHints, keepReplicas, replicasOf } from './disk.ts';

export type KeyEvent = EventOf<
  | 'version-stored'
  | 'version-superseded'
  | 'version-lost'
  | 'tombstone-reaped'
  | 'clock-truncated'
  | 'false-concurrency'
  | 'hint-stored'
  | 'hint-handed-off'
  | 'hint-discarded'
>;

/** What each node keeps of a key. (Dynamo §4.4, §4.6) */
export function reduceKey(draft: Draft, event: KeyEvent): void {
  switch (event.type) {
    case 'version-stored':
      return store(draft, event);
    case 'version-superseded':
    case 'version-lost':
      return drop(draft, event, event.version.dot);
    case 'tombstone-reaped':
      return drop(draft, event, event.dot);
    case 'hint-stored':
      return takeHint(draft, event);
    case 'hint-discarded':
      return discardHint(draft, event);
    case 'hint-handed-off':
    case 'clock-truncated':
    case 'false-concurrency':
      return;
  }
}

function store(draft: Draft, event: EventOf<'version-stored'>): void {
  noteOutcome(draft, event);
  const { node } = event;
  const kept = replicasOf(draft, event.key, node);
  if (holds(kept, event.version.dot)) return;
  if (event.reason === 'anti-entropy') noteMoved(draft);
  const stored = { version: event.version, storedBy: event.id, storedAt: event.at };
  keepReplicas(draft, event, node, [...kept, stored]);
}

/**
 * What a put wrote is known from when its coordinator keeps it. What else it keeps at that
 * time, because it had it as a hint, comes before.
 */
function noteOutcome(draft: Draft, event: EventOf<'version-stored' | 'hint-stored'>): void {
  const request = event.request === null ? undefined : draft.view.requests.get(event.request);
  if (!request || request.coordinator !== event.node || request.op === 'get') return;
  if (request.versions[0] === event.version) return;
  draft.setRequest(request.request, { versions: [event.version] });
}

function drop(draft: Draft, event: KeyEvent, dot: Dot): void {
  const { node } = event;
  const kept = replicasOf(draft, event.key, node);
  const left = kept.filter((each) => !sameDot(each.version.dot, dot));
  if (left.length < kept.length) keepReplicas(draft, event, node, left);
}

function holds(kept: readonly { readonly version: Version }[], dot: Dot): boolean {
  return kept.some((each) => sameDot(each.version.dot, dot));
}

function takeHint(draft: Draft, event: EventOf<'hint-stored'>): void {
  noteOutcome(draft, event);
  const holder = event.node;
  const request = event.request === null ? undefined : draft.view.requests.get(event.request);
  if (request) {
    const hinted = [...request.hinted, { holder, for: event.for }];
    draft.setRequest(request.request, { hinted });
  }
  const kept = hintsOf(draft, event.key, holder);
  if (kept.some((hint) => isHint(hint, event.for, event.version.dot))) return;
  const hint: HintView = {
    holder,
    for: event.for,
    version: event.version,
    storedBy: event.id,
    storedAt: event.at,
  };
  keepHints(draft, event, holder, [...kept, hint], true);
}

function discardHint(draft: Draft, event: EventOf<'hint-discarded'>): void {
  const holder = event.node;
  const kept = hintsOf(draft, event.key, holder);
  const left = kept.filter((hint) => !isHint(hint, event.for, event.dot));
  if (left.length < kept.length)
    keepHints(draft, event, holder, left, event.reason === 'handed-off');
}

function isHint(hint: HintView, intended: NodeId, dot: Dot): boolean {
  return hint.for === intended && sameDot(hint.version.dot, dot);
}
