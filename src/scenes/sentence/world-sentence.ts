import { showTime } from '../../base/time.ts';
import type { Timer } from '../../dynamo/effect.ts';
import type { EventOf, EventType, TraceEvent } from '../../trace/event.ts';
import { groupsOf } from '../ring/barriers.ts';
import type { TraceLike } from '../trace-like.ts';
import { factSentence } from './fact-sentence.ts';
import { causeOf, issueOf, sentOf } from './look-back.ts';
import { counted, listed } from './list-words.ts';
import { lapse, lossWords, messageWords, reasonWords, versionsWords } from './words.ts';

/** What the world did, in words; what happened inside a node has its own. */
export function worldSentence(trace: TraceLike, event: TraceEvent): string {
  switch (event.type) {
    case 'run-started':
      return startSentence(event);
    case 'command-issued':
      return `Command: ${event.line}`;
    case 'command-refused':
      return `Refused: ${event.line}. ${event.why}`;
    case 'setting-changed':
      return `Settings changed: ${event.changes}.`;
    case 'message-sent':
    case 'message-delayed':
    case 'message-delivered':
    case 'message-lost':
      return messageSentence(trace, event);
    case 'timer-fired':
      return timerSentence(trace, event);
    case 'node-killed':
      return `${event.target} crashes: what it had in memory is gone.`;
    case 'node-restarted':
      return `${event.target} starts again, with what its disk holds.`;
    case 'node-paused':
      return `${event.target} stops; messages wait at its port.`;
    case 'node-resumed':
      return `${event.target} goes on where it stopped.`;
    case 'disk-wiped':
      return `The disk of ${event.target} is emptied.`;
    case 'node-crashed':
      return `The lab itself failed in ${event.target}: ${event.error}.`;
    case 'write-lost':
      return `${event.target} loses ${counted(event.records, 'record')} that it had acknowledged from memory.`;
    case 'clock-skewed':
      return skewSentence(event);
    case 'links-cut':
      return cutSentence(event);
    case 'link-shaped':
      return event.from === null || event.to === null
        ? `Every link is now ${event.shape}.`
        : `The link from ${event.from} to ${event.to} is now ${event.shape}.`;
    case 'request-issued':
      return issueSentence(event);
    case 'request-answered':
      return answerSentence(trace, event);
    case 'members-downloaded':
      return event.isNews
        ? `${event.node} hears from ${event.from} who the members are: ${listed(event.members)}.`
        : `${event.node} asks ${event.from} for the members: they are as it knew.`;
    case 'said':
      return event.text;
    case 'shown':
      return event.subject === null
        ? `Look at: ${event.view}.`
        : `Look at: ${event.view} of ${event.subject}.`;
    case 'marked':
      return `Mark: ${event.name}.`;
    default:
      return factSentence(trace, event);
  }
}

function startSentence({ nodes, settings }: EventOf<'run-started'>): string {
  const who = nodes.length <= 8 ? `: ${listed(nodes.map(({ node }) => node))}` : '';
  const { n, r, w } = settings;
  return `The run begins with ${counted(nodes.length, 'node')}${who}; N = ${n}, R = ${r}, W = ${w}.`;
}

type MessageEvent = EventOf<
  Extract<EventType, 'message-sent' | 'message-delayed' | 'message-delivered' | 'message-lost'>
>;

function messageSentence(trace: TraceLike, event: MessageEvent): string {
  if (event.type === 'message-sent') {
    const copy = event.copyOf === null ? '' : ' once more';
    return `${event.node} sends ${event.to} ${messageWords(event.body)}${copy}.`;
  }
  const sent = sentOf(trace, event);
  const what = sent === null ? `message ${event.message}` : messageWords(sent.body);
  const from = sent === null ? '' : ` from ${sent.node}`;
  if (event.type === 'message-delivered') return `${event.node} receives ${what}${from}.`;
  if (event.type === 'message-delayed') {
    return `Message ${event.message}${from} is held up until ${showTime(event.arrivesAt)}.`;
  }
  const to = sent?.to ?? event.node;
  const route = sent === null ? event.message : `from ${sent.node} to ${to}`;
  return `The message ${route} is lost: ${lossWords(event.reason, to)}.`;
}

