import { describe, expect, it } from 'vitest';

import { play, type Played } from '../testing/play.ts';
import { textbook } from './textbook.ts';

function downloads(played: Played) {
  return played.all('members-downloaded').map(({ at, node, isNews }) => ({ at, node, isNews }));
}

const gets = Array.from({ length: 6 }, (_, index) => `at ${300 + index}ms get cart as bob`);

describe('§6.4 client-driven coordination', () => {
  it('goes straight to a home node once it knows the ring: one hop less', () => {
    const balanced = play(textbook('', 'at 0 put bread rye as bob', ...gets));
    const driven = play(textbook('routing=client', 'at 0 put bread rye as bob', ...gets));
    expect(balanced.all('request-forwarded').length).toBeGreaterThan(1);
    const later = driven.all('request-forwarded').filter(({ at }) => at > 300_000);
    expect(later).toEqual([]);
    for (const { op, via } of driven.all('request-issued').slice(1)) {
      expect([op, via]).toEqual(['get', 'C']);
    }
  });

  it('sends a put to the node that replied fastest to its get', () => {
    const played = play(
      textbook(
        'routing=client coordinator=fastest',
        'at 0 link C > D latency 50ms',
        'get bread as bob',
        'at 300ms get cart as bob via D',
        'at 600ms put cart milk as bob',
      ),
    );
    const context = played.all('request-issued').at(-1)?.context;
    expect(played.all('request-issued').at(-1)?.via).toBe(context?.fastest);
  });

  it('downloads the members every 10 s from a random node, and is out of date in between', () => {
    const played = play(
      textbook(
        'routing=client',
        'at 0 get cart as bob',
        'at 2s remove C via D',
        'at 5s get cart as bob',
        'at 15s get cart as bob',
        'until 16s',
      ),
    );
    expect(downloads(played)).toEqual([
      { at: 20_000, node: 'bob', isNews: true },
      { at: 10_020_000, node: 'bob', isNews: true },
    ]);
    const via = played.all('request-issued').map((issued) => issued.via);
    expect(via.slice(1)).toEqual(['C', 'D']);
    // C has left, and hands the request on: a view that is out of date still works.
    expect(played.all('request-forwarded').map(({ request }) => request)).toContain('r2');
    for (const request of ['r1', 'r2', 'r3']) expect(played.outcome(request)).toBe('ok');
  });

  it('downloads them at once when a member can’t be reached, and tries the next home node', () => {
    const played = play(
      textbook(
        'routing=client',
        'at 0 get cart as bob',
        'at 2s kill C',
        'at 3s get cart as bob',
        'until 4s',
      ),
    );
    expect(downloads(played)).toEqual([
      { at: 20_000, node: 'bob', isNews: true },
      { at: 3_020_000, node: 'bob', isNews: false },
    ]);
    expect(played.all('request-issued').at(-1)?.via).toBe('D');
    expect(played.outcome('r2')).toBe('ok');
  });

  it('ends with the setting: from then on the balancer picks', () => {
    const played = play(
      textbook('routing=client', 'at 0 get cart as bob', 'at 1s set routing=balancer', 'until 30s'),
    );
    expect(downloads(played)).toHaveLength(1);
  });
});
