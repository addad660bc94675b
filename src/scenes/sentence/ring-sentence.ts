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
  const parts = [heard(coordinator, request), missing(view, request)];
  if (request.completedAt === null || request.outcome === 'failed')
    return `${joined(parts, '; ')}${failure(request)}.`;
  const quorum = `${op === 'get' ? 'R' : 'W'} = ${request.needed} is met`;
  const isSloppy = request.replies.some(({ late, standsInFor }) => !late && standsInFor !== null);
  // A quorum that was there without stand-ins is told before them.
  return isSloppy
    ? `${joined(parts, '; ')}. ${quorum}.`
    : `${joined([`${parts[0] ?? ''}: ${quorum}`, parts[1] || after(request)], '. ')}.`;
}

function joined(parts: readonly string[], by: string): string {
  return parts.filter((part) => part !== '').join(by);
}

function heard(coordinator: string, request: RequestView): string {
  const { chosen, completedAt, key, op, replies } = request;
  const others = replies.filter(({ by, late }) => by !== coordinator && !late);
  if (others.length > 0)
    return `${coordinator} has heard from ${listed(others.map(({ by }) => by))}`;
  const asked = chosen.map(({ node }) => node).filter((node) => node !== coordinator);
  const isDone = asked.length === 0 || (completedAt !== null && request.outcome !== 'failed');
  return `${coordinator} ${op === 'get' ? 'reads' : 'stores'} ${key}${isDone ? '' : ` and asks ${listed(asked)}`}`;
}

/** What came of it when the quorum was there. */
function after({ readRepaired, replies }: RequestView): string {
  if (readRepaired.length > 0) return `Read repair mends ${listed(readRepaired)}`;
  const late = replies.filter((reply) => reply.late).map(({ by }) => by);
  return late.length === 0 ? '' : `${listed(late)} answered later`;
}

function missing(view: View, request: RequestView): string {
  const gone = request.chosen.flatMap(({ node, standsInFor }) =>
    standsInFor === null ? [] : [{ node, home: standsInFor }],
  );
  if (gone.length === 0) return '';
  const [is, its, keeps] =
    gone.length === 1
      ? ['is', 'its', 'keeps its copy with a hint']
      : ['are', 'their', 'keep their copies with hints'];
  const standIns = listed(gone.map(({ node }) => node));
  const what = request.op === 'get' ? `${is} asked in ${its} place` : keeps;
  return `${absence(
    view,
    request,
    gone.map(({ home }) => home),
  )}, so ${standIns} ${what}`;
}

/** What the coordinator knows of home nodes that it goes without: only that they did not answer. */
function absence({ settings }: View, request: RequestView, homes: readonly NodeId[]): string {
  return homes.some((home) => request.timedOut.includes(home))
    ? `${listed(homes)} did not answer in ${lapse(settings.replicaTimeoutUs)}`
    : `${request.coordinator ?? ''} suspects ${listed(homes)}`;
}

function failure({ op, outcome, reason }: RequestView): string {
  return outcome === 'failed' ? `. The ${op} failed: ${reasonWords(reason)}` : '';
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
