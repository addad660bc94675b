import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';
import { textbook } from './textbook.ts';

/** Clocks with the second they were last raised left out: `[(Sx,2), (Sy,1)]`. */
function paperClocks(played: ReturnType<typeof play>, node: string, key: string): string[] {
  const held = played.view().keys.get(key)?.replicas.get(node) ?? [];
  return held
    .map(({ version }) => version.clock.map((e) => `(${e.actor},${e.counter})`).join(', '))
    .toSorted();
}

describe('§4.4 Figure 3, to the letter', () => {
  const lines = [
    'lab 1',
    'cluster Sx Sy Sz',
    'set n=3 r=3 w=3 tokens=1 placement=even latency=fixed:10ms',
    'at 0 put cart D1 as writer via Sx',
    'at 1s put cart D2 as writer via Sx',
    'at 2s get cart as left via Sy',
    'get cart as right via Sz',
    'at 3s partition Sy / Sz',
    'set w=2',
    'put cart D3 as left via Sy',
    'put cart D4 as right via Sz',
    'at 5s heal',
    'at 7s get cart as reconciler via Sx',
  ];

  it('leaves D3 and D4 side by side, and returns both with one context', () => {
    const played = play([...lines, ''].join('\n'));
    expect(played.got('r7')).toEqual(['D3', 'D4']);
    const answer = played.all('message-sent').findLast((event) => event.body.type === 'response');
    const context =
      answer?.body.type === 'response' && answer.body.outcome === 'ok' ? answer.body.context : null;
    expect(context?.clock.map((e) => [e.actor, e.counter])).toEqual([
      ['Sx', 2],
      ['Sy', 1],
      ['Sz', 1],
    ]);
  });

  it('reconciles them in D5, and only D5 stays', () => {
    const played = play([...lines, 'at 8s put cart D5 as reconciler via Sx', ''].join('\n'));
    for (const node of ['Sx', 'Sy', 'Sz']) {
      expect(played.kept(node, 'cart')).toEqual(['D5']);
      expect(paperClocks(played, node, 'cart')).toEqual(['(Sx,3), (Sy,1), (Sz,1)']);
    }
  });
});

describe('§4.4 dotted versions (protocol.md 10, 12)', () => {
  const race = ['at 0 put cart milk as alice via C', 'put cart eggs as bob via C'];

  it('keeps both of two blind puts through one coordinator', () => {
    const played = play(textbook('', ...race, 'at 1s get cart via D'));
    expect(played.got('r3')).toEqual(['eggs', 'milk']);
    expect(played.clocks('D', 'cart')).toEqual(['C1', 'C2']);
  });

  it('supersedes exactly the versions that the context names, and no others', () => {
    const played = play(
      textbook('', ...race, 'at 1s put cart oat-milk as alice via C', 'at 2s get cart via D'),
    );
    expect(played.got('r4')).toEqual(['eggs', 'oat-milk']);
  });

  it('makes an old context a branch', () => {
    const played = play(
      textbook(
        '',
        'at 0 put cart a as alice via C',
        'at 1s get cart as bob via C',
        'at 2s put cart b as alice via D',
        'at 3s put cart c as bob via E',
        'at 4s get cart via C',
      ),
    );
    expect(played.got('r5')).toEqual(['b', 'c']);
  });

  it('never has more than two versions of two interleaved writers: no sibling explosion', () => {
    const turns = Array.from({ length: 12 }, (_, index) => [
      `at ${index * 100 + 1}ms put cart a${index} as alice via C`,
      `+20ms put cart b${index} as bob via C`,
    ]).flat();
    const played = play(textbook('', ...turns, 'at 5s get cart via D'));
    expect(played.got('r25')).toEqual(['a11', 'b11']);
    const shipped = played
      .all('message-sent')
      .flatMap(({ body }) => (body.type === 'store' ? body.versions : []));
    expect(Math.max(...shipped.map(({ unseen }) => unseen.length))).toBeLessThanOrEqual(1);
  });

  it('lets a get and a put bring the branches together again', () => {
    const played = play(
      textbook(
        '',
        ...race,
        'at 1s get cart as carol via D',
        'at 2s put cart both as carol via E',
        'at 3s get cart via C',
      ),
    );
    expect(played.got('r5')).toEqual(['both']);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toEqual(['both']);
  });

  it('keeps what a stand-in coordinated and handed over apart from what it coordinates later', () => {
    const played = play(
      textbook(
        'w=1 r=1',
        'at 0 kill C',
        'kill D',
        'kill E',
        'put cart one as alice via F',
        'at 1s restart C',
        'restart D',
        'restart E',
        'at 8s kill C',
        'kill D',
        'kill E',
        'put cart two blind as bob via F',
        'at 9s restart C',
        'restart D',
        'restart E',
        'at 20s get cart via C',
      ),
    );
    expect(played.hints('cart')).toEqual([]);
    expect(played.got('r3')).toEqual(['one', 'two']);
  });
});

