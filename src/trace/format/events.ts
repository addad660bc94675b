import * as v from 'valibot';

import type { EventOf, EventType } from '../event.ts';
import { message } from './messages.ts';
import * as is from './values.ts';

const { count, dot, dots, flag, ordinal, ranges, text, version, versions } = is;
/** Virtual time. */
const us = count;
const orNone = v.nullable(text);
const op = v.picklist(['get', 'put']);
const outcome = v.picklist(['ok', 'failed']);
const reason = v.nullable(is.failureReason);
const target = { target: text } as const;
const ofKey = { key: text, version } as const;
const reply = {
  request: text,
  by: text,
  standsInFor: orNone,
  count,
  late: flag,
} as const;

/** A comparison of trees, by who began it. */
const session = { partner: text, sync: count } as const;

/** An event of this type: its header, and what it says. */
function event<const Type extends EventType, Members extends v.ObjectEntries>(
  type: Type,
  members: Members,
) {
  const header = { id: count, at: us, node: text, cause: v.nullable(count) };
  return v.object({ ...header, type: v.literal(type), ...members });
}

const nodeAtStart = v.object({
  node: text,
  capacity: v.pipe(v.number(), v.finite(), v.minValue(0)),
  dataCentre: orNone,
  isSeedNode: flag,
  tokens: v.array(is.position),
});

const chosen = v.array(v.object({ node: text, standsInFor: orNone }));

