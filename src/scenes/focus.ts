import type { ClientId, Key, NodeId } from '../dynamo/names.ts';
import type { KeyView, RequestView, View } from '../trace/view.ts';
import type { Target } from './mark.ts';
import { requestOfBody } from './message-form.ts';
import { remember } from './remember.ts';

/** What a picture talks about: what is selected, or else the latest that happened. */
export interface Focus {
  readonly target: Target | null;
  readonly key: KeyView | null;
  readonly request: RequestView | null;
  /** The request is still being worked on: unanswered, or with messages on their way. */
  readonly isLive: boolean;
  /** The key was chosen by a person, so its ties may be drawn at length. */
  readonly isKeyChosen: boolean;
}

export function focusOf(view: View, target: Target | null): Focus {
  const chosen = target === null ? null : requestOfTarget(view, target);
  const name = (target === null ? null : keyOfTarget(target)) ?? chosen?.key ?? null;
  const latest = latestRequests(view.requests);
  const request = chosen ?? (name === null ? latest.toFollow : (latest.ofKey.get(name) ?? null));
  const key = view.keys.get(name ?? request?.key ?? '') ?? null;
  return { target, key, request, isLive: isLive(view, request), isKeyChosen: name !== null };
}

function keyOfTarget(target: Target): Key | null {
  switch (target.type) {
    case 'key':
    case 'version':
    case 'hint':
      return target.key;
    default:
      return null;
  }
}

function requestOfTarget(view: View, target: Target): RequestView | null {
  if (target.type === 'request') return view.requests.get(target.request) ?? null;
  if (target.type !== 'message') return null;
  const flight =
    view.inFlight.get(target.message) ??
    view.lost.find((one) => one.flight.message === target.message)?.flight;
  const request = flight === undefined ? null : requestOfBody(flight.body);
  return request === null ? null : (view.requests.get(request) ?? null);
}

/** The request that was issued last of each key and of each client, and the one to look at. */
export interface LatestRequests {
  readonly ofKey: ReadonlyMap<Key, RequestView>;
  readonly ofClient: ReadonlyMap<ClientId, RequestView>;
  /** The latest; in a crowd one after the other, each from its beginning to its end. */
  readonly toFollow: RequestView | null;
  /** So many wait for their answers that the eye can't go to each new one. */
  readonly isCrowd: boolean;
}

/** From this many unanswered requests on it is a crowd. */
const crowd = 5;

/**
 * One pass over all requests, which come in the order in which they were issued.
 *
 *   r1 ├──────┤
 *   r2   ├──────┤
 *   r3        . ├─────┤       in a crowd the eye goes from r1 to r3, and from r3 to r5:
 *   r4           ├──────┤     the first that was issued since the one before was answered
 *   r5                . ├───
 */
export const latestRequests = remember((requests: View['requests']): LatestRequests => {
  const ofKey = new Map<Key, RequestView>();
  const ofClient = new Map<ClientId, RequestView>();
  let latest: RequestView | null = null;
  let followed: RequestView | null = null;
  let open = 0;
  requests.forEach((request) => {
    ofKey.set(request.key, request);
    ofClient.set(request.client, request);
    latest = request;
    followed = nextToFollow(followed, request);
    if (request.answeredAt === null) open += 1;
  });
  const isCrowd = open >= crowd;
  return { ofKey, ofClient, toFollow: isCrowd ? followed : latest, isCrowd };
});

function nextToFollow(followed: RequestView | null, next: RequestView): RequestView {
  if (followed === null) return next;
  const { answeredAt } = followed;
  return answeredAt !== null && next.issuedAt >= answeredAt ? next : followed;
}

export function isLive(view: View, request: RequestView | null): boolean {
  if (request === null) return false;
  if (request.answeredAt === null) return true;
  for (const { body } of view.inFlight.values()) {
    if (requestOfBody(body) === request.request) return true;
  }
  return false;
}

/** Who stands in for whom: by the hints that wait, and by the request in hand, if any. (§4.6) */
export function standInsOf(
  key: KeyView,
  liveRequest: RequestView | null,
): readonly { readonly node: NodeId; readonly for: NodeId }[] {
  const found = new Map<string, { readonly node: NodeId; readonly for: NodeId }>();
  for (const { holder, for: home } of key.hints) {
    found.set(`${holder} ${home}`, { node: holder, for: home });
  }
  for (const { node, standsInFor } of liveRequest?.chosen ?? []) {
    if (standsInFor !== null) found.set(`${node} ${standsInFor}`, { node, for: standsInFor });
  }
  return [...found.values()];
}
