import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { defaultSettings, type Settings } from '../../dynamo/settings.ts';
import { project } from '../project.ts';
import { anyTrace } from '../testing/arbitrary.ts';
import { eggs, healthy, milk, verdictsOf } from '../testing/healthy-run.ts';
import { Recorder, versionOf } from '../testing/record.ts';
import { isBroken, runChecks } from './run-checks.ts';
import type { CheckName } from './run-checks.ts';

/** The one broken verdict, and that it is this check's. */
function breachOf(run: Recorder, name: CheckName): string {
  const verdicts = verdictsOf(run);
  const others = Object.entries(verdicts).filter(([other]) => other !== name);
  expect(others.filter(([, text]) => text.startsWith('broken'))).toEqual([]);
  expect(isBroken(verdicts)).toBe(true);
  return verdicts[name];
}

describe('the named invariants', () => {
  it('hold in a healthy run', () => {
    const verdicts = verdictsOf(healthy());
    expect(new Set(Object.values(verdicts))).toEqual(new Set(['ok']));
    expect(isBroken(verdicts)).toBe(false);
  });
});

describe('replicasConverged', () => {
  it('says which replicas differ, and what may still bring them together', () => {
    const run = healthy();
    run.store('A', 'cart', eggs);
    run.supersede('A', 'cart', milk, eggs);
    expect(verdictsOf(run).replicasConverged).toBe(
      'not yet: cart is A2 on A, A1 on B; anti-entropy will find that',
    );
    run.hint('D', 'cart', eggs, 'B');
    expect(verdictsOf(run).replicasConverged).toMatch('; D holds a hint for B');
    expect(isBroken(verdictsOf(run))).toBe(false);
    run.set({ antiEntropy: false });
    run.record('D', {
      type: 'hint-discarded',
      key: 'cart',
      for: 'B',
      dot: eggs.dot,
      reason: 'superseded',
    });
    expect(verdictsOf(run).replicasConverged).toMatch('; a read of it, or anti-entropy, would');
  });

  it('does not wait for a node that is down', () => {
    const run = healthy();
    run.record('world', { type: 'node-killed', target: 'C' });
    for (const node of ['A', 'B']) {
      run.store(node, 'cart', eggs);
      run.supersede(node, 'cart', milk, eggs);
    }
    expect(verdictsOf(run).replicasConverged).toBe('ok');
    run.record('world', { type: 'node-restarted', target: 'C' });
    expect(verdictsOf(run).replicasConverged).toMatch('cart is A2 on A, A1 on C');
  });
});

describe('preferenceListsDistinct', () => {
  it('sees a node that is on a list twice', () => {
    const run = healthy();
    run.resolve('A', 'r1', 'cart', ['A', 'B', 'A', 'C'], 2);
    expect(breachOf(run, 'preferenceListsDistinct')).toMatch('A is on the list of cart twice');
  });

  it('sees a node that is asked twice', () => {
    const run = healthy();
    const home = { node: 'D', standsInFor: null };
    run.record('A', {
      type: 'preference-list-resolved',
      request: 'r1',
      key: 'cart',
      preferenceList: ['A', 'B', 'C', 'D'],
      homes: 3,
      chosen: [home, { node: 'D', standsInFor: 'B' }],
    });
    expect(breachOf(run, 'preferenceListsDistinct')).toMatch('D is asked twice for r1');
  });
});

describe('hintsOnlyOnStandIns', () => {
  it('sees a hint that a node holds for itself', () => {
    const run = healthy();
    run.hint('D', 'cart', milk, 'D');
    expect(breachOf(run, 'hintsOnlyOnStandIns')).toMatch('D holds a hint of cart for itself');
  });

  it('sees a hint on a home node', () => {
    const run = healthy();
    run.hint('C', 'cart', milk, 'B', 'r1');
    expect(breachOf(run, 'hintsOnlyOnStandIns')).toMatch('C is a home node of cart');
  });

  it('is content where the coordinator or the holder knows another ring', () => {
    const coordinator = healthy();
    coordinator.resolve('A', 'r1', 'cart', ['A', 'B', 'D', 'C'], 3);
    coordinator.hint('C', 'cart', milk, 'D', 'r1');
    expect(verdictsOf(coordinator).hintsOnlyOnStandIns).toBe('ok');
  });
});

