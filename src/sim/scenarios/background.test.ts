import { describe, expect, it } from 'vitest';

import { present } from '../../base/assert.ts';
import type { Micros } from '../../base/time.ts';
import { play, type Played } from '../testing/play.ts';

/** What the requests from a time on took, at a share of them: 0.999 is p99.9. */
function percentile(played: Played, fromUs: Micros, share: number): Micros {
  const issued = new Map(
    played.all('request-issued').flatMap((e) => (e.at >= fromUs ? [[e.request, e.at]] : [])),
  );
  const took = played
    .all('request-answered')
    .flatMap(({ at, request }) => (issued.has(request) ? [at - (issued.get(request) ?? 0)] : []))
    .toSorted((a, b) => a - b);
  return present(took[Math.ceil(took.length * share) - 1], 'a request that was answered');
}

/** Two thousand keys, then a steady load; disks that take their time. */
function busy(settings: string, ...lines: readonly string[]): Played {
  return play(
    [
      'lab 1',
      'cluster A B C D',
      `set tokens=8 latency=fixed:5ms disk=2ms anti-entropy=off ${settings}`,
      'set request-timeout=2s replica-timeout=1s',
      'at 0 load 150/s for 12s keys=2000 zipf=0 reads=0% clients=4',
      'at 14s load 40/s for 8s keys=2000 zipf=0 reads=50% clients=4',
      ...lines,
      'until 40s',
      '',
    ].join('\n'),
  );
}

describe('§6.5 background work gives way to requests', () => {
  it('keeps p99.9 within 2.5 times of what it is without a join, and finishes the join', () => {
    const alone = percentile(busy(''), 15_000_000, 0.999);
    const joined = busy('give-way-above=60ms', 'at 15s join E via A');
    expect(joined.all('node-joined').map(({ node }) => node)).toEqual(['E']);
    expect(percentile(joined, 15_000_000, 0.999)).toBeLessThan(2.5 * alone);
    expect(joined.all('request-answered').filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('begins with one slice beside requests, and one more only after some have gone well', () => {
    const played = busy('', 'at 15s join E via A');
    const [first, second] = played.all('slices-changed').filter(({ node }) => node === 'C');
    expect([first?.slices, second?.slices]).toEqual([1, 2]);
    const between = played
      .all('request-completed')
      .filter(({ id, node }) => node === 'C' && id > (first?.id ?? 0) && id < (second?.id ?? 0));
    // What waited at the port counts as well.
    expect(between.length).toBeGreaterThanOrEqual(5);
  });

  it('goes on with one slice while requests are slow, and never starves', () => {
    const slow = busy('give-way-above=1ms', 'at 15s join E via A');
    const least = Math.min(...slow.all('slices-changed').map(({ slices }) => slices));
    expect(least).toBe(1);
    for (const { node, slices, p99Us } of slow.all('slices-changed')) {
      if (p99Us > 1_000) expect([node, slices <= 4]).toEqual([node, true]);
    }
    const quick = busy('give-way-above=60m', 'at 15s join E via A');
    const joinedAt = (played: Played) => played.all('node-joined')[0]?.at ?? Infinity;
    expect(joinedAt(slow)).toBeLessThan(40_000_000);
    expect(joinedAt(slow)).toBeGreaterThan(joinedAt(quick));
  });

  it('waits at the port while the disk is at work: the same on any driver, to the microsecond', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C',
        'set latency=fixed:5ms disk=4ms tokens=1 placement=even n=1 r=1 w=1',
        'at 0 put cart v1 as alice via A blind',
        'put cart v2 as bob via A blind',
        'put cart v3 as carol via A blind',
        '',
      ].join('\n'),
    );
    const served = played.all('request-completed').map(({ at }) => at);
    expect(served).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = served;
    expect([second - first, third - second]).toEqual([4_000, 4_000]);
  });
});
