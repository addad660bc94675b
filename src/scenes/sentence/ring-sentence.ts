import type { NodeId } from '../../dynamo/names.ts';
import type { KeyView, RequestView, View } from '../../trace/view.ts';
import type { Focus } from '../focus.ts';
import { listed } from './list-words.ts';
import { lapse, reasonWords } from './words.ts';

/** What the ring shows now: the request in focus, or the key, or that nothing has happened yet. */
export function ringSentence(view: View, focus: Focus): string {
  if (focus.request !== null) return requestSentence(view, focus.request);
  if (focus.key !== null) return keySentence(view, focus.key);
  const down = [...view.nodes.values()].filter(({ status }) => status === 'down');
  if (down.length > 0) return `${listed(down.map(({ node }) => node))} ${are(down.length)} down.`;
  return `${view.nodes.size} nodes share the ring; put a key to see who keeps it.`;
}

/** A request so far: who has answered, who has not, who stands in, and what came of it. */
export function requestSentence(view: View, request: RequestView): string {
  const { coordinator, client, op, key } = request;
  if (coordinator === null) {
    const via = request.forwardedBy ?? request.via;
    const asks = via === null ? `${client} asks` : `${client} asks ${via}`;
    if (request.outcome === 'failed')
      return `${asks} to ${op} ${key}, and fails: ${reasonWords(request.reason)}.`;
    return request.forwardedBy === null
      ? `${asks} to ${op} ${key}.`
      : `${request.forwardedBy} is no home node of ${key} and hands the request on.`;
  }
  const others = request.replies.map(({ by }) => by).filter((by) => by !== coordinator);
  const parts = [heard(coordinator, others, request), missing(view, request)].filter(
    (part) => part !== '',
  );
  return `${parts.join('; ')}${ending(request)}`;
}

function heard(coordinator: string, others: readonly string[], request: RequestView): string {
  const word = request.op === 'get' ? 'reads' : 'stores';
  if (others.length > 0) return `${coordinator} has heard from ${listed(others)}`;
  const asked = request.chosen.map(({ node }) => node).filter((node) => node !== coordinator);
  const asks = asked.length === 0 ? '' : ` and asks ${listed(asked)}`;
  return `${coordinator} ${word} ${request.key}${asks}`;
}

function missing(view: View, request: RequestView): string {
  const gone = request.chosen.flatMap(({ node, standsInFor }) =>
    standsInFor === null ? [] : [{ node, home: standsInFor }],
  );
  const [first] = gone;
  if (first === undefined) return '';
  const standIns = listed(gone.map(({ node }) => node));
  const isRead = request.op === 'get';
  if (gone.length === 1) {
    const cause = absence(view, request, first.home);
    return isRead
      ? `${cause}, so ${standIns} is asked in its place`
      : `${cause}, so ${standIns} keeps its copy with a hint`;
  }
  const cause = `${listed(gone.map(({ home }) => home))} did not answer`;
  return isRead
    ? `${cause}, so ${standIns} are asked in their place`
    : `${cause}, so ${standIns} keep their copies with hints`;
}

/** What the coordinator knows of a home node that it goes without: only that it did not answer. */
function absence(view: View, request: RequestView, home: NodeId): string {
  const suspicion = view.nodes.get(request.coordinator ?? '')?.suspects.get(home);
  const isOld = suspicion !== undefined && suspicion < request.issuedBy;
  return isOld
    ? `${request.coordinator ?? ''} suspects ${home}`
    : `${home} did not answer in ${lapse(view.settings.replicaTimeoutUs)}`;
}

function ending(request: RequestView): string {
  const name = request.op === 'get' ? 'R' : 'W';
  if (request.outcome === 'failed')
    return `. The ${request.op} failed: ${reasonWords(request.reason)}.`;
  if (request.completedAt === null) return '.';
  return `. ${name} = ${request.needed} is met.`;
}

/** `cart → 5f3a… → B, C, D`, and where hints wait. */
export function keySentence(view: View, key: KeyView): string {
  const homes = key.preferenceList.slice(0, key.homes);
  const list = `${key.key} → ${key.position.slice(0, 4)}… → ${homes.join(', ')}`;
  const notes = key.hints.map(({ holder, for: home }) => {
    const isDown = view.nodes.get(home)?.status === 'down';
    return `${isDown ? `${home} is down, so ` : ''}${holder} holds ${home}'s copy with a hint`;
  });
  return `${[list, ...new Set(notes)].join('; ')}.`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