describe('hintsDeletedOnlyAfterAcknowledgement', () => {
  const body = { type: 'handoff-ack', handoff: 1 } as const;

  function handOver(
    from: string,
    to: string,
    type: 'message-delivered' | 'message-lost',
  ): Recorder {
    const run = healthy();
    run.hint('D', 'cart', milk, 'B');
    const letter = { message: 'm1', to, arrivesAt: 5, bytes: 9, copyOf: null } as const;
    run.record(from, { type: 'message-sent', body, ...letter });
    run.record(
      to,
      type === 'message-lost'
        ? { type, message: 'm1', reason: 'dropped' }
        : { type, message: 'm1' },
    );
    run.record('D', { type: 'hint-handed-off', key: 'cart', to: 'B', dots: [milk.dot] });
    const reason = 'handed-off';
    run.record('D', { type: 'hint-discarded', key: 'cart', for: 'B', dot: milk.dot, reason });
    return run;
  }

  it('is content when the acknowledgement of the right node was delivered', () => {
    const run = handOver('B', 'D', 'message-delivered');
    expect(verdictsOf(run).hintsDeletedOnlyAfterAcknowledgement).toBe('ok');
  });

  it.each([
    ['the acknowledgement was lost', handOver('B', 'D', 'message-lost')],
    ['another node acknowledged', handOver('C', 'D', 'message-delivered')],
    ['another holder got the acknowledgement', handOver('B', 'A', 'message-delivered')],
  ])('sees a hint deleted although %s', (_, run) => {
    expect(breachOf(run, 'hintsDeletedOnlyAfterAcknowledgement')).toMatch(
      'D deleted a hint for B: no acknowledgement had come',
    );
  });

  it('sees a hint deleted that was never handed over', () => {
    const run = healthy();
    run.hint('D', 'cart', milk, 'B');
    const reason = 'handed-off';
    run.record('D', { type: 'hint-discarded', key: 'cart', for: 'B', dot: milk.dot, reason });
    expect(breachOf(run, 'hintsDeletedOnlyAfterAcknowledgement')).toMatch('not handed over');
  });
});

describe('hintsGetHome', () => {
  it('names a hint that is left', () => {
    const run = healthy();
    run.hint('D', 'cart', milk, 'B');
    expect(verdictsOf(run).hintsGetHome).toBe('not yet: D holds a hint of cart for B');
    expect(isBroken(verdictsOf(run))).toBe(false);
  });
});

describe('deletedStaysDeleted', () => {
  const gone = { ...versionOf('gone', { A: 2 }), value: null };

  function deleted(nodes = ['A', 'B', 'C']): Recorder {
    const run = healthy();
    for (const node of nodes) {
      run.store(node, 'cart', gone);
      run.supersede(node, 'cart', milk, gone);
    }
    return run;
  }

  function reap(run: Recorder, node: string): void {
    run.record(node, { type: 'tombstone-reaped', key: 'cart', dot: gone.dot });
  }

  function takeBack(run: Recorder, reason: 'read-repair' | 'handoff'): void {
    run.record('B', { type: 'version-stored', key: 'cart', version: milk, reason, request: null });
  }

  it.each(['read-repair', 'handoff'] as const)('sees a key brought back by %s', (reason) => {
    const run = deleted();
    reap(run, 'B');
    takeBack(run, reason);
    expect(breachOf(run, 'deletedStaysDeleted')).toMatch(
      `B took A1 of cart back by ${reason}, which A2 had deleted`,
    );
  });

  it('sees a tombstone that went before every home node had it', () => {
    const run = deleted(['A', 'B']);
    reap(run, 'A');
    expect(verdictsOf(run).deletedStaysDeleted).toMatch(
      /^broken: A let the tombstone A2 of cart go, which C never had/,
    );
    const all = deleted();
    reap(all, 'A');
    expect(verdictsOf(all).deletedStaysDeleted).toBe('ok');
  });

  it('goes by the n that a node knew which stood still when n grew', () => {
    const reapedAfter = (arrivedAt: number): string => {
      const run = deleted(['A']);
      const settings = { ...defaultSettings, n: 1, r: 1, w: 1 };
      run.record('world', { type: 'setting-changed', settings, changes: 'n=1' });
      run.record('world', { type: 'node-paused', target: 'A' });
      const body = { type: 'probe', probe: 1 } as const;
      const arrivesAt = run.at + arrivedAt;
      const letter = { message: 'late', to: 'A', arrivesAt, bytes: 9, copyOf: null };
      run.record('B', { type: 'message-sent', body, ...letter });
      run.record('world', { type: 'setting-changed', settings: defaultSettings, changes: 'n=3' });
      run.record('world', { type: 'node-resumed', target: 'A' });
      run.record('A', { type: 'message-delivered', message: 'late' });
      reap(run, 'A');
      return verdictsOf(run).deletedStaysDeleted;
    };
    expect(reapedAfter(-1)).toBe('ok');
    expect(reapedAfter(1_000_000)).toMatch(/A let the tombstone A2 of cart go, which . never had/);
  });

  it('excuses a node that knows of it no more, and one that woke the tombstone up', () => {
    const wiped = deleted();
    reap(wiped, 'B');
    wiped.record('world', { type: 'disk-wiped', target: 'B' });
    takeBack(wiped, 'handoff');
    expect(verdictsOf(wiped).deletedStaysDeleted).toBe('ok');
    const woken = deleted();
    reap(woken, 'B');
    woken.store('B', 'cart', gone);
    takeBack(woken, 'handoff');
    expect(verdictsOf(woken).deletedStaysDeleted).toBe('ok');
  });
});

