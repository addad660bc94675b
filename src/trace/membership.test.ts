import { describe, expect, it } from 'vitest';

import type { NodeId } from '../dynamo/names.ts';
import { project } from './project.ts';
import { Recorder, versionOf } from './testing/record.ts';
import type { NodeView, View } from './view.ts';

const milk = versionOf('milk', { A: 1 });

function viewOf(run: Recorder): View {
  return project(run.trace, run.trace.end());
}

function node(run: Recorder, name: NodeId): NodeView | undefined {
  return viewOf(run).nodes.get(name);
}

/** Who hears of which change, in this order; all of them issued one after the other. */
function learn(run: Recorder, change: 'join' | 'remove', member: NodeId, ...by: NodeId[]): void {
  const issuedAt = run.trace.length;
  for (const learner of by) {
    const from = learner === by[0] ? null : (by[0] ?? null);
    const issued = { member, change, issuedAt, issuedBy: by[0] ?? '', from } as const;
    run.record(learner, { type: 'membership-learned', ...issued });
  }
}

function status(run: Recorder, name: NodeId, type: 'node-killed' | 'node-restarted'): string {
  run.record('world', { type, target: name });
  return node(run, name)?.status ?? 'nowhere';
}

describe('a newcomer', () => {
  it('is joining from the first word of it until it has all its ranges', () => {
    const run = new Recorder(['A', 'B']);
    learn(run, 'join', 'C', 'A');
    expect(node(run, 'C')).toMatchObject({ status: 'joining', tokens: [] });
    learn(run, 'join', 'C', 'C');
    expect(node(run, 'C')?.status).toBe('joining');
    run.record('C', { type: 'node-joined' });
    expect(node(run, 'C')?.status).toBe('up');
  });

  it('is joining again after a crash or a pause in between', () => {
    const run = new Recorder(['A']);
    learn(run, 'join', 'C', 'A', 'C');
    expect(status(run, 'C', 'node-killed')).toBe('down');
    expect(status(run, 'C', 'node-restarted')).toBe('joining');
    run.record('world', { type: 'node-paused', target: 'C' });
    expect(node(run, 'C')?.status).toBe('paused');
    run.record('world', { type: 'node-resumed', target: 'C' });
    expect(node(run, 'C')?.status).toBe('joining');
  });

  it('has the tokens that it claims, and a token that changes hands has one owner', () => {
    const run = new Recorder(['A', 'B']);
    learn(run, 'join', 'C', 'A', 'C');
    const [token = ''] = node(run, 'A')?.tokens ?? [];
    const owners = [{ node: 'C', tokens: [token, 'f'.repeat(32)] }];
    run.record('C', { type: 'tokens-learned', owners, from: null });
    expect(node(run, 'C')?.tokens).toEqual([token, 'f'.repeat(32)]);
    expect(node(run, 'A')?.tokens).toEqual([]);
    const old = [{ node: 'A', tokens: [token] }];
    run.record('B', { type: 'tokens-learned', owners: old, from: 'A' });
    expect(node(run, 'C')?.tokens).toEqual([token, 'f'.repeat(32)]);
  });
});

describe('a removed node', () => {
  it('is leaving from when it hears of it until it has handed over what it had', () => {
    const run = new Recorder(['A', 'B']);
    learn(run, 'remove', 'B', 'A');
    expect(node(run, 'B')?.status).toBe('up');
    learn(run, 'remove', 'B', 'B');
    expect(node(run, 'B')?.status).toBe('leaving');
    expect(status(run, 'B', 'node-killed')).toBe('down');
    expect(status(run, 'B', 'node-restarted')).toBe('leaving');
    run.record('B', { type: 'node-left' });
    expect(node(run, 'B')?.status).toBe('removed');
    expect(status(run, 'B', 'node-killed')).toBe('removed');
  });

  it('is gone at once when it is dead, whichever comes first', () => {
    const deadFirst = new Recorder(['A', 'B']);
    deadFirst.record('world', { type: 'node-killed', target: 'B' });
    learn(deadFirst, 'remove', 'B', 'A');
    expect(node(deadFirst, 'B')?.status).toBe('removed');
    const removedFirst = new Recorder(['A', 'B']);
    learn(removedFirst, 'remove', 'B', 'A');
    expect(status(removedFirst, 'B', 'node-killed')).toBe('removed');
    expect(status(removedFirst, 'B', 'node-restarted')).toBe('removed');
  });

  it('is joining when it is added back, and an old word of its removal changes nothing', () => {
    const run = new Recorder(['A', 'B', 'C']);
    learn(run, 'remove', 'B', 'A', 'B');
    run.record('B', { type: 'node-left' });
    learn(run, 'join', 'B', 'A', 'B');
    expect(node(run, 'B')?.status).toBe('joining');
    run.record('C', {
      type: 'membership-learned',
      member: 'B',
      change: 'remove',
      issuedAt: 1,
      issuedBy: 'A',
      from: 'A',
    });
    expect(status(run, 'B', 'node-killed')).toBe('down');
  });
});

