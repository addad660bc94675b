import type { Fact, Suspicion } from '../../dynamo/effect.ts';
import type { EventHeader, EventOf } from '../../trace/event.ts';
import type { TraceLike } from '../trace-like.ts';
import { clusterSentence } from './cluster-sentence.ts';
import { causeOf, issueOf } from './look-back.ts';
import { counted, listed } from './list-words.ts';
import { dotWords, keyVersionWords, lapse, reasonWords, versionsWords } from './words.ts';

/** What happened inside a node, in words. */
export function factSentence(trace: TraceLike, event: EventHeader & Fact): string {
  const { node } = event;
  switch (event.type) {
    case 'request-received':
      return `${node} receives ${event.client}'s request to ${event.op} ${event.key}.`;
    case 'request-forwarded':
      return forwardSentence(trace, event);
    case 'preference-list-resolved':
      return listSentence(event);
    case 'version-stored':
      return storeSentence(event);
    case 'version-superseded':
      return `${node} forgets ${keyVersionWords(event.key, event.version)}: ${dotWords(event.by)} descends from it.`;
    case 'version-lost':
      return lossSentence(trace, event);
    case 'clock-truncated':
      return `${node} truncates the clock of ${event.key}: the oldest of its pairs, ${listed(event.dropped.map(dotWords))}, ${event.dropped.length === 1 ? 'goes' : 'go'}.`;
    case 'false-concurrency':
      return `${dotWords(event.version)} of ${event.key} descends from ${dotWords(event.ancestor)}, but its truncated clock no longer shows it: both stay.`;
    case 'tombstone-reaped':
      return `${node} drops the tombstone of ${event.key}: every home node holds it, and nothing else.`;
    case 'hint-stored':
      return `${node} keeps ${keyVersionWords(event.key, event.version)} with a hint that it is meant for ${event.for}.`;
    case 'hint-handed-off':
      return `${node} has handed ${event.key} to ${event.to}, which has acknowledged it.`;
    case 'hint-discarded':
      return event.reason === 'handed-off'
        ? `${node} deletes its hint for ${event.for}: ${event.for} has its copy of ${event.key}.`
        : `${node} deletes its hint for ${event.for}: a newer version of ${event.key} replaces it.`;
    case 'write-acknowledged':
    case 'read-replied':
      return replySentence(event);
    case 'versions-reconciled':
      return reconcileSentence(event);
    case 'read-repaired':
      return `Read repair: ${node} sends ${event.replica} what it lacks of ${event.key}: ${versionsWords(event.versions)}.`;
    case 'request-completed':
      return completeSentence(trace, event);
    case 'node-suspected':
      return suspectSentence(trace, event);
    case 'node-trusted':
      return `${node} hears from ${event.trusted} and trusts it again.`;
    case 'node-recovered':
      return recoverSentence(event);
    case 'slices-changed':
      return slicesSentence(event);
    case 'write-flushed':
      return `${node} flushes ${counted(event.records, 'record')} to its disk.`;
    default:
      return clusterSentence(event);
  }
}

function forwardSentence(trace: TraceLike, event: EventOf<'request-forwarded'>): string {
  const key = issueOf(trace, event)?.key;
  const because = key === undefined ? '' : `${event.node} is no home node of ${key}, so it `;
  return because === ''
    ? `${event.node} hands ${event.request} on to ${event.to}.`
    : `${because}hands the request on to ${event.to}.`;
}

function listSentence(event: EventOf<'preference-list-resolved'>): string {
  const homes = event.preferenceList.slice(0, event.homes);
  const standIns = event.chosen
    .filter(({ standsInFor }) => standsInFor !== null)
    .map(({ node, standsInFor }) => `${node} stands in for ${standsInFor ?? ''}`);
  if (standIns.length === 0) return `The home nodes of ${event.key} are ${listed(homes)}.`;
  return `${standIns.join('; ')}: next on the preference list of ${event.key}.`;
}

function storeSentence(event: EventOf<'version-stored'>): string {
  const what = keyVersionWords(event.key, event.version);
  switch (event.reason) {
    case 'coordinated':
      return `${event.node} coordinates the write and stores ${what}.`;
    case 'replicated':
      return `${event.node} stores its copy of ${what}.`;
    case 'read-repair':
      return `${event.node} was stale and now stores ${what}.`;
    case 'handoff':
      return `${event.node} gets back what it missed: ${what}.`;
    case 'anti-entropy':
      return `${event.node} lacked ${what} and takes it from the other replica.`;
    case 'transfer':
      return `${event.node} is given ${what}, which it keeps from now on.`;
  }
}

