import { describe, expect, it } from 'vitest';

import { runChecks } from '../../trace/checks/run-checks.ts';
import { play, type Played } from '../testing/play.ts';
import { textbook } from './textbook.ts';

/*
 * What the swarm of random runs found: news of the ring comes to every node in another order, and in
 * the end everything is where it belongs all the same.
 */

/** What is broken, or has not come about. */
function unrest(played: Played): string[] {
  return Object.entries(runChecks(played.trace, played.view())).flatMap(([name, verdict]) =>
    verdict.startsWith('ok') ? [] : [`${name} ${verdict}`],
  );
}

function lab(cluster: string, settings: string, ...lines: string[]): Played {
  const head = ['lab 1', `cluster ${cluster}`, `set ${settings}`];
  return play([...head, ...lines, ''].join('\n'));
}

const brisk = 'handoff-every=200ms gossip-every=200ms anti-entropy-every=200ms suspect-for=200ms';

describe('§4.9 ranges that change hands', () => {
  it('are had in full although the node that should give them is dead, and was removed for it', () => {
    const played = lab(
      'A B C D E',
      `r=3 ${brisk}`,
      'at 0 put cart milk',
      'at 1s wipe E',
      'remove E via A',
      'at 10s get cart via A',
      'until 11s',
    );
    expect(played.outcome('r2')).toBe('ok');
    expect(played.got('r2')).toEqual(['milk']);
    expect(unrest(played)).toEqual([]);
  });

  it('go to nobody who is gone again: the offer is withdrawn, and nothing is lost', () => {
    const puts = Array.from({ length: 20 }, (_, index) => `put key-${index} v${index}`);
    const played = lab(
      'A B C D',
      `n=2 tokens=4 ${brisk}`,
      'at 0 say go',
      ...puts,
      'at 1s join X via A',
      '+340ms pause X',
      'at 3s remove X via B',
      'at 4s kill X',
      'until 12s',
    );
    expect(played.all('transfer-withdrawn').length).toBeGreaterThan(0);
    expect(played.all('transfer-withdrawn').every(({ to }) => to === 'X')).toBe(true);
    expect(unrest(played)).toEqual([]);
    for (const { replicas } of played.view().keys.values()) {
      expect([...replicas.values()].filter((held) => held.length > 0)).toHaveLength(2);
    }
  });

  it('are handed over where two newcomers and a removal are heard of in any order', () => {
    const played = lab(
      'A B C D E!',
      `strategy=3 partitions=16 ${brisk}`,
      'at 0 put cart milk',
      'at 1s partition A B / C D E',
      'join X via A',
      'join Y via C',
      'remove D via E',
      'at 3s heal',
      'until 12s',
    );
    expect(unrest(played)).toEqual([]);
    expect(played.view().nodes.get('D')?.standing).toBe('removed');
    expect(played.view().nodes.get('X')?.standing).toBe('member');
    expect(played.view().nodes.get('Y')?.standing).toBe('member');
  });

  it('are none for a newcomer without a token, which has joined nevertheless', () => {
    const played = lab(
      'A B C',
      `strategy=3 partitions=3 ${brisk}`,
      'at 0 join X via A',
      'until 5s',
    );
    expect(played.view().nodes.get('X')?.standing).toBe('member');
    expect(played.view().nodes.get('X')?.tokens).toEqual([]);
    expect(unrest(played)).toEqual([]);
  });
});

