import { describe, expect, it } from 'vitest';

import { randomStream } from '../base/random.ts';
import { project, Projector } from '../trace/project.ts';
import { Trace } from '../trace/trace.ts';
import type { View } from '../trace/view.ts';
import { runToEnd, type Finished } from './in-process.ts';
import { resultOf, type GetResult, type PutResult, type Result } from './result.ts';
import { parseScript } from './script/parse.ts';

function play(body: string): Finished {
  const script = parseScript(`lab 1\n${body}\n`);
  if (!script.ok) throw new Error(script.errors.map((error) => error.message).join('\n'));
  return runToEnd(script.run);
}

function endOf({ events, nowUs }: Finished): { readonly trace: Trace; readonly end: View } {
  const trace = Trace.of(events);
  return { trace, end: project(trace, { at: nowUs, events: trace.length }) };
}

function outcomeOf(body: string): Result {
  const { trace, end } = endOf(play(body));
  return resultOf(trace, end);
}

const cart = `
  cluster A B C D E
  set n=3 r=2 w=2 seed=7
  at 0      put cart milk as alice
  at 120ms  kill B
  +30ms     put cart eggs as alice via C
  at 2s     restart B
  at 10s    get cart as bob
  until 12s`;

describe('the result of a run', () => {
  it('says how every request went', () => {
    const [put, second, get] = outcomeOf(cart).requests as [PutResult, PutResult, GetResult];
    expect(put).toEqual({
      id: 'r1',
      op: 'put',
      key: 'cart',
      value: 'milk',
      client: 'alice',
      startedUs: 0,
      finishedUs: 60_454,
      coordinator: 'B',
      outcome: 'ok',
      reason: null,
      clock: { B: 1 },
      dot: 'B',
      acknowledgedBy: ['B', 'A'],
      hinted: [],
    });
    expect(second.hinted).toEqual([{ holder: 'E', for: 'B' }]);
    expect(get).toMatchObject({
      op: 'get',
      outcome: 'ok',
      versions: [{ value: 'eggs', clock: { B: 1, C: 1 }, dot: 'C' }],
      readRepaired: [],
    });
    expect(get.repliedBy).toHaveLength(2);
  });

  it('says what every node holds, and that all promises were kept', () => {
    const result = outcomeOf(cart);
    expect(Object.keys(result.nodes)).toEqual(['A', 'B', 'C', 'D', 'E']);
    for (const home of result.preferenceLists['cart']?.slice(0, 3) ?? []) {
      expect(result.nodes[home]).toMatchObject({
        status: 'up',
        ranges: 8,
        store: { cart: [{ value: 'eggs' }] },
        hints: [],
        members: ['A', 'B', 'C', 'D', 'E'],
      });
    }
    expect(new Set(Object.values(result.checks))).toEqual(new Set(['ok']));
  });

  it('is JSON that comes back as it was, in the same order every time', () => {
    const result = outcomeOf(cart);
    const text = JSON.stringify(result);
    expect(JSON.parse(text)).toEqual(result);
    expect(JSON.stringify(outcomeOf(cart))).toBe(text);
    expect(Object.keys(result)).toEqual([
      'format',
      'digest',
      'events',
      'nowUs',
      'requests',
      'preferenceLists',
      'nodes',
      'antiEntropy',
      'messages',
      'checks',
    ]);
  });

  it('names a tombstone, and keys like __proto__, for what they are', () => {
    const result = outcomeOf(
      'cluster A B\nset n=2 r=1 w=1\nkill B\nput __proto__ x\n+1s delete __proto__',
    );
    const stored = new Map(Object.entries(result.nodes['A']?.store ?? {}));
    expect(stored.get('__proto__')).toEqual([
      { value: null, clock: { A: 2 }, dot: 'A', tombstone: true },
    ]);
    expect(Object.keys(result.preferenceLists)).toEqual(['__proto__']);
    expect(result.requests[1]).toMatchObject({ op: 'delete', value: null, outcome: 'ok' });
  });

  it('does not make up an outcome for a request that the run cut off', () => {
    const result = outcomeOf('cluster A B C\nput cart milk\nuntil 1ms');
    expect(result.requests[0]).toMatchObject({ outcome: null, finishedUs: null, clock: null });
    expect(result.nowUs).toBe(1_000);
  });

  it('says why a request failed', () => {
    const result = outcomeOf('cluster A B C\nkill A\nkill B\nkill C\nget cart');
    expect(result.requests[0]).toMatchObject({ outcome: 'failed', reason: 'no-node-reachable' });
    expect(result.nodes['A']?.status).toBe('down');
  });

  it('says whom each node believes a member, and which ranges are whose', () => {
    const { nodes } = outcomeOf(`
      cluster A B C D
      set tokens=2
      at 0 remove D via A
      at 1s join E via B
      until 30s`);
    for (const name of ['A', 'B', 'C', 'E']) {
      const members = ['A', 'B', 'C', 'E'];
      expect(nodes[name]).toMatchObject({ status: 'up', ranges: 2, members });
    }
    expect(nodes['D']).toMatchObject({ status: 'removed', tokens: [], ranges: 0 });
  });

  it('sums up what anti-entropy has cost and brought', () => {
    const { antiEntropy } = outcomeOf(`
      cluster A B
      set n=2 r=1 w=1 tokens=1 sloppy=off anti-entropy=off
      at 0 partition A / B
      put x milk via A
      at 1s heal
      at 5s sync A B
      until 10s`);
    expect(antiEntropy).toMatchObject({ rounds: 1, versionsMoved: 1 });
    expect(antiEntropy.hashes).toBeGreaterThan(0);
  });

  it('has the same digest whatever is said, shown and marked', () => {
    const told = cart.replace('at 2s ', 'at 1s say "B is down"\n  mark down\n  at 2s ');
    expect(outcomeOf(told).digest).toBe(outcomeOf(cart).digest);
    expect(outcomeOf(cart.replace('seed=7', 'seed=8')).digest).not.toBe(outcomeOf(cart).digest);
  });
});

