import { describe, expect, it } from 'vitest';

import { fractionOf } from '../../base/position.ts';
import { play } from '../testing/play.ts';

type Played = ReturnType<typeof play>;

const quiet = 'latency=fixed:10ms anti-entropy=off read-repair=off';

function puts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `put key-${index} v${index}`);
}

/** Every key, with whoever should keep it and whoever does, where the two differ. */
function misplaced(played: Played): string[] {
  const view = played.view();
  const list = new Map(played.all('preference-list-resolved').map((event) => [event.key, event]));
  return [...view.keys].flatMap(([key, { replicas }]) => {
    const resolved = list.get(key);
    const homes = resolved?.preferenceList.slice(0, resolved.homes).toSorted() ?? [];
    const holders = [...replicas].flatMap(([node, held]) => (held.length > 0 ? [node] : []));
    return holders.toSorted().join() === homes.join()
      ? []
      : [`${key}: ${holders.join()} ≠ ${homes.join()}`];
  });
}

function members(played: Played): Map<string, string[]> {
  const believed = new Map<string, Set<string>>();
  const started = played.all('run-started')[0];
  for (const { node } of started?.nodes ?? []) {
    believed.set(node, new Set(started?.nodes.map((each) => each.node)));
  }
  for (const { node, member, change } of played.all('membership-learned')) {
    const set = believed.get(node) ?? new Set<string>();
    if (change === 'join') set.add(member);
    else set.delete(member);
    believed.set(node, set);
  }
  return new Map(Array.from(believed, ([node, set]) => [node, [...set].toSorted()]));
}

describe('§4.8.1 membership', () => {
  const join = ['lab 1', 'cluster A B C D E', `set ${quiet}`, 'at 0 join F via C', 'until 30s', ''];

  it('spreads by gossip until all nodes agree', () => {
    const played = play(join.join('\n'));
    for (const known of members(played).values())
      expect(known).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(played.view().nodes.get('F')?.status).toBe('up');
  });

  it('is not changed by an outage, however long', () => {
    const played = play(`lab 1\ncluster A B C D\nset ${quiet}\nat 0 kill D\nuntil 1m\n`);
    expect(played.all('membership-learned')).toEqual([]);
  });

  it('survives a restart: the history is durable', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C D',
        `set ${quiet} gossip-every=1s`,
        'at 0 remove D via A',
        'at 20s kill A',
        'kill B',
        'kill C',
        'kill D',
        'at 21s restart A',
        'put x y via A',
        'until 25s',
        '',
      ].join('\n'),
    );
    const resolved = played.all('preference-list-resolved').at(-1);
    expect(resolved?.preferenceList.toSorted()).toEqual(['A', 'B', 'C']);
  });

  it('keeps a removed node removed until it is added again', () => {
    const lines = ['lab 1', 'cluster A B C D', `set ${quiet}`, 'at 0 remove D via A'];
    const removed = play([...lines, 'until 30s', ''].join('\n'));
    for (const known of members(removed).values()) expect(known).toEqual(['A', 'B', 'C']);
    expect(removed.view().nodes.get('D')?.status).toBe('removed');
    const again = play([...lines, 'at 30s join D via B', 'until 60s', ''].join('\n'));
    for (const known of members(again).values()) expect(known).toEqual(['A', 'B', 'C', 'D']);
  });

  it('comes out the same whatever the order in which changes are heard of', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C D E',
        `set ${quiet}`,
        'at 0 partition A B / C D E',
        'remove E via A',
        'at 1s remove D via C',
        'at 2s join D via B',
        'at 10s heal',
        'until 60s',
        '',
      ].join('\n'),
    );
    for (const known of members(played).values()) expect(known).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe('§4.8.2 seed nodes', () => {
  const head = ['lab 1', 'cluster A! B C', `set ${quiet}`];

  it('bring a newcomer that joined by itself and the others together', () => {
    const played = play([...head, 'at 0 join X via X', 'until 30s', ''].join('\n'));
    for (const known of members(played).values()) expect(known).toEqual(['A', 'B', 'C', 'X']);
  });

  it('without one, the newcomer is a ring of its own: a logical partition', () => {
    const played = play([...head, 'at 0 kill A', 'join X via X', 'until 30s', ''].join('\n'));
    expect(members(played).get('X')).toEqual(['X']);
    expect(members(played).get('B')).toEqual(['A', 'B', 'C']);
  });
});