describe('§4.8.1 a ring that a sender sees otherwise', () => {
  it('a home too many lets its copies go when n is lowered, as hints for the others', () => {
    const played = play(
      textbook('handoff-every=200ms', 'at 0 put cart milk via C', 'at 1s set n=2 w=1', 'until 5s'),
    );
    expect(played.all('keys-set-aside').map(({ node, keys }) => [node, keys])).toEqual([
      ['E', ['cart']],
    ]);
    for (const [node, values] of [
      ['C', ['milk']],
      ['D', ['milk']],
      ['E', []],
    ] as const) {
      expect([node, played.kept(node, 'cart')]).toEqual([node, values]);
    }
    expect(unrest(played)).toEqual([]);
  });

  it('a hint that arrives at a node which is no home any more goes on from there', () => {
    const played = lab(
      'A B C D E',
      `n=2 w=2 tokens=4 ${brisk} handoff=off`,
      'at 0 kill B',
      ...Array.from({ length: 12 }, (_, index) => `put key-${index} v${index} via A`),
      'at 2s join X via A',
      'join Y via A',
      'at 5s restart B',
      'set handoff=on',
      'until 14s',
    );
    expect(played.all('hint-stored').length).toBeGreaterThan(0);
    expect(unrest(played)).toEqual([]);
  });

  it('a membership change is durable at once, also where writes are buffered', () => {
    const played = lab(
      'A B C',
      `durability=buffered flush-every=1m ${brisk}`,
      'at 0 pause B',
      'pause C',
      'at 1s remove C via A',
      'at 1010ms kill A',
      'at 2s restart A',
      'resume B',
      'resume C',
      'until 8s',
    );
    expect(played.view().nodes.get('B')?.believes.get('C')).toBe('remove');
    expect(unrest(played)).toEqual([]);
  });

  it.each([
    ['at 2s wipe A', 'wipe C'],
    ['at 2s wipe C', 'wipe A'],
  ])('a removal that only lost disks knew of is forgotten: %s, %s', (...wipes) => {
    const played = lab(
      'A B C',
      `n=1 r=1 w=1 ${brisk}`,
      'at 0 partition A C / B',
      'remove C via A',
      ...wipes,
      'at 3s heal',
      'restart A',
      'restart C',
      'until 9s',
    );
    expect(played.all('membership-learned').map(({ node }) => node)).toEqual(['A', 'C']);
    expect(played.view().nodes.get('C')?.status).toBe('up');
    expect(unrest(played)).toEqual([]);
  });

  it.each([
    ['less', 'n=3', 'n=2'],
    ['more', 'n=1 r=1 w=1', 'n=3'],
  ])(
    'a node that stood still while n became %s takes it up where it went on',
    (_, before, after) => {
      const played = lab(
        'A B C',
        `tokens=1 strategy=3 partitions=32 ${before} ${brisk}`,
        'at 0 put cart milk via C',
        'at 100ms delete "two words" via A',
        'at 700ms pause A',
        'at 800ms delete "other words" via B',
        `at 900ms set ${after}`,
        'at 3s resume A',
        'until 9s',
      );
      expect(played.all('node-resumed')).toHaveLength(1);
      expect(unrest(played)).toEqual([]);
    },
  );

  it('a machine that joins again stands where it stood, and is as large', () => {
    const played = lab(
      'A@east B@east C@west D*2@west',
      `n=2 w=2 ${brisk}`,
      'at 0 remove C via A',
      'at 3s join C via A',
      'at 7s put cart milk via A',
      'until 10s',
    );
    const homes = played.all('preference-list-resolved').at(-1)?.preferenceList.slice(0, 2) ?? [];
    const places = homes.map((home) => played.view().nodes.get(home)?.dataCentre);
    expect(new Set(places)).toEqual(new Set(['east', 'west']));
    expect(unrest(played)).toEqual([]);
  });
});

describe('§4.5 a node that knows no ring', () => {
  it('coordinates nothing: it has nobody to keep a write, and says so', () => {
    const played = lab(
      'A B C',
      'r=1 w=1 tokens=12 replica-timeout=60ms seed=66342 gossip-every=10s',
      'at 0 join X via A',
      'at 30s wipe X',
      'restart X',
      ...Array.from({ length: 12 }, (_, index) => `put key-${index} v${index} via X`),
      'until 60s',
    );
    const outcomes = new Set(played.all('request-answered').map(({ reason }) => reason));
    expect(outcomes).toEqual(new Set(['no-node-reachable']));
    expect(unrest(played)).toEqual([]);
  });

  it('refuses what another node hands on to it, too', () => {
    const played = lab(
      'A*3 B C',
      'r=3 w=1 tokens=12 strategy=2 partitions=16 coordinator=first routing=client replica-timeout=67ms suspect-for=368ms latency=uniform:1ms:20ms seed=66342',
      'at 115.598ms join X',
      'at 1571.487ms pause A',
      'at 1581.852ms wipe X',
      'partition B / A C X',
      'at 1681.489ms restart X',
      'at 1826.701ms put __proto__ v6 as carol via C',
      'at 2739.746ms heal',
      'resume A',
      'until 40s',
    );
    expect(runChecks(played.trace, played.view()).acknowledgedVersionsHeld).toBe('ok');
    expect(runChecks(played.trace, played.view()).quorumHonoured).toBe('ok');
  });
});

describe('§4.6 hints for a node that was removed', () => {
  it('become the own copies of a holder that is a home node now', () => {
    const played = lab(
      'A B C*2 D*3 E F*3',
      `n=2 r=1 w=1 tokens=2 placement=even latency=uniform:5ms:18ms loss=6% ${brisk} seed=654832`,
      'at 123.264ms remove E',
      'at 753.307ms put x v3 as carol',
      'remove F via A',
      'at 5s set loss=0',
      'until 15s',
    );
    expect(unrest(played)).toEqual([]);
  });
});

