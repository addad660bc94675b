import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nodeNames } from '../../sim/testing/load-script.ts';
import { play } from '../../sim/testing/play.ts';
import type { EventType, TraceEvent } from '../../trace/event.ts';
import { focusOf } from '../focus.ts';
import { antiEntropyRun, comingAndGoingRun, sloppyRun } from '../testing/runs.ts';
import { requestSentence } from './ring-sentence.ts';
import { isMilestone, sentenceAt, sentenceOf } from './sentence.ts';
import { why } from './why.ts';

const run = play(sloppyRun);
const members = play(comingAndGoingRun);
const trees = play(antiEntropyRun);

function first(type: EventType): TraceEvent {
  const found = run.trace.events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} in the run`);
  return found;
}

function said(type: EventType): string {
  return sentenceOf(run.trace, first(type));
}

describe('an event in words says what happened, to what, because of what', () => {
  it.each([
    ['request-issued', 'alice asks C to put cart = milk.'],
    ['version-stored', 'C coordinates the write and stores cart = milk [C1].'],
    ['request-completed', 'The put of cart succeeds: 2 of W = 2.'],
    ['node-killed', 'F crashes: what it had in memory is gone.'],
    ['request-forwarded', 'E is no home node of cart, so it hands the request on to C.'],
    ['version-superseded', 'C forgets cart = milk [C1]: C2 descends from it.'],
    ['message-lost', 'The message from C to F is lost: F is down.'],
    ['node-suspected', 'F did not answer the write in 100 ms, so C suspects it.'],
    ['hint-stored', 'A keeps cart = eggs [C2] with a hint that it is meant for F.'],
    ['links-cut', 'The network is parted: A, B, C and alice | D, E and F.'],
    ['node-paused', 'B stops; messages wait at its port.'],
    ['node-trusted', 'E hears from B and trusts it again.'],
    ['hint-handed-off', 'E has handed cart to B, which has acknowledged it.'],
  ] as const)('%s', (type, sentence) => {
    expect(said(type)).toBe(sentence);
  });

  it.each([
    ['membership-learned', 'An administrator tells A that F joins the ring.'],
    ['node-joined', 'F has all its key ranges: it has joined.'],
    ['node-left', 'B has handed over all that it had: it has left.'],
  ] as const)('%s', (type, sentence) => {
    const event = members.all(type)[0];
    expect(event && sentenceOf(members.trace, event)).toBe(sentence);
  });

  it('what is lost to a clock that is ahead is not lost to the paper’s clocks', () => {
    const skewed = play(`lab 1
cluster A B C
set versioning=timestamp-only
at 20ms skew A 10s
at 100ms put cart milk as alice via A
at 800ms put cart eggs as bob via B
until 2s
`);
    const [loss] = skewed.all('version-lost');
    expect(loss && sentenceOf(skewed.trace, loss)).toMatch(
      /^\w loses cart = eggs \[.*\]: the timestamp of A1 is later, though its writer had not seen it\.$/,
    );
  });

  it('what a node receives is never told as its own: no “its” of somebody else', () => {
    const received = [...members.all('message-delivered'), ...trees.all('message-delivered')];
    const told = new Set(received.map((event) => sentenceOf(members.trace, event)));
    for (const sentence of told) expect(sentence).not.toMatch(/ its (history|versions|own)/);
  });

  it('a founder is a member, whenever somebody hears of it', () => {
    const events = members.all('membership-learned').filter(({ node }) => node === 'F');
    const told = events.map((event) => sentenceOf(members.trace, event));
    expect(told).toContain('F learns from A that A is a member of the ring.');
    expect(told).toContain('F learns from A that it joins the ring.');
  });

  it('a newcomer takes its tokens', () => {
    const event = members.all('tokens-learned').find(({ from }) => from === null);
    expect(event && sentenceOf(members.trace, event)).toBe('F takes 3 tokens on the ring.');
  });

  it('a comparison of trees tells what was compared, and what it cost', () => {
    const told = [...trees.all('anti-entropy-compared'), ...trees.all('anti-entropy-finished')];
    expect(told.map((event) => sentenceOf(trees.trace, event))).toMatchInlineSnapshot(`
      [
        "A and C compare 6 roots of their Merkle trees: 2 differ.",
        "Anti-entropy: A and C have brought each other up to date: 6 comparisons, 8 hashes.",
      ]
    `);
  });

  it.each([
    ['sloppy', run],
    ['members', members],
    ['trees', trees],
  ])('every event of a run has a sentence that ends, and none has a hole: %s', (_, { trace }) => {
    for (const event of trace.events) {
      const sentence = sentenceOf(trace, event);
      expect(sentence).not.toMatch(/undefined|null|\[object|\s{2}|\.\.$/);
      if (event.type !== 'command-issued') expect(sentence).toMatch(/[.!?]$/);
    }
  });
});

describe('the sentence under the stage', () => {
  it('tells how a request stands, as in the paper', () => {
    const { view, trace } = { view: run.view(1_350_000), trace: run.trace };
    expect(sentenceAt(view, trace, null)).toBe(
      'C has heard from B: W = 2 is met. F did not answer in 100 ms, so A keeps its copy with a hint.',
    );
  });

  it('tells of a quorum that stand-ins made up after them, and a suspect from the one that did not answer', () => {
    const parted = play(`lab 1
