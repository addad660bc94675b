import type { ClientId } from '../../dynamo/names.ts';
import type { Draft, Editable } from '../draft.ts';
import { nodeOf } from '../event.ts';
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
    case 'request-forwarded': {
      const request = draft.request(event.request);
      if (request) request.forwardedBy = nodeOf(event);
      return;
    }
    case 'read-repaired': {
      const request = draft.request(event.request);
      if (request && !request.readRepaired.includes(event.node)) {
        request.readRepaired = [...request.readRepaired, event.node];
      }
      return;
    }
    case 'request-received':
    case 'versions-reconciled':
      return;
  }
}

function issue(draft: Draft, event: EventOf<'request-issued'>): void {
  const { view } = draft;
  const client: ClientId = event.node as string;
  if (!view.clients.has(client)) view.clients = draft.set(view.clients).add(client);
  if (!view.keys.has(event.key)) draft.key(event.key, event.id);
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
  view.requests = draft.map(view.requests).set(event.request, request);
}

/** R or W, as far as there are home nodes to answer. */
function needed(draft: Draft, op: RequestView['op'], homes: number): number {
  const { n, r, w } = draft.view.settings;
  return Math.min(op === 'get' ? r : w, n, homes);
}

function resolve(draft: Draft, event: EventOf<'preference-list-resolved'>): void {
  const known = draft.view.keys.get(event.key);
  if (!known || known.homes !== event.homes || !isSame(known, event)) {
    const key = draft.key(event.key, event.id);
    key.preferenceList = event.preferenceList;
    key.homes = event.homes;
  }
  const request = draft.request(event.request);
  if (!request) return;
  if (request.coordinator !== event.node) request.needed = needed(draft, request.op, event.homes);
  request.coordinator = nodeOf(event);
  request.chosen = event.chosen;
}

type Resolved = Pick<EventOf<'preference-list-resolved'>, 'preferenceList'>;

function isSame(a: Resolved, b: Resolved): boolean {
  return (
    a.preferenceList.length === b.preferenceList.length &&
    a.preferenceList.every((node, index) => node === b.preferenceList[index])
  );
}

function reply(
  draft: Draft,
  event: EventOf<'write-acknowledged' | 'read-replied'>,
  versions: ReplyView['versions'],
): void {
  const request = draft.request(event.request);
  if (!request) return;
  const { by, standsInFor, late, at, id } = event;
  const replies = draft.list(request.replies);
  replies.push({ by, standsInFor, at, late, event: id, versions });
  request.replies = replies;
}

function complete(draft: Draft, event: EventOf<'request-completed'>): void {
  const request = draft.request(event.request);
  if (!request || request.completedAt !== null) return;
  request.completedAt = event.at;
  request.completedBy = event.id;
  if (request.answeredAt === null) conclude(request, event);
}

/** What the client was told stands, whatever the coordinator found out. */
function answer(draft: Draft, event: EventOf<'request-answered'>): void {
  const request = draft.request(event.request);
  if (!request || request.answeredAt !== null) return;
  request.answeredAt = event.at;
  conclude(request, event);
  if (event.outcome === 'ok') request.versions = event.versions;
}

function conclude(
  request: Editable<RequestView>,
  event: EventOf<'request-completed' | 'request-answered'>,
): void {
  request.outcome = event.outcome;
  request.reason = event.reason;
}
