import type { ClientId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventOf } from '../event.ts';
import type { ReplyView, RequestView } from '../view.ts';

export type RequestEvent = EventOf<
  | 'request-issued'
  | 'request-received'
  | 'request-forwarded'
  | 'preference-list-resolved'
  | 'write-acknowledged'
  | 'read-replied'
  | 'versions-reconciled'
  | 'read-repaired'
  | 'request-completed'
  | 'request-answered'
>;

/** A request from the client's first word to its answer. (Dynamo §4.5) */
export function reduceRequest(draft: Draft, event: RequestEvent): void {
  switch (event.type) {
    case 'request-issued':
      return issue(draft, event);
    case 'preference-list-resolved':
      return resolve(draft, event);
    case 'write-acknowledged':
      return reply(draft, event, []);
    case 'read-replied':
      return reply(draft, event, event.versions);
    case 'request-completed':
      return complete(draft, event);
    case 'request-answered':
      return answer(draft, event);
    case 'request-forwarded':
      return draft.setRequest(event.request, { forwardedBy: event.node });
    case 'read-repaired': {
      const mended = draft.view.requests.get(event.request)?.readRepaired ?? [];
      if (mended.includes(event.replica)) return;
      return draft.setRequest(event.request, { readRepaired: [...mended, event.replica] });
    }
    case 'request-received':
    case 'versions-reconciled':
      return;
  }
}

function issue(draft: Draft, event: EventOf<'request-issued'>): void {
  const { view } = draft;
  const client: ClientId = event.node;
  if (!view.clients.has(client)) view.clients = draft.set(view.clients).add(client);
  if (!view.keys.has(event.key)) draft.setKey(event.key, event.id, {});
  const request: RequestView = {
    request: event.request,
    op: event.op,
    key: event.key,
    value: event.value,
    client,
    context: event.context,
    via: event.via,
    issuedAt: event.at,
    issuedBy: event.id,
    forwardedBy: null,
    coordinator: null,
    chosen: [],
    timedOut: [],
    needed: needed(draft, event.op, view.nodes.size),
    replies: [],
    completedAt: null,
    completedBy: null,
    answeredAt: null,
    outcome: null,
    reason: null,
    versions: [],
    readRepaired: [],
    hinted: [],
  };
  draft.addRequest(request);
}

/** R or W, as far as there are home nodes to answer. */
function needed(draft: Draft, op: RequestView['op'], homes: number): number {
  const { n, r, w } = draft.view.settings;
  return Math.min(op === 'get' ? r : w, n, homes);
}

function resolve(draft: Draft, event: EventOf<'preference-list-resolved'>): void {
  const { request: id, key, preferenceList, homes, chosen } = event;
  const known = draft.view.keys.get(key);
  if (known?.homes !== homes || !isSame(known.preferenceList, preferenceList)) {
    draft.setKey(key, event.id, { preferenceList, homes });
  }
  const request = draft.view.requests.get(id);
  if (!request) return;
  const coordinator = event.node;
  if (request.coordinator !== coordinator) {
    draft.setRequest(id, { coordinator, needed: needed(draft, request.op, homes) });
  }
  if (!isSame(request.chosen.map(showChoice), chosen.map(showChoice))) {
    const asked = new Set(chosen.map(({ node }) => node));
    const gone = request.chosen.map(({ node }) => node).filter((node) => !asked.has(node));
    draft.setRequest(id, { chosen, timedOut: [...request.timedOut, ...gone] });
  }
}

function showChoice(choice: RequestView['chosen'][number]): string {
  return `${choice.node} for ${choice.standsInFor}`;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function reply(
  draft: Draft,
  event: EventOf<'write-acknowledged' | 'read-replied'>,
  versions: ReplyView['versions'],
): void {
  const request = draft.view.requests.get(event.request);
  if (!request) return;
  const { by, standsInFor, late, at, id } = event;
  const replies = draft.list(request.replies);
  replies.push({ by, standsInFor, at, late, event: id, versions });
  draft.setRequest(request.request, { replies });
}

function complete(draft: Draft, event: EventOf<'request-completed'>): void {
  const request = draft.view.requests.get(event.request);
  if (!request || request.completedAt !== null) return;
  const { outcome, reason } = request.answeredAt === null ? event : request;
  const coordinator = request.coordinator ?? event.node;
  const completed = { completedAt: event.at, completedBy: event.id, coordinator, outcome, reason };
  draft.setRequest(request.request, completed);
}

/** What the client was told stands, whatever the coordinator finds out later. */
function answer(draft: Draft, event: EventOf<'request-answered'>): void {
  const request = draft.view.requests.get(event.request);
  if (!request || request.answeredAt !== null) return;
  const { outcome, reason, at: answeredAt } = event;
  const { versions } = outcome === 'ok' ? event : request;
  draft.setRequest(request.request, { answeredAt, outcome, reason, versions });
}