function timerSentence(trace: TraceLike, event: EventOf<'timer-fired'>): string {
  const set = causeOf(trace, event);
  return timerWords(event.node, event.timer, set === null ? null : lapse(event.at - set.at));
}

function timerWords(node: string, timer: Timer, waited: string | null): string {
  const inTime = waited === null ? 'in time' : `in ${waited}`;
  switch (timer.type) {
    case 'request-deadline':
      return `The time of ${timer.request} at ${node} is up.`;
    case 'replica-timeout':
      return `${timer.node} has not answered ${node} ${inTime}.`;
    case 'forward-timeout':
      return `${node} has no sign of life ${inTime} from where ${timer.request} is to go.`;
    case 'probe':
      return `${node} tries ${timer.node} again.`;
    case 'probe-timeout':
      return `${timer.node} has not answered the probe of ${node} ${inTime}.`;
    case 'handoff':
      return `${node} looks for hints that it can hand off.`;
    case 'handoff-timeout':
      return `${timer.node} has not answered the handoff of ${node} ${inTime}.`;
    case 'flush':
      return `${node} is due to flush its writes.`;
    case 'slice':
      return `The next piece of background work of ${node} has its slice.`;
    case 'anti-entropy':
      return `${node} is due to compare its Merkle trees with another home node.`;
    case 'sync-timeout':
      return `${timer.node} has not answered the comparison of ${node} ${inTime}.`;
    case 'gossip':
      return `${node} is due to gossip with a random peer.`;
    case 'transfer':
      return `${node} looks for ranges that it can hand over.`;
    case 'transfer-timeout':
      return `Nobody has answered the transfer of ${node} ${inTime}.`;
  }
}

function skewSentence({ target, byUs }: EventOf<'clock-skewed'>): string {
  if (byUs === 0) return `The clock of ${target} is right again.`;
  return `The clock of ${target} is ${lapse(Math.abs(byUs))} ${byUs > 0 ? 'ahead' : 'behind'}.`;
}

function cutSentence({ links }: EventOf<'links-cut'>): string {
  if (links.length === 0) return 'All links are whole again.';
  const cut = new Set(links.map(([from, to]) => `${from}>${to}`));
  const ends = [...new Set(links.flat())].toSorted();
  const groups = groupsOf(ends, cut);
  const count = new Set(groups.values()).size;
  if (count > 1) {
    const sides = Array.from({ length: count }, (_, group) =>
      listed(ends.filter((end) => groups.get(end) === group)),
    );
    return `The network is parted: ${sides.join(' | ')}.`;
  }
  const names = links.map(([from, to]) => `from ${from} to ${to}`);
  return `Nothing gets ${listed(names, 4)}.`;
}

function issueSentence({ node, op, key, value, via }: EventOf<'request-issued'>): string {
  const what = op === 'put' ? `put ${key} = ${value ?? ''}` : `${op} ${key}`;
  return via === null ? `${node} wants to ${what}.` : `${node} asks ${via} to ${what}.`;
}

function answerSentence(trace: TraceLike, event: EventOf<'request-answered'>): string {
  const issue = issueOf(trace, event);
  const what = issue === null ? event.request : `${issue.op} of ${issue.key}`;
  if (event.outcome === 'failed') {
    return event.reason === 'timeout'
      ? `${event.node} has no answer to the ${what} in time, and may assume neither outcome.`
      : `${event.node} learns that the ${what} failed: ${reasonWords(event.reason)}.`;
  }
  if (issue !== null && issue.op !== 'get')
    return `${event.node} learns that the ${what} succeeded.`;
  const key = issue?.key ?? 'the key';
  const { versions } = event;
  if (versions.length === 0) return `${event.node} reads ${key}: nothing is stored.`;
  if (versions.every(({ value }) => value === null))
    return `${event.node} reads ${key}: it was deleted.`;
  const values = versionsWords(versions);
  return versions.length === 1
    ? `${event.node} reads ${key} = ${values}.`
    : `${event.node} reads ${versions.length} concurrent versions of ${key}: ${values}.`;
}
