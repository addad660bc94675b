import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';
import { textbook } from './textbook.ts';

/** Two nodes that keep everything, `keys` of them, `differing` only one of the two has. */
function twoReplicas(keys: number, differing: number, seed: number): string {
  const puts = (from: number, to: number, way: string) =>
    Array.from({ length: to - from }, (_, index) => `put key-${from + index} v via ${way}`);
  return [
    'lab 1',
    'cluster A B',
    `set n=2 r=1 w=1 tokens=1 latency=fixed:1ms handoff=off anti-entropy=off sloppy=off seed=${seed}`,
    'at 0 say begin',
    ...puts(0, keys - differing, 'A'),
    'at 1s partition A / B',
    ...puts(keys - differing, keys - Math.floor(differing / 2), 'A'),
    ...puts(keys - Math.floor(differing / 2), keys, 'B'),
    'at 2s heal',
    'at 10s sync A B',
    'until 20s',
    '',
  ].join('\n');
}

describe('§4.7 anti-entropy', () => {
  it('is done with two equal replicas after one comparison a range', () => {
    const played = play(twoReplicas(50, 0, 1));
    const [finished] = played.all('anti-entropy-finished');
    expect(finished).toMatchObject({ outcome: 'in-step', comparisons: 2, hashes: 2 });
  });

  it('brings both replicas up to date, both ways', () => {
    for (const differing of [1, 2, 7, 30]) {
      const played = play(twoReplicas(60, differing, differing));
      const differ = [...played.view().keys.keys()].filter(
        (key) => played.kept('A', key).join() !== played.kept('B', key).join(),
      );
      expect(differ).toEqual([]);
    }
  });

  it('sends no more than 2.2 · d · (log₂(n/d) + 2) hashes for d of n keys that differ', () => {
    for (const [n, d] of [
      [200, 1],
      [200, 4],
      [200, 20],
      [400, 2],
    ] as const) {
      for (let seed = 1; seed <= 3; seed += 1) {
        const played = play(twoReplicas(n, d, seed));
        const hashes = played.all('anti-entropy-finished').at(0)?.hashes ?? Infinity;
        expect(hashes).toBeLessThanOrEqual(2.2 * d * (Math.log2(n / d) + 2));
      }
    }
  });

  it('recovers a wiped disk without a single read', () => {
    const puts = Array.from({ length: 30 }, (_, index) => `put key-${index} v${index} via A`);
    const played = play(
      textbook(
        'anti-entropy-every=1s read-repair=off',
        'at 0 say begin',
        ...puts,
        'at 2s wipe C',
        'restart C',
        'until 40s',
      ),
    );
    const view = played.view();
    for (const [key, { preferenceList, homes, replicas }] of view.keys) {
      if (preferenceList.slice(0, homes).includes('C'))
        expect([key, replicas.get('C')?.length]).toEqual([key, 1]);
    }
    expect(played.all('request-issued').filter(({ op }) => op === 'get')).toEqual([]);
  });

  it('costs only the session when the partner dies in the middle', () => {
    const played = play(
      textbook(
        'anti-entropy=off',
        'at 0 put cart milk via C',
        'at 1s sync C D',
        '+5ms kill D',
        'at 3s restart D',
        'at 5s sync C D',
      ),
    );
    expect(played.all('anti-entropy-finished').map(({ outcome }) => outcome)).toEqual([
      'broken-off',
      'in-step',
    ]);
  });
});
