import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';

type Played = ReturnType<typeof play>;

const quiet = 'latency=fixed:10ms anti-entropy=off read-repair=off';

/** How many tokens each node has at the end. */
function tokenCounts(played: Played): Map<string, number> {
  const owners = new Map<string, string>();
  for (const { node, tokens } of played.all('run-started')[0]?.nodes ?? []) {
    for (const token of tokens) owners.set(token, node);
  }
  for (const event of played.all('tokens-learned')) {
    for (const { node, tokens } of event.owners)
      for (const token of tokens) owners.set(token, node);
  }
  const counts = new Map<string, number>();
  for (const node of owners.values()) counts.set(node, (counts.get(node) ?? 0) + 1);
  return counts;
}

const writes = Array.from({ length: 40 }, (_, index) => `put key-${index} v${index}`);
const reads = Array.from({ length: 40 }, (_, index) => `get key-${index} as reader`);

function holdersEqualHomes(played: Played): string[] {
  const resolved = new Map(played.all('preference-list-resolved').map((e) => [e.key, e]));
  return [...played.view().keys].flatMap(([key, { replicas }]) => {
    const list = resolved.get(key);
    const homes = list?.preferenceList.slice(0, list.homes).toSorted().join('');
    const holders = [...replicas]
      .flatMap(([node, held]) => (held.length > 0 ? [node] : []))
      .toSorted()
      .join('');
    return homes === holders ? [] : [`${key}: ${holders} instead of ${homes}`];
  });
}

describe('§6.2 partitioning strategies', () => {
  for (const strategy of [1, 2, 3]) {
    it(`${strategy}: serves and keeps every key on its n home nodes, through a join and a removal`, () => {
      const played = play(
        [
          'lab 1',
          'cluster A B C D E',
          `set strategy=${strategy} partitions=32 tokens=4 ${quiet}`,
          'at 0 say go',
          ...writes,
          'at 2s join F via A',
          'at 20s remove B via C',
          'at 40s say read',
          ...reads,
          'until 45s',
          '',
        ].join('\n'),
      );
      const failed = played.all('request-answered').filter(({ outcome }) => outcome !== 'ok');
      expect(failed).toEqual([]);
      expect(holdersEqualHomes(played)).toEqual([]);
      const empty = played.all('request-answered').filter((e) => e.versions.length === 0);
      expect(empty).toEqual([]);
    });
  }

  it('2: puts a partition on the first n nodes met clockwise from its end, whatever lies in it', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C D',
        'tokens A 10%',
        'tokens B 30%',
        'tokens C 60%',
        'tokens D 90%',
        `set strategy=2 partitions=2 tokens=1 ${quiet}`,
        'at 0 put mug x via A',
        'put tea x via A',
        'put coffee x via A',
        '',
      ].join('\n'),
    );
    // mug 30 %, tea 45 %, coffee 14 %: all in the partition that ends at 50 %, whose walk begins at C.
    for (const { preferenceList } of played.all('preference-list-resolved')) {
      expect(preferenceList).toEqual(['C', 'D', 'A', 'B']);
    }
  });

  it('3: gives every node Q/S tokens, and keeps it so on join and leave', () => {
    const lines = ['lab 1', 'cluster A B C D', `set strategy=3 partitions=60 ${quiet}`];
    const start = play([...lines, 'until 1s', ''].join('\n'));
    expect([...tokenCounts(start).values()]).toEqual([15, 15, 15, 15]);
    const joined = play([...lines, 'at 0 join E via A', 'until 20s', ''].join('\n'));
    expect([...tokenCounts(joined).values()]).toEqual([12, 12, 12, 12, 12]);
    const left = play([...lines, 'at 0 remove D via A', 'until 20s', ''].join('\n'));
    expect(Object.fromEntries(tokenCounts(left))).toEqual({ A: 20, B: 20, C: 20 });
  });

  it('3: weighs capacity, and lets neighbours differ', () => {
    const played = play(
      ['lab 1', 'cluster A*2 B C', 'set strategy=3 partitions=40', 'until 1s', ''].join('\n'),
    );
    expect(Object.fromEntries(tokenCounts(played))).toEqual({ A: 20, B: 10, C: 10 });
    const tokens = (played.all('run-started')[0]?.nodes ?? []).flatMap(({ node, tokens: of }) =>
      of.map((at) => [at, node] as const),
    );
    const order = tokens.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
    expect(
      order.filter((node, index) => node === order[(index + 1) % order.length]).length,
    ).toBeLessThanOrEqual(1);
  });

  it('moves only about 1/(S+1) of the keys to a newcomer', () => {
    for (const strategy of [1, 3]) {
      const many = Array.from({ length: 200 }, (_, index) => `put k${index} v via A`);
      const played = play(
        [
          'lab 1',
          'cluster A B C D E F G',
          `set strategy=${strategy} partitions=128 tokens=32 n=1 r=1 w=1 ${quiet}`,
          'at 0 say go',
          ...many,
          'at 2s join H via A',
          'until 20s',
          '',
        ].join('\n'),
      );
      const moved = played
        .all('range-handed-over')
        .reduce((sum, { keysSent }) => sum + keysSent, 0);
      expect(moved).toBeGreaterThan(200 / 8 / 2.5);
      expect(moved).toBeLessThan((200 / 8) * 2);
    }
  });
});

describe('§4.6 data centres (protocol.md 7)', () => {
  const lines = [
    'lab 1',
    'cluster A@east B@east C@east D@west E@west',
    `set tokens=4 latency=dc:2ms:40ms anti-entropy=off`,
  ];

  it('keep a copy of every key each, while n allows', () => {
    const played = play([...lines, 'at 0 say go', ...writes, ''].join('\n'));
    for (const { preferenceList, homes } of played.all('preference-list-resolved')) {
      const places = new Set(
        preferenceList.slice(0, homes).map((node) => ('ABC'.includes(node) ? 'east' : 'west')),
      );
      expect([...places].toSorted()).toEqual(['east', 'west']);
    }
  });

  it('survive that a whole one is down: reads and writes go on, and nothing is lost', () => {
    const played = play(
      [
        ...lines,
        'at 0 say go',
        ...writes,
        'at 2s kill D',
        'kill E',
        ...writes.map((line) => line.replace(' v', ' w')),
        'at 5s say read',
        ...reads,
        '',
      ].join('\n'),
    );
    const answers = played.all('request-answered');
    expect(answers.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    const got = answers
      .slice(-40)
      .map(({ versions }) => versions.map(({ value }) => value?.[0]).join());
    expect(new Set(got).size).toBe(1);
  });
});
