import fc from 'fast-check';

import type { EventBody, EventType, TraceEvent } from '../event.ts';
import { Trace } from '../trace.ts';
import {
  address,
  client,
  clock,
  context,
  count,
  dot,
  flag,
  is,
  key,
  many,
  message,
  node,
  orNull,
  outcome,
  reason,
  request,
  settings,
  text,
  timer,
  us,
  version,
  versions,
} from './arbitrary-parts.ts';
import { antiEntropyBodies, membershipBodies } from './arbitrary-membership.ts';
import { body } from './arbitrary-message.ts';

/*
 * Traces of any events whatever in any order. They need not make sense; what reads a trace must
 * bear them all the same.
 */

const started = fc.record({
  type: is('run-started'),
  title: orNull(text),
  randomSeed: fc.nat(),
  settings,
  nodes: is(
    ['A', 'B', 'C'].map((name, index) => ({
      node: name,
      capacity: 1,
      dataCentre: null,
      isSeedNode: index === 0,
      tokens: [`${index}`.repeat(32), 'f0'.repeat(16)],
    })),
  ),
  world: is({ latency: 'uniform:5ms:15ms', loss: '0' }),
});

const target = node;
type Bodies = {
  readonly [Type in EventType]: fc.Arbitrary<Extract<EventBody, { readonly type: Type }>>;
};