describe('§4.4 counters (protocol.md 9)', () => {
  it('are used once, even by a coordinator that keeps no copy itself', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C',
        'set n=1 r=1 w=1 sloppy=off seed=62',
        'at 0 pause A',
        'put list v1 as alice via B',
        'at 120ms put list v2 as bob via B',
        'at 150ms resume A',
        '',
      ].join('\n'),
    );
    const dots = played.all('version-stored').map(({ version }) => version.dot);
    expect(dots.map(({ actor, counter }) => `${actor}${counter}`).toSorted()).toEqual(['C1', 'C2']);
    expect(played.all('node-crashed')).toEqual([]);
  });
});

describe('§4.4 the paper’s clocks, to the letter (versioning=vector-clock)', () => {
  const settings = 'versioning=vector-clock';

  it('loses the first of two blind puts through one coordinator, and says so', () => {
    const played = play(
      textbook(
        settings,
        'at 0 put cart milk as alice via C',
        'put cart eggs as bob via C',
        'at 1s get cart via D',
      ),
    );
    expect(played.got('r3')).toEqual(['eggs']);
    const [lost] = played.all('version-lost');
    expect(lost).toMatchObject({ node: 'C', key: 'cart', request: 'r2' });
    expect(lost?.version.value).toBe('milk');
  });

  it('says nothing of a loss where the writer had seen what it replaced', () => {
    const played = play(
      textbook(settings, 'at 0 put cart milk as alice via C', 'at 1s put cart eggs as alice via C'),
    );
    expect(played.all('version-lost')).toEqual([]);
    expect(played.kept('D', 'cart')).toEqual(['eggs']);
  });

  it('keeps both where two coordinators made them', () => {
    const played = play(
      textbook(
        settings,
        'at 0 put cart milk as alice via C',
        'put cart eggs as bob via D',
        'at 1s get cart via E',
      ),
    );
    expect(played.got('r3')).toEqual(['eggs', 'milk']);
  });
});

describe('§4.4 the shopping cart', () => {
  it('never loses an item that was added, whoever added it where', () => {
    const played = play(
      textbook(
        '',
        'at 0 cart add cart milk as alice via C',
        'at 1s partition A B C / D E F',
        'cart add cart eggs as alice via C',
        'cart add cart flour as bob via D',
        'at 3s heal',
        'at 8s cart add cart salt as alice via C',
        'at 10s get cart via D',
      ),
    );
    expect(played.got('r9')).toEqual(['["eggs","flour","milk","salt"]']);
  });

  it('may bring a removed item back', () => {
    const played = play(
      textbook(
        '',
        'at 0 cart add cart milk as alice via C',
        'at 1s partition A B C / D E F',
        'cart remove cart milk as alice via C',
        'cart add cart flour as bob via D',
        'at 3s heal',
        'at 8s cart add cart salt as alice via C',
        'at 10s get cart via D',
      ),
    );
    expect(played.got('r9')).toEqual(['["flour","milk","salt"]']);
  });
});

describe('§4.4 truncation (protocol.md 11)', () => {
  const writes = ['C', 'D', 'E'].map(
    (node, index) => `at ${index + 1}s put cart v${index} as alice via ${node}`,
  );

  it('drops the pair that was raised longest ago, at the coordinator of a put only', () => {
    const played = play(textbook('clock-limit=2', ...writes));
    const truncated = played.all('clock-truncated');
    expect(truncated.map(({ node, dropped }) => [node, dropped.map(({ actor }) => actor)])).toEqual(
      [['E', ['C']]],
    );
    expect(played.clocks('D', 'cart')).toEqual(['D1 E1']);
  });

  it('may leave an ancestor beside its descendant, and says so', () => {
    const played = play(
      textbook(
        'clock-limit=1 sloppy=off read-repair=off',
        'at 0 put cart a as alice via C',
        'at 1s get cart as alice via C',
        'put cart b as alice via D',
        'at 2s get cart via C',
      ),
    );
    expect(played.all('false-concurrency').length).toBeGreaterThan(0);
    expect(played.got('r4')).toEqual(['a', 'b']);
  });
});