/** Forty keys are written, then one change is made to the members, then each key is read. */
function changed(change: string): Played {
  return play(
    [
      'lab 1',
      'cluster A B C D E',
      `set tokens=4 ${quiet}`,
      'at 0 say go',
      ...puts(40),
      change,
      'at 20s say read',
      ...Array.from({ length: 40 }, (_, index) => `get key-${index}`),
      'until 25s',
      '',
    ].join('\n'),
  );
}

describe('§4.9 adding and removing nodes', () => {
  it('moves to a newcomer what it keeps, and nothing else; the old owners drop it', () => {
    const played = changed('at 2s join F via A');
    expect(misplaced(played)).toEqual([]);
    const sent = played.all('range-handed-over').reduce((sum, { keysSent }) => sum + keysSent, 0);
    const kept = [...played.view().keys.values()].filter(
      ({ replicas }) => (replicas.get('F')?.length ?? 0) > 0,
    );
    expect(sent).toBe(kept.length);
  });

  it('gives back what a leaving node kept, and only then lets it go', () => {
    const played = changed('at 2s remove B via A');
    expect(misplaced(played)).toEqual([]);
    expect(played.view().nodes.get('B')?.status).toBe('removed');
  });

  it('loses no read and no write in the meantime', () => {
    const traffic = Array.from({ length: 60 }, (_, index) => [
      `at ${2_000 + index * 50}ms put key-${index % 20} w${index} as alice`,
      `get key-${(index + 7) % 20} as bob`,
    ]).flat();
    const played = play(
      [
        'lab 1',
        'cluster A B C D E',
        `set tokens=4 ${quiet} r=2 w=2`,
        'at 0 say go',
        ...puts(20),
        'at 1900ms join F via A',
        ...traffic,
        'until 30s',
        '',
      ].join('\n'),
    );
    const failed = played.all('request-answered').filter(({ outcome }) => outcome !== 'ok');
    expect(failed).toEqual([]);
    const empty = played
      .all('request-answered')
      .filter(
        ({ request, versions }) => played.request(request).op === 'get' && versions.length === 0,
      );
    expect(empty).toEqual([]);
  });

  it('goes on after a crash in the middle, on either side', () => {
    for (const victim of ['F', 'D', 'E']) {
      const played = play(
        [
          'lab 1',
          'cluster A B C D E',
          `set tokens=4 ${quiet}`,
          'at 0 say go',
          ...puts(40),
          'at 2s join F via A',
          `at 3200ms kill ${victim}`,
          `at 6s restart ${victim}`,
          'at 40s say read',
          ...Array.from({ length: 40 }, (_, index) => `get key-${index}`),
          'until 45s',
          '',
        ].join('\n'),
      );
      expect([victim, misplaced(played)]).toEqual([victim, []]);
    }
  });

  it('X between A and B: B offers (F,G], C offers (G,A], D offers (A,X], and drop them after', () => {
    const nodes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const places = nodes.map((node, index) => `tokens ${node} ${5 + index * 12}%`);
    // X draws its own token; the seed puts it between A (5 %) and B (17 %).
    const played = play(
      [
        'lab 1',
        `cluster ${nodes.join(' ')}`,
        ...places,
        `set tokens=1 seed=3 ${quiet}`,
        'at 0 join X via A',
        'until 30s',
        '',
      ].join('\n'),
    );
    const at = fractionOf(played.view().nodes.get('X')?.tokens[0] ?? '');
    expect(at).toBeGreaterThan(0.05);
    expect(at).toBeLessThan(0.17);
    const offers = played.all('range-handed-over').map(({ node, ranges }) => {
      const ends = ranges.map(
        ({ from, to }) =>
          `${Math.round(fractionOf(from) * 100)}–${Math.round(fractionOf(to) * 100)}`,
      );
      return `${node} ${ends.join()}`;
    });
    expect(offers.toSorted()).toEqual(['B 65–77', 'C 77–5', `D 5–${Math.round(at * 100)}`]);
  });
});
