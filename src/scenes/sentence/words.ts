import { showTime } from '../../base/time.ts';
import type { FailureReason, Message } from '../../dynamo/message.ts';
import type { Dot, Version } from '../../dynamo/versioning/version.ts';
import type { LossReason } from '../../trace/event.ts';
import { clusterWords } from './cluster-words.ts';
import { listed } from './list-words.ts';

export function dotWords({ actor, counter }: Dot): string {
  return /\d$/.test(actor) ? `${actor}:${counter}` : `${actor}${counter}`;
}

/** The clock as it stands on chips: `A2 B1`. */
export function clockWords(version: Version): string {
  return (version.clock.length > 0 ? version.clock : [version.dot]).map(dotWords).join(' ');
}

/** `eggs [A2 B1]`; a tombstone is what it does. */
export function versionWords(version: Version): string {
  return `${version.value === null ? 'the deletion' : version.value} [${clockWords(version)}]`;
}

/** As many versions, each with its clock, as a sentence can bear. */
const versionsLimit = 3;

/** `eggs [A2], milk [B1] and 3 more`. */
export function versionsWords(versions: readonly Version[]): string {
  return listed(versions.map(versionWords), versionsLimit);
}

/** `cart = eggs [A2]`, or `the deletion of cart [A3]`. */
export function keyVersionWords(key: string, version: Version): string {
  const clock = `[${clockWords(version)}]`;
  return version.value === null
    ? `the deletion of ${key} ${clock}`
    : `${key} = ${version.value} ${clock}`;
}

export function reasonWords(reason: FailureReason | null): string {
  switch (reason) {
    case 'write-quorum-not-met':
      return 'the write quorum was not met';
    case 'read-quorum-not-met':
      return 'the read quorum was not met';
    case 'no-node-reachable':
      return 'no node could be reached';
    case 'timeout':
      return 'no answer came in time';
    case 'node-down':
      return 'the node it went to is down';
    case 'context-rejected':
      return 'its context is malformed or of another key';
    case null:
      return 'no reason is known';
  }
}

export function lossWords(reason: LossReason, to: string): string {
  switch (reason) {
    case 'node-down':
      return `${to} is down`;
    case 'unreachable':
      return `${to} can't be reached`;
    case 'lossy-link':
      return 'the link lost it';
    case 'dropped':
      return 'it was dropped by hand';
    case 'no-receiver':
      return `there is no ${to}`;
  }
}

/** What is on its way, as the object of a sentence: `the write of cart`. */
export function messageWords(body: Message): string {
  switch (body.type) {
    case 'get':
      return `the request to get ${body.key}`;
    case 'put':
      return `the request to ${body.value === null ? 'delete' : 'put'} ${body.key}`;
    case 'forward':
      return messageWords(body.request).replace('the request', 'the handed-on request');
    case 'store':
      return body.hintFor === null
        ? `${body.key} to store${body.durable ? ' on its disk at once' : ''}`
        : `${body.key} to keep with a hint for ${body.hintFor}`;
    case 'fetch':
      return `the read of ${body.key}`;
    case 'repair':
      return `what it lacks of ${body.key}`;
    case 'handoff':
      return `the hinted replica of ${body.key}`;
    case 'store-ack':
      return 'the acknowledgement of the write';
    case 'fetch-reply':
      return body.versions.length === 0
        ? 'the reply that there is no version'
        : `the reply with ${versionsWords(body.versions)}`;
    case 'response':
      return body.outcome === 'ok' ? 'the answer' : 'the answer that the request failed';
    case 'handoff-ack':
      return 'the acknowledgement of the handoff';
    case 'reap':
      return `the word that every home node holds the tombstone of ${body.key}`;
    case 'probe':
      return 'a probe';
    case 'probe-reply':
      return 'the answer to the probe';
    default:
      return clusterWords(body);
  }
}

/** A lapse of time, in three digits at most: `100 ms`, `1.28 s`. */
export function lapse(us: number): string {
  return us >= 1_000_000
    ? `${Number((us / 1_000_000).toPrecision(3))} s`
    : showTime(Number(us.toPrecision(3)));
}