cluster A B C D E F
at 20ms put cart milk as alice
at 400ms partition A B C / D E F
at 600ms put cart eggs as bob via D
until 3s
`);
    const told = (id: string): string =>
      sentenceAt(parted.view(), parted.trace, { type: 'request', request: id });
    expect(told('r2')).toBe(
      'D has heard from F; D suspects B, A and C, so D, E and F keep their copies with hints. W = 2 is met.',
    );
  });

  it('tells what came after the quorum as that: late answers, and what was repaired', () => {
    const behind = play(`lab 1
cluster A B C
set r=1 w=2 sloppy=off handoff=off anti-entropy=off latency=fixed:10ms
at 0 put cart milk as alice via A
at 100ms get cart as bob via A
at 200ms kill C
at 300ms put cart eggs as alice via A
at 2s restart C
at 3s get cart as bob via A
until 4s
`);
    const told = (id: string): string =>
      sentenceAt(behind.view(), behind.trace, { type: 'request', request: id });
    expect(told('r2')).toBe('A reads cart: R = 1 is met. B and C answered later.');
    expect(told('r4')).toBe('A reads cart: R = 1 is met. Read repair mends C.');
    const repair = behind.all('read-repaired')[0];
    expect(repair && sentenceOf(behind.trace, repair)).toMatch(
      /^Read repair: A sends C what it lacks of cart: eggs /,
    );
  });

  it('tells what has happened since, when it was no request', () => {
    expect(sentenceAt(run.view(950_000), run.trace, null)).toBe(
      'F crashes: what it had in memory is gone.',
    );
  });

  it('tells of a chosen key where it lies and who keeps it', () => {
    const sentence = sentenceAt(run.view(1_500_000), run.trace, { type: 'key', key: 'cart' });
    expect(sentence).toBe("cart → 5401… → B, F, C; F is down, so A holds F's copy with a hint.");
  });

  it('tells of a chosen event that event', () => {
    const { id } = first('hint-stored');
    const sentence = sentenceAt(run.view(1_500_000), run.trace, { type: 'event', event: id });
    expect(sentence).toBe(said('hint-stored'));
  });

  it('has words for any moment', () => {
    fc.assert(
      fc.property(fc.nat(run.nowUs), (atUs) => {
        expect(sentenceAt(run.view(atUs), run.trace, null)).toMatch(/\S.*[.!?]$/);
      }),
    );
  });
});

it('names some and counts the rest where there are many: two lines are enough', () => {
  const crowd = play(`lab 1
cluster ${nodeNames(40).join(' ')}
partition ${nodeNames(20).join(' ')} / ${nodeNames(40).slice(20).join(' ')}
at 10ms load 400/s for 1s keys=2 clients=12
until 1500ms
`);
  const told = crowd.trace.events.map((event) => sentenceOf(crowd.trace, event));
  const longest = told.toSorted((a, b) => b.length - a.length)[0] ?? '';
  expect(longest).toMatch(/^.{0,180}$/);
  expect(told).toContainEqual(expect.stringMatching(/^The replies differ: .* and \d+ more are /));
  expect(told).toContainEqual(expect.stringMatching(/^The network is parted: .* and 13 more \| /));
});

it('while time runs only milestones are told: no messages, no timers', () => {
  expect(isMilestone(first('message-sent'))).toBe(false);
  expect(isMilestone(first('timer-fired'))).toBe(false);
  expect(isMilestone(first('node-killed'))).toBe(true);
});

describe('why', () => {
  const reasons = why(run.trace, first('hint-stored').id);

  it('goes from what a person did to the event that is asked about', () => {
    expect(reasons[0]?.sentence).toBe('alice asks E to put cart = eggs.');
    expect(reasons.at(-1)?.sentence).toBe(said('hint-stored'));
  });

  it('names the crash behind an answer that never came, as an aside', () => {
    expect(reasons.filter(({ isAside }) => isAside).map(({ sentence }) => sentence)).toEqual([
      'F crashes: what it had in memory is gone.',
    ]);
  });

  it('does not say the same thing twice', () => {
    const sentences = reasons.map(({ sentence }) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('has no answer for an event that has not happened', () => {
    expect(why(run.trace, run.trace.length)).toEqual([]);
  });
});

it('in a crowd of requests the sentence tells of the one that the ring follows, to its end', () => {
  const flood = play(`lab 1
cluster ${nodeNames(12).join(' ')}
at 0 load 1500/s for 200ms keys=50 clients=8
until 150ms
`);
  const told = new Set<string>();
  for (let atUs = 20_000; atUs < 140_000; atUs += 1_000) {
    const view = flood.view(atUs);
    const { request } = focusOf(view, null);
    if (request === null) throw new Error('nothing is followed');
    expect(sentenceAt(view, flood.trace, null)).toBe(requestSentence(view, request));
    told.add(request.request);
  }
  // Two or three lives of a request, not one for each look.
  expect(told.size).toBeGreaterThan(1);
  expect(told.size).toBeLessThan(6);
});