/** One of each type. */
const bodies: Omit<Bodies, 'run-started'> = {
  'command-issued': fc.record({
    type: is('command-issued'),
    line: fc.constantFrom('kill A', 'say hello', 'mark here', 'show ring'),
  }),
  'command-refused': fc.record({ type: is('command-refused'), line: text, why: text }),
  'setting-changed': fc.record({ type: is('setting-changed'), settings, changes: text }),
  'message-sent': fc.record({
    type: is('message-sent'),
    message,
    to: address,
    arrivesAt: us,
    body,
    bytes: fc.nat(1000),
    copyOf: orNull(message),
  }),
  'message-delayed': fc.record({ type: is('message-delayed'), message, arrivesAt: us }),
  'message-delivered': fc.record({ type: is('message-delivered'), message }),
  'message-lost': fc.record({
    type: is('message-lost'),
    message,
    reason: fc.constantFrom(
      ...(['node-down', 'unreachable', 'lossy-link', 'dropped', 'no-receiver'] as const),
    ),
  }),
  'timer-fired': fc.record({ type: is('timer-fired'), timer }),
  'node-killed': fc.record({ type: is('node-killed'), target }),
  'node-restarted': fc.record({ type: is('node-restarted'), target }),
  'node-paused': fc.record({ type: is('node-paused'), target }),
  'node-resumed': fc.record({ type: is('node-resumed'), target }),
  'disk-wiped': fc.record({ type: is('disk-wiped'), target }),
  'node-crashed': fc.record({ type: is('node-crashed'), target, error: text }),
  'write-lost': fc.record({ type: is('write-lost'), target, records: count }),
  'clock-skewed': fc.record({ type: is('clock-skewed'), target, byUs: fc.integer() }),
  'links-cut': fc.record({ type: is('links-cut'), links: many(fc.tuple(address, address)) }),
  'link-shaped': fc.record({
    type: is('link-shaped'),
    from: orNull(address),
    to: orNull(address),
    shape: text,
  }),
  'request-issued': fc.record({
    type: is('request-issued'),
    request,
    op: fc.constantFrom(...(['get', 'put', 'delete'] as const)),
    key,
    value: orNull(text),
    via: orNull(node),
    context: orNull(context),
  }),
  'request-answered': fc.record({
    type: is('request-answered'),
    request,
    outcome,
    reason: orNull(reason),
    versions,
  }),
  said: fc.record({ type: is('said'), text }),
  'members-downloaded': fc.record({
    type: is('members-downloaded'),
    from: node,
    members: fc.array(node),
    isNews: fc.boolean(),
  }),
  shown: fc.record({ type: is('shown'), view: text, subject: orNull(text) }),
  marked: fc.record({ type: is('marked'), name: text }),
  'request-received': fc.record({
    type: is('request-received'),
    request,
    op: fc.constantFrom(...(['get', 'put'] as const)),
    key,
    client,
  }),
  'request-forwarded': fc.record({ type: is('request-forwarded'), request, to: node }),
  'preference-list-resolved': fc.record({
    type: is('preference-list-resolved'),
    request,
    key,
    preferenceList: fc.shuffledSubarray(['A', 'B', 'C']),
    homes: fc.nat(3),
    chosen: many(fc.record({ node, standsInFor: orNull(node) })),
  }),
  'version-stored': fc.record({
    type: is('version-stored'),
    key,
    version,
    reason: fc.constantFrom(
      ...([
        'coordinated',
        'replicated',
        'read-repair',
        'handoff',
        'anti-entropy',
        'transfer',
      ] as const),
    ),
    request: orNull(request),
  }),
  'version-superseded': fc.record({ type: is('version-superseded'), key, version, by: dot }),
  'version-lost': fc.record({
    type: is('version-lost'),
    key,
    version,
    by: dot,
    request: orNull(request),
  }),
  'clock-truncated': fc.record({ type: is('clock-truncated'), key, request, dot, dropped: clock }),
  'false-concurrency': fc.record({
    type: is('false-concurrency'),
    key,
    request,
    version: dot,
    ancestor: dot,
  }),
  'tombstone-reaped': fc.record({ type: is('tombstone-reaped'), key, dot }),
  'hint-stored': fc.record({
    type: is('hint-stored'),
    key,
    version,
    for: node,
    request: orNull(request),
  }),
  'hint-handed-off': fc.record({ type: is('hint-handed-off'), key, to: node, dots: many(dot) }),
  'hint-discarded': fc.record({
    type: is('hint-discarded'),
    key,
    for: node,
    dot,
    reason: fc.constantFrom(...(['handed-off', 'superseded'] as const)),
  }),
  'write-acknowledged': fc.record({
    type: is('write-acknowledged'),
    request,
    by: node,
    standsInFor: orNull(node),
    count,
    late: flag,
  }),
  'read-replied': fc.record({
    type: is('read-replied'),
    request,
    by: node,
    standsInFor: orNull(node),
    versions,
    count,
    late: flag,
  }),
  'versions-reconciled': fc.record({
    type: is('versions-reconciled'),
    request,
    key,
    versions,
    dropped: many(dot),
  }),
  'read-repaired': fc.record({ type: is('read-repaired'), request, key, replica: node, versions }),
  'request-completed': fc.record({
    type: is('request-completed'),
    request,
    op: fc.constantFrom(...(['get', 'put'] as const)),
    key,
    outcome,
    reason: orNull(reason),
    detail: orNull(text),
  }),
  'node-suspected': fc.record({
    type: is('node-suspected'),
    suspect: node,
    missed: fc.constantFrom(
      ...(['store', 'fetch', 'forward', 'handoff', 'probe', 'sync', 'transfer'] as const),
    ),
  }),
  'node-trusted': fc.record({ type: is('node-trusted'), trusted: node }),
  'node-recovered': fc.record({
    type: is('node-recovered'),
    records: count,
    torn: count,
    versions: count,
    hints: count,
    incarnation: fc.integer({ min: 1, max: 3 }),
  }),
  'slices-changed': fc.record({
    type: is('slices-changed'),
    slices: count,
    of: count,
    p99Us: count,
    limitUs: count,
  }),
  'write-flushed': fc.record({ type: is('write-flushed'), records: count }),
  ...membershipBodies,
  ...antiEntropyBodies,
};

/** Any run of up to this many events. */
export function anyTrace(events: number): fc.Arbitrary<Trace> {
  const step = fc.record({
    afterUs: fc.nat(20),
    owner: address,
    because: fc.nat(),
    what: fc.oneof(...Object.values(bodies)),
  });
  return fc
    .tuple(started, fc.array(step, { maxLength: events, size: 'max' }))
    .map(([first, steps]) => {
      const start: TraceEvent = { id: 0, at: 0, node: 'world', cause: null, ...first };
      const trace = Trace.of([start]);
      for (const { afterUs, owner, because, what } of steps) {
        const { length: id, endUs } = trace;
        const cause = because % 7 === 0 ? null : because % id;
        trace.append([{ id, at: endUs + afterUs, node: owner, cause, ...what }]);
      }
      return trace;
    });
}