describe('clocksMonotone', () => {
  it('sees a counter that goes back', () => {
    const run = healthy();
    run.store('A', 'cart', versionOf('c', { A: 3 }));
    run.store('A', 'cart', eggs);
    expect(breachOf(run, 'clocksMonotone')).toMatch('A counted to 2 after 3 for cart');
  });

  it('sees a counter that stands for two values', () => {
    const run = healthy();
    run.store('D', 'cart', versionOf('meal', { A: 1 }));
    expect(breachOf(run, 'clocksMonotone')).toMatch('A1 of cart stands for two values');
  });

  it('sees a version that its maker never had', () => {
    const run = healthy();
    run.store('B', 'cart', eggs);
    expect(breachOf(run, 'clocksMonotone')).toMatch('A2 of cart was made by B');
  });

  it('sees a counter used again for a version that was only sent', () => {
    const run = healthy();
    const body = {
      type: 'store',
      request: 'r1',
      key: 'cart',
      hintFor: null,
      durable: false,
    } as const;
    for (const value of ['x', 'y']) {
      const versions = [versionOf(value, { D: 1 })];
      run.record('D', {
        type: 'message-sent',
        message: value,
        to: 'A',
        arrivesAt: 5,
        body: { ...body, request: value, versions },
        bytes: 9,
        copyOf: null,
      });
    }
    expect(breachOf(run, 'clocksMonotone')).toMatch('D1 of cart stands for two values');
  });

  it('counts a later incarnation, and every key, by itself', () => {
    const run = healthy();
    run.store('A', 'cart', versionOf('c', { 'A~2': 1 }));
    run.store('A', 'list', versionOf('d', { A: 1 }));
    expect(verdictsOf(run).clocksMonotone).toBe('ok');
  });
});

describe('requestsStampedOnce', () => {
  it('sees a put that two nodes stamped', () => {
    const run = healthy();
    run.store('B', 'cart', versionOf('milk', { B: 1 }), 'r1');
    expect(breachOf(run, 'requestsStampedOnce')).toMatch('r1 was stamped twice: A1 and B1');
  });
});

describe('quorumHonoured', () => {
  function answered(by: readonly string[], settings: Partial<Settings> = {}): Recorder {
    const run = new Recorder(['A', 'B', 'C', 'D'], settings);
    run.issue('alice', 'r1', 'put', 'cart', 'milk');
    run.resolve('A', 'r1', 'cart', ['A', 'B', 'C', 'D'], 3);
    run.store('A', 'cart', milk, 'r1');
    by.forEach((node, index) => run.acknowledge('A', 'r1', node, index + 1));
    run.complete('A', 'r1', 'put', 'cart');
    return run;
  }

  it('sees an answer without its quorum', () => {
    expect(breachOf(answered(['A']), 'quorumHonoured')).toMatch('r1 was answered with 1 of 2');
    expect(verdictsOf(answered(['A', 'B'])).quorumHonoured).toBe('ok');
    expect(verdictsOf(answered(['A'], { w: 1 })).quorumHonoured).toBe('ok');
  });

  it('counts a node once', () => {
    expect(breachOf(answered(['A', 'A']), 'quorumHonoured')).toMatch('r1 was answered with 1 of 2');
  });

  it('does not count what came after the answer', () => {
    const run = answered(['A']);
    run.acknowledge('A', 'r1', 'B', 2);
    expect(breachOf(run, 'quorumHonoured')).toMatch('r1 was answered with 1 of 2');
  });
});

describe('noMessageFromDeadNode', () => {
  it('sees a message from a node that is down, and not what it sent before', () => {
    const run = healthy();
    run.send('A', 'B');
    run.record('world', { type: 'node-killed', target: 'A' });
    expect(verdictsOf(run).noMessageFromDeadNode).toBe('ok');
    run.send('A', 'B');
    expect(breachOf(run, 'noMessageFromDeadNode')).toMatch('A sent m2 while it was down');
  });

  it('lets a restarted node speak', () => {
    const run = healthy();
    run.record('world', { type: 'node-killed', target: 'A' });
    run.record('world', { type: 'node-restarted', target: 'A' });
    run.send('A', 'B');
    expect(verdictsOf(run).noMessageFromDeadNode).toBe('ok');
  });
});

it('gives a verdict on any trace whatever', () => {
  fc.assert(
    fc.property(anyTrace(60), (trace) => {
      for (const text of Object.values(runChecks(trace, project(trace, trace.end())))) {
        expect(text).toMatch(/^(ok$|ok \(excused: |not yet: |broken: )/);
      }
    }),
  );
});
