import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { checks } from '../../trace/checks/run-checks.ts';
import { Recorder } from '../../trace/testing/record.ts';
import { LayeredMap } from '../../trace/layered-map.ts';
import { Projector } from '../../trace/project.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { lapse } from '../sentence/words.ts';
import { busyRun, sloppyRun } from '../testing/runs.ts';
import type { RequestView } from '../../trace/view.ts';
import { requestView, versionOf } from '../testing/views.ts';
import { health } from './health.ts';
import { vitalSignsOf } from './vital-signs.ts';

const sloppy = play(sloppyRun);
const busy = play(busyRun);

/** R + W ≤ N: a read misses what was acknowledged before it. */
const stale = play(`lab 1
cluster A B C
set n=3 r=1 w=1 tokens=2 seed=7 latency=fixed:10ms anti-entropy=off handoff=off sloppy=off
at 0 put cart milk as alice via A
at 1s partition A alice / B C bob
at 1.1s put cart eggs as alice via A
at 1.5s get cart as bob via B
until 3s
`);

/** An answer that nobody had given: what no run of the lab should ever show. */
function brokenRun() {
  const recorder = new Recorder(['A', 'B', 'C']);
  recorder.issue('alice', 'r1', 'put', 'cart', 'milk');
  recorder.at = 30_000;
  const done = { type: 'request-completed', request: 'r1', op: 'put', key: 'cart' } as const;
  recorder.record('A', { ...done, outcome: 'ok', reason: null, detail: null });
  const versions = [versionOf('milk', 'A1')];
  recorder.record('alice', {
    type: 'request-answered',
    request: 'r1',
    outcome: 'ok',
    reason: null,
    versions,
  });
  const { trace } = recorder;
  const projector = new Projector(trace);
  return { trace, view: (at = trace.endUs) => projector.at(trace.cursorAt(at)) };
}

const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('in the middle of trouble', async () => {
    const figure = drawing(health, sloppy, { atUs: 2_500_000 });
    await expect(figure).toMatchFileSnapshot(file('trouble'));
  });

  it('a stale read, in the dark', async () => {
    await expect(drawing(health, stale, { theme: 'dark' })).toMatchFileSnapshot(file('stale-dark'));
  });

  it('a broken invariant', async () => {
    await expect(drawing(health, brokenRun())).toMatchFileSnapshot(file('broken'));
  });

  it('under load, on a projector', async () => {
    const figure = drawing(health, busy, { size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('load-projector'));
  });

  it('on a phone', async () => {
    await expect(drawing(health, sloppy, { size: [390, 300] })).toMatchFileSnapshot(file('phone'));
  });

  it('before anything was asked', async () => {
    const figure = drawing(health, play('lab 1\ncluster A B\nuntil 1ms'));
    await expect(figure).toMatchFileSnapshot(file('empty'));
  });
});

describe('health', () => {
  it('has a row for each invariant that there is', () => {
    const states = sceneOf(health, sloppy).table.rows.map(([, state]) => state);
    const lamps = states.filter((state) => ['holds', 'not yet', 'broken'].includes(state ?? ''));
    expect(lamps).toHaveLength(Object.keys(checks).length);
  });

  it('leads from a broken invariant to the event that broke it', () => {
    const scene = sceneOf(health, brokenRun());
    expect(scene.sentence).toMatch(/^Broken: .*quorum honoured/);
    const lamps = scene.still.find(({ key }) => key === 'lamps');
    const broken = lamps?.type === 'group' ? lamps.marks : [];
    expect(broken.flatMap(({ target }) => (target === undefined ? [] : [target.type]))).toEqual([
      'event',
    ]);
  });

  it('draws requests from the whole of a long run, and all that failed, and says how many', () => {
    const crowd = play(`lab 1
cluster A B C
set n=3 r=2 w=2 sloppy=off
at 0 load 200/s for 4s keys=20 clients=3
at 1s kill B
kill C
at 1200ms restart B
restart C
until 6s
`);
    const { requests } = crowd.view();
    const answered = [...requests.values()].filter(({ answeredAt }) => answeredAt !== null);
    const failed = answered.filter(({ outcome }) => outcome === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    const drawn = JSON.stringify(sceneOf(health, crowd).still);
    for (const { request } of failed) expect(drawn).toContain(`"request":"${request}"`);
    expect(drawn).toContain(`"request":"${answered[0]?.request}"`);
    expect(new RegExp(`"[0-9]+ of ${answered.length}:"`).test(drawn)).toBe(true);
  });

  it('has the percentiles of gets and puts in its table, as counted by hand', () => {
    const { requests } = busy.view();
    const took = [...requests.values()]
      .filter(({ op, outcome }) => op === 'get' && outcome === 'ok')
      .map(({ answeredAt, issuedAt }) => (answeredAt ?? 0) - issuedAt)
      .toSorted((a, b) => a - b);
    // The least of them that so many take at most.
    const byHand = (percent: number): number | undefined =>
      took.find((us, at) => at + 1 >= (percent / 100) * took.length && us > 0);
    const rows = new Map(sceneOf(health, busy).table.rows.map(([name, value]) => [name, value]));
    for (const percent of [50, 95, 99]) {
      expect(rows.get(`get p${percent}`)).toBe(lapse(byHand(percent) ?? 0));
    }
    const ok = [...requests.values()].filter(({ outcome }) => outcome === 'ok').length;
    const all = [...requests.values()].filter(({ outcome }) => outcome !== null).length;
    expect(rows.get(`available, of ${all}`)).toBe(`${Math.floor((ok / all) * 10_000) / 100} %`);
  });

  it('tells the slowest of a thousand, the paper’s own measure (§2.2), of a thousand and more', () => {
    const request = (at: number): [string, RequestView] => [
      `r${at}`,
      requestView({
        request: `r${at}`,
        key: 'cart',
        op: 'get',
        outcome: 'ok',
        issuedAt: 0,
        answeredAt: (at + 1) * 1_000,
      }),
    ];
    const named = (count: number) =>
      vitalSignsOf(new LayeredMap(new Map(Array.from({ length: count }, (_, at) => request(at)))))
        .latencies[0]?.percentiles;
    expect(named(2_000)).toContainEqual({ name: 'p99.9', us: 1_998_000 });
    expect(named(999)?.map(({ name }) => name)).toEqual(['p50', 'p95', 'p99']);
  });

  it('counts a read as stale that misses what was acknowledged before it', () => {
    expect(vitalSignsOf(stale.view().requests).stale.map(({ client }) => client)).toEqual(['bob']);
    expect(vitalSignsOf(stale.view(1_400_000).requests).stale).toEqual([]);
  });
});
