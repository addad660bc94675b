import { expect, it } from 'vitest';

import type { Message } from '../dynamo/message.ts';
import type { EventBody, TraceEvent } from './event.ts';
import { project } from './project.ts';
import { Recorder } from './testing/record.ts';
import { isQuiet, isWorthSeeing } from './worth-seeing.ts';

const hash = { high: 1, low: 1 };
const range = { from: '0'.repeat(32), to: '8'.repeat(32) };

function event(body: EventBody): TraceEvent {
  return { id: 1, at: 0, node: 'A', cause: null, ...body };
}

function sent(body: Message): EventBody {
  return {
    type: 'message-sent',
    message: 'm1',
    to: 'B',
    arrivesAt: 9,
    body,
    bytes: 1,
    copyOf: null,
  };
}

it.each<[string, EventBody]>([
  ['gossip', sent({ type: 'gossip', digest: hash })],
  ['gossip that found nothing new', sent({ type: 'gossip-reply', history: null })],
  ['a probe', sent({ type: 'probe', probe: 1 })],
  ['the roots of trees', sent({ type: 'sync-roots', sync: 1, roots: [] })],
  ['equal roots', sent({ type: 'sync-differing', sync: 1, roots: [], unknown: [] })],
  ['a look at the clock', { type: 'timer-fired', timer: { type: 'anti-entropy' } }],
  [
    'a comparison that finds all equal',
    {
      type: 'anti-entropy-compared',
      partner: 'B',
      sync: 1,
      places: [{ place: { range, prefix: '' }, isEqual: true }],
    },
  ],
])('%s is nothing to wait for', (_, body) => {
  expect(isWorthSeeing(event(body))).toBe(false);
});

it.each<[string, EventBody]>([
  [
    'gossip that brings news',
    sent({ type: 'gossip-history', history: { changes: [], claims: [] } }),
  ],
  ['a read', sent({ type: 'fetch', request: 'r1', key: 'x', hintFor: null })],
  ['a range on offer', sent({ type: 'range-offer', transfer: 1, ranges: [range] })],
  [
    'roots that differ',
    sent({
      type: 'sync-differing',
      sync: 1,
      roots: [{ range, summary: { hash, keys: 1 } }],
      unknown: [],
    }),
  ],
  ['a crash', { type: 'node-killed', target: 'B' }],
  ['a timeout', { type: 'timer-fired', timer: { type: 'request-deadline', request: 'r1' } }],
])('%s is', (_, body) => {
  expect(isWorthSeeing(event(body))).toBe(true);
});

it('a moment is quiet while only background messages are under way', () => {
  const run = new Recorder(['A', 'B']);
  const view = () => project(run.trace, run.trace.end());
  run.send('A', 'B');
  expect(isQuiet(view())).toBe(true);
  run.record('A', sent({ type: 'fetch', request: 'r1', key: 'x', hintFor: null }));
  expect(isQuiet(view())).toBe(false);
});