/** A run of random requests and faults. */
function ordeal(seed: number): string {
  const random = randomStream(seed, 'ordeal');
  const nodes = ['A', 'B', 'C', 'D', 'E'];
  const lines = [
    `cluster ${nodes.join(' ')}`,
    `set n=3 r=2 w=2 seed=${seed} durability=${random.pick(['flushed', 'buffered'])}`,
    `set handoff-every=300ms flush-every=200ms loss=${random.pick(['0', '5%'])}`,
  ];
  for (let step = 0; step < 40; step += 1) {
    const node = random.pick(nodes);
    const key = random.pick(['cart', 'list']);
    const line = random.pick([
      `put ${key} v${step} as alice`,
      `put ${key} v${step} as bob via ${node}`,
      `put ${key} v${step} blind`,
      `get ${key} as alice`,
      `delete ${key} as bob`,
      `kill ${node}`,
      `restart ${node}`,
      `pause ${node} for 100ms`,
      `wipe ${node}`,
      `partition ${node}`,
      'heal',
      `set durability=${random.pick(['flushed', 'buffered'])}`,
    ]);
    lines.push(`+${random.integer(1, 90)}ms ${line}`);
  }
  return lines.join('\n');
}

const seeds = Array.from({ length: 24 }, (_, index) => index + 1);

describe('the view of a run', () => {
  it.each(seeds)('shows exactly what the nodes hold, from the trace alone (seed %i)', (seed) => {
    const finished = play(ordeal(seed));
    const { end } = endOf(finished);
    for (const [node, { state }] of finished.run.snapshots()) {
      const stored = [...state.store].flatMap(([key, kept]) => kept.map((each) => ({ key, each })));
      const hinted = [...state.hints].flatMap(([intended, keys]) =>
        [...keys].flatMap(([key, kept]) => kept.map((each) => ({ key, each, intended }))),
      );
      const shown = [...end.keys.values()];
      expect(
        shown.flatMap(({ key, replicas }) =>
          (replicas.get(node) ?? []).map(({ version: each }) => ({ key, each })),
        ),
      ).toEqual(expect.arrayContaining(stored));
      expect(end.nodes.get(node)).toMatchObject({
        status: 'up',
        incarnation: state.incarnation,
        versionsHeld: stored.length,
        hintsHeld: hinted.length,
      });
      expect(
        shown.flatMap(({ key, hints }) =>
          hints
            .filter((hint) => hint.holder === node)
            .map((hint) => ({ key, each: hint.version, intended: hint.for })),
        ),
      ).toEqual(expect.arrayContaining(hinted));
      expect(new Set(end.nodes.get(node)?.suspects.keys())).toEqual(state.suspects);
    }
  });

  it.each(seeds)('shows of a node that is down what its disk gives back (seed %i)', (seed) => {
    const { trace } = endOf(play(ordeal(seed)));
    const projector = new Projector(trace);
    for (const event of trace.events) {
      if (event.type !== 'node-recovered') continue;
      const before = projector.at({ at: event.at, events: event.id });
      const { versions, hints } = event;
      expect(before.nodes.get(event.node)).toMatchObject({
        versionsHeld: versions,
        hintsHeld: hints,
        unflushed: 0,
      });
    }
  });
});
