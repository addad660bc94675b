import type { MessageKind } from '../../dynamo/message.ts';
import { type Filter, isFiltering, passes } from '../../trace/filter.ts';
import type { MessageSpan, RequestSpan } from './chronicle.ts';

/** What there is to read and to choose from, in the order in which it is offered. */
export const kindNames: Readonly<Record<MessageKind, string>> = {
  read: 'reads',
  write: 'writes',
  reply: 'replies',
  hint: 'hints',
  transfer: 'transfers',
  merkle: 'Merkle trees',
  gossip: 'gossip',
  probe: 'probes',
};

/** The same list when nothing is left out, so that what is drawn of it is not drawn again. */
export function messagesThrough(
  filter: Filter,
  spans: readonly MessageSpan[],
): readonly MessageSpan[] {
  return isFiltering(filter) ? spans.filter((span) => passes(filter, span)) : spans;
}

export function requestsThrough(
  { key, request }: Filter,
  spans: readonly RequestSpan[],
): readonly RequestSpan[] {
  if (key === null && request === null) return spans;
  return spans.filter(
    (span) => (key === null || span.key === key) && (request === null || span.request === request),
  );
}

/** What is let through, in words, each part for itself: `only key cart`, `no gossip`. */
export function filterWords({ key, request, hiddenKinds }: Filter): readonly string[] {
  const kinds = hiddenKinds.map((kind) => kindNames[kind]);
  const shown = Object.entries(kindNames)
    .filter(([kind]) => !hiddenKinds.some((hidden) => hidden === kind))
    .map(([, name]) => name);
  return [
    ...(key === null ? [] : [`only key ${key}`]),
    ...(request === null ? [] : [`only request ${request}`]),
    ...(kinds.length === 0 ? [] : [kindWords(kinds, shown)]),
  ];
}

function kindWords(hidden: readonly string[], shown: readonly string[]): string {
  if (shown.length === 0) return 'no messages';
  return shown.length < hidden.length ? `only ${shown.join(', ')}` : `no ${hidden.join(', no ')}`;
}
