import { describe, expect, it } from 'vitest';

import { eggs, healthy, milk, verdictsOf } from '../testing/healthy-run.ts';
import { Recorder, versionOf } from '../testing/record.ts';

describe('acknowledgedVersionsHeld', () => {
  function lose(run: Recorder, nodes = ['A', 'B', 'C']): Recorder {
    for (const node of nodes) run.supersede(node, 'cart', milk, eggs);
    return run;
  }

  it('sees an acknowledged version vanish from the last replica', () => {
    expect(verdictsOf(lose(healthy())).acknowledgedVersionsHeld).toBe(
      'broken: A1 of cart, acknowledged by r1, is nowhere (event 12, 0.000 s)',
    );
  });

  it('sees that a version was acknowledged and kept nowhere', () => {
    const run = new Recorder(['A']);
    run.issue('alice', 'r1', 'put', 'cart', 'milk');
    run.answer('alice', 'r1', [milk]);
    expect(verdictsOf(run).acknowledgedVersionsHeld).toMatch('A1 of cart, acknowledged by r1, is');
  });

  it('is content with a hint, a descendant, or one that descends through a cut-short clock', () => {
    const hinted = healthy();
    hinted.hint('D', 'cart', milk, 'B');
    expect(verdictsOf(lose(hinted)).acknowledgedVersionsHeld).toBe('ok');

    const grown = healthy();
    grown.store('A', 'cart', eggs);
    expect(verdictsOf(lose(grown)).acknowledgedVersionsHeld).toBe('ok');

    const cutShort = healthy();
    const between = versionOf('b', { B: 1, A: 1 });
    const latest = versionOf('c', { C: 1, B: 1 });
    cutShort.store('B', 'cart', between);
    cutShort.store('C', 'cart', latest);
    cutShort.supersede('B', 'cart', between, latest);
    expect(verdictsOf(lose(cutShort)).acknowledgedVersionsHeld).toBe('ok');
  });

  it('does not take a version for a descendant whose writer had not seen it', () => {
    const run = healthy();
    run.store('A', 'cart', { ...eggs, unseen: [milk.dot] });
    expect(verdictsOf(lose(run)).acknowledgedVersionsHeld).toMatch(/^broken/);
  });

  it('excuses and names what went with a wiped disk', () => {
    const run = lose(healthy(), ['B', 'C']);
    run.record('world', { type: 'disk-wiped', target: 'A' });
    expect(verdictsOf(run).acknowledgedVersionsHeld).toBe(
      'ok (excused: A1 of cart, acknowledged by r1, went with the disk of A)',
    );
  });

  it('does not excuse what a wiped disk had nothing to do with', () => {
    const run = healthy();
    run.record('world', { type: 'disk-wiped', target: 'A' });
    lose(run, ['B', 'C']);
    expect(verdictsOf(run).acknowledgedVersionsHeld).toMatch(/^broken: A1 of cart/);
  });

  it('excuses and names what went with a write buffer, and what the clocks dropped', () => {
    const buffered = healthy({ durability: 'buffered' });
    for (const target of ['A', 'B', 'C']) {
      buffered.record('world', { type: 'node-killed', target });
      buffered.record('world', { type: 'write-lost', target, records: 1 });
    }
    expect(verdictsOf(buffered).acknowledgedVersionsHeld).toMatch(
      'went with the write buffer of C',
    );

    const dropped = healthy();
    dropped.store('A', 'cart', eggs);
    const { dot: by } = eggs;
    dropped.record('A', { type: 'version-lost', key: 'cart', version: milk, by, request: null });
    lose(dropped, ['B', 'C']);
    expect(verdictsOf(dropped).acknowledgedVersionsHeld).toMatch(/^ok \(excused: .* by A2, whose/);
  });
});