/** What went although the writer of its successor had not seen it. (protocol.md 12) */
function lossSentence(trace: TraceLike, event: EventOf<'version-lost'>): string {
  const start = trace.event(0);
  const isByClock = start?.type === 'run-started' && start.settings.versioning === 'vector-clock';
  const by = dotWords(event.by);
  const because = isByClock
    ? `by the paper's clock ${by} descends from it`
    : `the timestamp of ${by} is later`;
  return `${event.node} loses ${keyVersionWords(event.key, event.version)}: ${because}, though its writer had not seen it.`;
}

function replySentence(event: EventOf<'write-acknowledged'> | EventOf<'read-replied'>): string {
  const isWrite = event.type === 'write-acknowledged';
  const word = isWrite ? 'acknowledgement' : 'reply';
  const has = isWrite ? '' : `, with ${held(event)}`;
  const place = event.standsInFor === null ? '' : ` in place of ${event.standsInFor}`;
  if (event.late) return `${event.by}'s ${word}${place} comes after the answer${has}.`;
  const who =
    event.by === event.node
      ? `${event.node} counts itself`
      : `${event.node} hears from ${event.by}`;
  const plural = isWrite ? 'acknowledgement' : event.count === 1 ? 'reply' : 'replies';
  const count = isWrite ? counted(event.count, plural) : `${event.count} ${plural}`;
  return `${who}${place}${has}: ${count} so far.`;
}

function held(event: EventOf<'read-replied'>): string {
  return event.versions.length === 0 ? 'no version' : versionsWords(event.versions);
}

function reconcileSentence(event: EventOf<'versions-reconciled'>): string {
  const goes = event.dropped.length === 1 ? 'is an ancestor and goes' : 'are ancestors and go';
  const dropped =
    event.dropped.length === 0 ? '' : `${listed(event.dropped.map(dotWords), 4)} ${goes}; `;
  const left = versionsWords(event.versions);
  return event.versions.length < 2
    ? `The replies differ: ${dropped}${left} remains.`
    : `The replies differ: ${dropped}${left} are concurrent, and all are returned.`;
}

function completeSentence(trace: TraceLike, event: EventOf<'request-completed'>): string {
  const what = `The ${issueOf(trace, event)?.op ?? event.op} of ${event.key}`;
  const detail = event.detail === null ? '' : `: ${event.detail}`;
  if (event.outcome === 'ok') return `${what} succeeds${detail}.`;
  const note = event.op === 'put' ? ' It may still surface later.' : '';
  return `${what} fails: ${reasonWords(event.reason)}.${note}`;
}

const missedWords: Readonly<Record<Suspicion, string>> = {
  store: 'the write',
  fetch: 'the read',
  forward: 'the request handed on',
  handoff: 'the handoff',
  probe: 'the probe',
  sync: 'the comparison of trees',
  transfer: 'the transfer of ranges',
};

function suspectSentence(trace: TraceLike, event: EventOf<'node-suspected'>): string {
  const timer = causeOf(trace, event);
  const set = timer === null || timer.type !== 'timer-fired' ? null : causeOf(trace, timer);
  const inTime = set === null ? 'in time' : `in ${lapse(event.at - set.at)}`;
  return `${event.suspect} did not answer ${missedWords[event.missed]} ${inTime}, so ${event.node} suspects it.`;
}

function recoverSentence(event: EventOf<'node-recovered'>): string {
  const { node, records, versions, hints, torn, incarnation } = event;
  const anew = incarnation === 1 ? '' : ` It counts as ${node}~${incarnation} from now on.`;
  if (records === 0) return `${node} starts with an empty disk.${anew}`;
  const found = `${counted(versions, 'version')} and ${counted(hints, 'hint')}`;
  const cut =
    torn === 0 ? '' : ` ${counted(torn, 'record')} at its end was cut off and is dropped.`;
  return `${node} reads back ${counted(records, 'record')}: ${found}.${cut}${anew}`;
}

/** Background work gives way to requests, or comes back. (§6.5) */
function slicesSentence({ node, slices, of, p99Us, limitUs }: EventOf<'slices-changed'>): string {
  const share = `${slices} of ${of} slices`;
  return p99Us > limitUs
    ? `Background work at ${node} gives way: ${share}, as 1 request in 100 takes ${lapse(p99Us)} or more.`
    : `Background work at ${node} may use ${share}.`;
}