describe('what a node believes', () => {
  it('is what it was configured with and what it has heard since', () => {
    const run = new Recorder(['A', 'B']);
    learn(run, 'remove', 'B', 'A');
    learn(run, 'join', 'C', 'A');
    const believed = (name: NodeId) => Object.fromEntries(node(run, name)?.believes ?? []);
    expect(believed('A')).toEqual({ A: 'join', B: 'remove', C: 'join' });
    expect(believed('B')).toEqual({ A: 'join', B: 'join' });
    expect(believed('C')).toEqual({});
    run.record('world', { type: 'disk-wiped', target: 'A' });
    expect(believed('A')).toEqual({ A: 'join', B: 'join' });
  });
});

describe('a range that changes hands', () => {
  const ranges = [{ from: '0'.repeat(32), to: '8'.repeat(32) }];

  it('is under way from its first offer until it is handed over, and then dropped', () => {
    const run = healthyPair();
    const offer = { type: 'range-offered', to: 'B', transfer: 1, ranges } as const;
    const first = run.record('A', offer);
    run.record('A', offer);
    expect([...viewOf(run).transfers.values()]).toMatchObject([
      { from: 'A', to: 'B', ranges, event: first },
    ]);
    const done = { to: 'B', transfer: 1, ranges, keysSent: 1, dropped: ['cart'] };
    run.record('A', { type: 'range-handed-over', ...done });
    const view = viewOf(run);
    expect(view.transfers.size).toBe(0);
    expect([...(view.keys.get('cart')?.replicas.keys() ?? [])]).toEqual(['B']);
    expect(view.nodes.get('A')?.versionsHeld).toBe(0);
  });

  it('is forgotten with the disk of its old owner', () => {
    const run = healthyPair();
    run.record('A', { type: 'range-offered', to: 'B', transfer: 1, ranges });
    run.record('world', { type: 'disk-wiped', target: 'A' });
    expect(viewOf(run).transfers.size).toBe(0);
  });

  function healthyPair(): Recorder {
    const run = new Recorder(['A', 'B']);
    run.store('A', 'cart', milk);
    run.store('B', 'cart', milk);
    return run;
  }
});

describe('a comparison of trees', () => {
  const place = { range: { from: '0'.repeat(32), to: '8'.repeat(32) }, prefix: '' };
  const level = [{ place, isEqual: false }];
  const compared = { type: 'anti-entropy-compared', partner: 'B', sync: 1, places: level } as const;
  const cost = { comparisons: 4, hashes: 6, messages: 5, versionsMoved: 2 };

  it('is seen level by level, and then by what it cost', () => {
    const run = new Recorder(['A', 'B']);
    run.record('A', compared);
    run.record('A', compared);
    expect(node(run, 'A')?.sync).toMatchObject({ partner: 'B', levels: [level, level] });
    const outcome = 'synchronised';
    run.record('A', { type: 'anti-entropy-finished', partner: 'B', sync: 1, outcome, ...cost });
    expect(node(run, 'A')).toMatchObject({ sync: null, lastSync: { outcome, ...cost } });
    const reason = 'anti-entropy';
    run.record('B', { type: 'version-stored', key: 'x', version: milk, reason, request: null });
    const { comparisons, hashes } = cost;
    const sums = { rounds: 1, comparisons, hashes, versionsMoved: 1 };
    expect(viewOf(run).antiEntropy).toEqual(sums);
  });

  it('ends with the node that began it', () => {
    const run = new Recorder(['A', 'B']);
    run.record('A', compared);
    run.record('world', { type: 'node-killed', target: 'A' });
    expect(node(run, 'A')?.sync).toBeNull();
  });
});