/** The shape of every type of event; a type that is left out here does not compile. */
export const eventShapes: {
  readonly [Type in EventType]: v.GenericSchema<unknown, EventOf<Type>>;
} = {
  'run-started': event('run-started', {
    title: orNone,
    randomSeed: count,
    settings: is.settings,
    nodes: v.array(nodeAtStart),
    world: v.record(text, text),
  }),
  'command-issued': event('command-issued', { line: text }),
  'command-refused': event('command-refused', { line: text, why: text }),
  'setting-changed': event('setting-changed', { settings: is.settings, changes: text }),
  'message-sent': event('message-sent', {
    message: text,
    to: text,
    arrivesAt: us,
    body: message,
    bytes: count,
    copyOf: orNone,
  }),
  'message-delayed': event('message-delayed', { message: text, arrivesAt: us }),
  'message-delivered': event('message-delivered', { message: text }),
  'message-lost': event('message-lost', {
    message: text,
    reason: v.picklist(['node-down', 'unreachable', 'lossy-link', 'dropped', 'no-receiver']),
  }),
  'timer-fired': event('timer-fired', { timer: is.timer }),
  'node-killed': event('node-killed', target),
  'node-restarted': event('node-restarted', target),
  'node-paused': event('node-paused', target),
  'node-resumed': event('node-resumed', target),
  'disk-wiped': event('disk-wiped', target),
  'node-crashed': event('node-crashed', { ...target, error: text }),
  'write-lost': event('write-lost', { ...target, records: count }),
  'clock-skewed': event('clock-skewed', { ...target, byUs: is.signedUs }),
  'links-cut': event('links-cut', { links: v.array(v.tuple([text, text])) }),
  'link-shaped': event('link-shaped', { from: orNone, to: orNone, shape: text }),
  'request-issued': event('request-issued', {
    request: text,
    op: v.picklist(['get', 'put', 'delete']),
    key: text,
    value: orNone,
    via: orNone,
    context: v.nullable(is.context),
  }),
  'request-answered': event('request-answered', { request: text, outcome, reason, versions }),
  said: event('said', { text }),
  'members-downloaded': event('members-downloaded', {
    from: text,
    members: v.array(text),
    isNews: is.flag,
  }),
  shown: event('shown', { view: text, subject: orNone }),
  marked: event('marked', { name: text }),
  'request-received': event('request-received', { request: text, op, key: text, client: text }),
  'request-forwarded': event('request-forwarded', { request: text, to: text }),
  'preference-list-resolved': event('preference-list-resolved', {
    request: text,
    key: text,
    preferenceList: v.array(text),
    homes: count,
    chosen,
  }),
  'version-stored': event('version-stored', {
    ...ofKey,
    reason: v.picklist([
      'coordinated',
      'replicated',
      'read-repair',
      'handoff',
      'anti-entropy',
      'transfer',
    ]),
    request: orNone,
  }),
  'version-superseded': event('version-superseded', { ...ofKey, by: dot }),
  'version-lost': event('version-lost', { ...ofKey, by: dot, request: orNone }),
  'clock-truncated': event('clock-truncated', {
    key: text,
    request: text,
    dot,
    dropped: is.clock,
  }),
  'false-concurrency': event('false-concurrency', {
    key: text,
    request: text,
    version: dot,
    ancestor: dot,
  }),
  'tombstone-reaped': event('tombstone-reaped', { key: text, dot }),
  'hint-stored': event('hint-stored', { ...ofKey, for: text, request: orNone }),
  'hint-handed-off': event('hint-handed-off', { key: text, to: text, dots }),
  'hint-discarded': event('hint-discarded', {
    key: text,
    for: text,
    dot,
    reason: v.picklist(['handed-off', 'superseded']),
  }),
  'write-acknowledged': event('write-acknowledged', reply),
  'read-replied': event('read-replied', { ...reply, versions }),
  'versions-reconciled': event('versions-reconciled', {
    request: text,
    key: text,
    versions,
    dropped: dots,
  }),
  'read-repaired': event('read-repaired', {
    request: text,
    key: text,
    replica: text,
    versions,
  }),
  'request-completed': event('request-completed', {
    request: text,
    op,
    key: text,
    outcome,
    reason,
    detail: orNone,
  }),
  'node-suspected': event('node-suspected', {
    suspect: text,
    missed: v.picklist(['store', 'fetch', 'forward', 'handoff', 'probe', 'sync', 'transfer']),
  }),
  'node-trusted': event('node-trusted', { trusted: text }),
  'node-recovered': event('node-recovered', {
    records: count,
    torn: count,
    versions: count,
    hints: count,
    incarnation: ordinal,
  }),
  'slices-changed': event('slices-changed', {
    slices: count,
    of: count,
    p99Us: count,
    limitUs: count,
  }),
  'write-flushed': event('write-flushed', { records: count }),
  'membership-learned': event('membership-learned', {
    member: text,
    change: v.picklist(['join', 'remove']),
    issuedAt: is.signedUs,
    issuedBy: text,
    from: orNone,
  }),
  'tokens-learned': event('tokens-learned', {
    owners: v.array(v.object({ node: text, tokens: v.array(is.position) })),
    from: orNone,
  }),
  'range-offered': event('range-offered', { to: text, transfer: count, ranges }),
  'range-handed-over': event('range-handed-over', {
    to: text,
    transfer: count,
    ranges,
    keysSent: count,
    dropped: v.array(text),
  }),
  'range-taken-over': event('range-taken-over', {
    from: text,
    transfer: count,
    stillAwaited: count,
  }),
  'transfer-withdrawn': event('transfer-withdrawn', { to: text, transfer: count }),
  'keys-set-aside': event('keys-set-aside', { keys: v.array(text) }),
  'node-joined': event('node-joined', {}),
  'node-left': event('node-left', {}),
  'anti-entropy-compared': event('anti-entropy-compared', {
    ...session,
    places: v.array(v.object({ place: is.place, isEqual: flag })),
  }),
  'anti-entropy-finished': event('anti-entropy-finished', {
    ...session,
    outcome: v.picklist(['in-step', 'synchronised', 'broken-off']),
    comparisons: count,
    hashes: count,
    messages: count,
    versionsMoved: count,
  }),
  'merkle-rebuilt': event('merkle-rebuilt', { ranges: count, keys: count }),
};