describe('§4.4 counters', () => {
  it.each(['timestamp-only', 'last-write-wins', 'vector-clock', 'dotted'])(
    'are used once, also where %s and cut-short clocks forget who counted',
    (versioning) => {
      const writes = Array.from({ length: 24 }, (_, index) => {
        const via = 'CDE'[index % 3] ?? 'C';
        return `+40ms put cart v${index} as ${index % 2 === 0 ? 'alice' : 'bob'} via ${via}`;
      });
      const settings = `versioning=${versioning} clock-limit=1 anti-entropy-every=1s`;
      const played = play(textbook(settings, 'at 0 skew D 300ms', ...writes, '+20s say done'));
      const verdicts = runChecks(played.trace, played.view());
      expect(verdicts.clocksMonotone).toBe('ok');
      expect(verdicts.requestsStampedOnce).toBe('ok');
      expect(verdicts.replicasConverged).toBe('ok');
      expect(verdicts.acknowledgedVersionsHeld).toMatch(/^ok/);
    },
  );
});

describe('§4.9 a node that was down while the ring changed', () => {
  it('withdraws offers to nodes that are no home any more', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B*3 C D E F! G',
        'set n=2 r=1 w=1 tokens=7 versioning=timestamp-only sloppy=off handoff=off handoff-every=1.074s gossip-every=739ms durability=buffered flush-every=314ms request-timeout=185ms suspect-for=145ms latency=lognormal:5ms:0.2 loss=4% seed=944462',
        'at 0 set n=3',
        'at 928.871ms kill C',
        'at 1779.368ms set n=2',
        'at 2336.731ms link * normal',
        'set handoff=on handoff-every=200ms read-repair=on anti-entropy=on anti-entropy-every=200ms gossip-every=200ms request-timeout=300ms replica-timeout=100ms suspect-for=200ms latency=uniform:2ms:8ms loss=0',
        'restart C',
        'until 8336.731ms',
        '',
      ].join('\n'),
    );
    expect(unrest(played)).toEqual([]);
    const withdrawn = played.all('transfer-withdrawn').filter(({ at }) => at >= 2_000_000);
    expect(withdrawn.map(({ node }) => node)).toContain('C');
  });
});

describe('tombstones (protocol.md 13)', () => {
  it('do not go on an acknowledgement of an older one that comes late', () => {
    const played = play(
      textbook(
        'handoff=off',
        'at 0 pause D',
        'at 100ms delete cart as alice via C',
        'at 500ms delete cart as alice via C',
        'at 2s resume D',
        'until 4s',
      ),
    );
    // D acknowledges the first delete only then; of the second one F has the copy, with a hint.
    expect(played.hints('cart')).toContain('F for D: †');
    expect(played.all('tombstone-reaped')).toEqual([]);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toEqual(['†']);
  });

  it('do not go on a comparison that began before there was one', () => {
    const played = play(
      textbook(
        'n=2 anti-entropy=off',
        'at 100ms sync C D',
        'at 105ms delete cart as alice via C',
        'until 124ms',
      ),
    );
    const [compared] = played.all('anti-entropy-finished');
    expect(compared?.outcome).toBe('in-step');
    expect(played.all('tombstone-reaped')).toEqual([]);
  });

  it('wake up where another replica still has what they deleted', () => {
    const played = play(
      textbook(
        'anti-entropy-every=500ms',
        'at 0 put cart milk via C',
        'at 1s link C > E latency 2s',
        'delete cart via C',
        '+5ms put cart eggs as bob via E blind',
        'at 2s link C > E normal',
        'until 15s',
      ),
    );
    expect(unrest(played)).toEqual([]);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toContain('eggs');
  });
});

describe('live settings', () => {
  it('a new period holds from now on, not from the next time', () => {
    const played = play(
      textbook(
        'anti-entropy=off',
        'at 0 kill E',
        'put cart milk via C',
        'at 1s wipe D',
        'restart D',
        'restart E',
        'at 2s set anti-entropy=on anti-entropy-every=100ms',
        'until 4s',
      ),
    );
    expect(played.all('anti-entropy-finished').length).toBeGreaterThan(10);
    expect(played.kept('D', 'cart')).toEqual(['milk']);
  });
});

describe('what cannot be done', () => {
  it.each(['kill X', 'restart X', 'pause X', 'resume X', 'wipe X', 'skew X 5ms'])(
    '%s before X has joined is refused in words',
    (line) => {
      const played = lab('A B', 'n=2', 'at 0 kill A', 'kill B', 'join X', line, 'until 1s');
      expect(played.all('command-refused').at(-1)?.why).toBe('X has not joined yet');
    },
  );
});