describe('last write wins (protocol.md 12)', () => {
  it('keeps one of two concurrent puts, the later, and names what was lost', () => {
    const played = play(
      textbook(
        'versioning=last-write-wins',
        'at 0 put cart milk as alice via C',
        'put cart eggs as bob via D',
        'at 2s get cart via E',
      ),
    );
    expect(played.got('r3')).toHaveLength(1);
    expect(played.all('version-lost').length).toBeGreaterThan(0);
  });

  it('compares clocks first: what was seen is replaced, however wrong the time', () => {
    const played = play(
      textbook(
        'versioning=last-write-wins',
        'at 0 skew C 10s',
        'put cart milk as alice via C',
        'at 1s put cart eggs as alice via D',
        'at 2s get cart via E',
      ),
    );
    expect(played.got('r3')).toEqual(['eggs']);
    expect(played.all('version-lost')).toEqual([]);
  });

  it('by timestamp only, a skewed clock loses an update that had seen what beat it, and says so', () => {
    const played = play(
      textbook(
        'versioning=timestamp-only',
        'at 0 skew C 10s',
        'put cart milk as alice via C',
        'at 1s put cart eggs as alice via D',
        'at 2s get cart via E',
      ),
    );
    expect(played.outcome('r2')).toBe('ok');
    expect(played.got('r3')).toEqual(['milk']);
    expect(played.all('version-lost')[0]).toMatchObject({ node: 'D', request: 'r2' });
  });

  it('comes out the same on all replicas', () => {
    const races = Array.from({ length: 12 }, (_, index) => [
      `at ${index * 40}ms put cart a${index} as alice via C blind`,
      `put cart b${index} as bob via D blind`,
      `put cart c${index} as carol via E blind`,
    ]).flat();
    for (const versioning of ['last-write-wins', 'timestamp-only']) {
      const played = play(
        textbook(
          `versioning=${versioning}`,
          ...races,
          'at 5s get cart via C',
          'at 6s get cart via D',
        ),
      );
      const kept = ['C', 'D', 'E'].map((node) => played.kept(node, 'cart').join());
      expect(new Set(kept).size).toBe(1);
    }
  });
});

describe('tombstones (protocol.md 13)', () => {
  it('go when every home node holds them', () => {
    const played = play(textbook('', 'at 0 put cart milk via C', 'at 1s delete cart via C'));
    expect(
      played
        .all('tombstone-reaped')
        .map(({ node }) => node)
        .toSorted(),
    ).toEqual(['C', 'D', 'E']);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toEqual([]);
  });

  it('stay while a home node is away, and go after it has them', () => {
    const played = play(
      textbook(
        'anti-entropy-every=1s',
        'at 0 put cart milk via C',
        'at 1s kill E',
        'delete cart via C',
        'at 5s restart E',
        'until 40s',
      ),
    );
    expect(played.kept('C', 'cart', 4_000_000)).toEqual(['†']);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toEqual([]);
    expect(played.all('tombstone-reaped').every(({ at }) => at > 5_000_000)).toBe(true);
  });

  it('do not let a straggler bring the key back after they are gone', () => {
    const played = play(
      textbook(
        '',
        'at 0 link C > E latency 3s',
        'put cart milk via C',
        '+1s link C > E normal',
        'delete cart via C',
        'at 8s get cart via E',
      ),
    );
    expect(played.all('tombstone-reaped').length).toBeGreaterThan(0);
    expect(played.got('r3')).toEqual([]);
    expect(played.kept('E', 'cart')).toEqual([]);
  });

  it('leave a concurrent write alone', () => {
    const played = play(
      textbook(
        '',
        'at 0 put cart milk via C',
        'at 1s partition A B C / D E F',
        'delete cart via C',
        'put cart eggs as bob via D',
        'at 3s heal',
        'at 8s get cart via E',
      ),
    );
    expect(played.got('r4')).toEqual(['eggs']);
  });
});
