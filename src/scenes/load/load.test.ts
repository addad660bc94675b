import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { busyRun } from '../testing/runs.ts';
import { courseOf, courseSoFar, coursing } from './course.ts';
import { load } from './load.ts';
import { talliesOf } from './tally.ts';

const busy = play(busyRun);
const joining = play(`lab 1
cluster A B C D
set tokens=8 latency=fixed:5ms disk=2ms anti-entropy=off gossip-every=200ms
set request-timeout=2s replica-timeout=1s
at 0 load 600/s for 400ms keys=300 zipf=0 reads=0% clients=8
at 7s set give-way-above=20ms
load 80/s for 1600ms keys=300 zipf=0 reads=50% clients=4
join E via A
at 7550ms load 500/s for 150ms keys=300 zipf=0 reads=0% clients=4
until 9s
`);
const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('after four seconds of load', async () => {
    await expect(drawing(load, busy)).toMatchFileSnapshot(file('busy'));
  });

  it('early on, while one node is down, in the dark', async () => {
    const figure = drawing(load, busy, { atUs: 1_200_000, theme: 'dark' });
    await expect(figure).toMatchFileSnapshot(file('early-dark'));
  });

  it('on a projector', async () => {
    const figure = drawing(load, busy, { size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('on a phone', async () => {
    await expect(drawing(load, busy, { size: [390, 300] })).toMatchFileSnapshot(file('phone'));
  });

  it('of a node that joins while background work gives way', async () => {
    const figure = drawing(load, joining, { atUs: 7_930_000 });
    await expect(figure).toMatchFileSnapshot(file('gives-way'));
  });

  it('before anything is there', async () => {
    await expect(drawing(load, busy, { atUs: 0 })).toMatchFileSnapshot(file('empty'));
  });
});

describe('§6.5 slices for background work', () => {
  it('are said where they are fewer than there are, and in the table of every node', () => {
    const { sentence, table } = sceneOf(load, joining, { atUs: 7_930_000 });
    expect(sentence).toMatch(/Of 8 slices, background work may use 1 at A and B, 2 at C and D\.$/);
    const cells = table.rows.map(([name, , , , slices]) => [name, slices]);
    expect(cells.slice(0, 5)).toEqual([
      ['A', '1/8'],
      ['B', '1/8'],
      ['C', '2/8'],
      ['D', '2/8'],
      ['E', 'all'],
    ]);
    expect(sceneOf(load, joining, { atUs: 7_000_000 }).sentence).not.toContain('slices');
  });

  it('are not told any more where background work has them all again', () => {
    const view = joining.view(7_930_000);
    const nodes = new Map(
      [...view.nodes].map(([id, node]) => {
        const { background } = node;
        return [
          id,
          { ...node, background: background && { ...background, slices: background.of } },
        ];
      }),
    );
    const back = { trace: joining.trace, view: () => ({ ...view, nodes }) };
    const { sentence, table } = sceneOf(load, back);
    expect(sentence).not.toContain('slices');
    expect(table.rows[0]?.[4]).toBe('all');
  });
});

describe('the course of the load', () => {
  it('ends at the cursor, with what the bars say', () => {
    const view = busy.view(1_200_000);
    const course = courseOf(busy.trace, view);
    expect(course.at(-1)).toEqual({ at: 1_200_000, tallies: talliesOf(view) });
    expect(course.length).toBeGreaterThan(20);
    for (const { at, tallies } of course) expect(tallies).toEqual(talliesOf(busy.view(at)));
  });

  it('of a long run is tallied in slices, and shown as far as it is', () => {
    const long = play(busyRun.replace('100/s', '200/s'));
    const view = long.view();
    const hurried = (): number => courseSoFar(long.trace, view).length;
    expect(hurried()).toBe(1);
    const work = coursing(long.trace, view);
    if (work === null) throw new Error('nothing to do');
    let slices = 0;
    for (let step = work.next(); step.done !== true; step = work.next()) slices += 1;
    expect(slices).toBeGreaterThan(long.trace.length / 1_024);
    expect(coursing(long.trace, view)).toBeNull();
    expect(courseSoFar(long.trace, view)).toEqual(courseOf(long.trace, view));
  });

  it('is the same for the same cursor, whatever was looked at before', () => {
    const early = (run: typeof busy): string => drawing(load, run, { atUs: 1_200_000 });
    const fresh = early(play(busyRun));
    drawing(load, busy, { atUs: 3_333_000 });
    drawing(load, busy);
    expect(early(busy)).toBe(fresh);
  });

  it('is told in the table too', () => {
    const { table } = sceneOf(load, busy);
    const told = table.rows.filter(([name]) => name?.startsWith('efficiency at'));
    expect(told.length).toBeGreaterThan(5);
    expect(told.every((row) => row.length === 5 && / %$|^–$/.test(row[3] ?? ''))).toBe(true);
  });

  it('gives way where the bars need the room', () => {
    const keysOf = (size: readonly [number, number]): string =>
      JSON.stringify(sceneOf(load, busy, { size }).still);
    expect(keysOf([700, 400])).toContain('"course A"');
    expect(keysOf([700, 200])).not.toContain('"course A"');
  });
});

describe('load', () => {
  const told = (script: string): string => sceneOf(load, play(`lab 1\n${script}`)).sentence;

  it('names the hottest nodes, all of them, and none where all are alike', () => {
    const one = 'at 0 put cart milk as alice\nuntil 1s';
    expect(told(`cluster A B C D E F\n${one}`)).toBe(
      'Load balancing efficiency, mean over maximum: keys 50 %, bytes 50 % and requests 50 %. A, B and C are the hottest nodes, with 1 request each.',
    );
    expect(told(`cluster A B C\n${one}`)).toMatch(/\. All nodes served as many requests\.$/);
  });

  it('says nothing of how evenly nothing lies', () => {
    const early = play('lab 1\ncluster A B C\nat 0 put cart milk as alice\nuntil 1s');
    const { sentence, table } = sceneOf(load, early, { atUs: 0 });
    expect(`${sentence} ${table.rows.at(-1)?.join(' ')}`).not.toContain('100 %');
  });

  it('counts each key once for every replica that has it', () => {
    const view = busy.view();
    const [keys] = talliesOf(view);
    const held = [...view.nodes.values()].map(({ node }) => [
      node,
      [...view.keys.values()].filter(({ replicas }) => (replicas.get(node) ?? []).length > 0)
        .length,
    ]);
    expect([...(keys?.of ?? [])]).toEqual(held);
  });

  it('tells the efficiency as the paper does: mean over maximum (§6.2)', () => {
    const { table } = sceneOf(load, busy);
    const [, , requests] = talliesOf(busy.view());
    const values = [...(requests?.of.values() ?? [])];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(requests?.efficiency).toBeCloseTo(mean / Math.max(...values));
    expect(table.rows.at(-1)?.[3]).toBe(`${Math.round((mean / Math.max(...values)) * 100)} %`);
  });
});
