import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { comingAndGoingRun, sloppyRun } from '../testing/runs.ts';
import { members } from './members.ts';
import { latestSpread } from './spread.ts';

const moving = play(comingAndGoingRun);
const sloppy = play(sloppyRun);
const heard = moving.all('membership-learned').filter(({ member }) => member === 'F');
const midway = heard[3]?.at ?? 0;

const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('the word of a newcomer goes round', async () => {
    await expect(drawing(members, moving, { atUs: midway })).toMatchFileSnapshot(file('spreading'));
  });

  it('a node was removed, in the dark', async () => {
    await expect(drawing(members, moving, { theme: 'dark' })).toMatchFileSnapshot(
      file('removed-dark'),
    );
  });

  it('suspicion is everybody’s own', async () => {
    const figure = drawing(members, sloppy, { atUs: 2_500_000 });
    await expect(figure).toMatchFileSnapshot(file('suspicion'));
  });

  it('on a projector', async () => {
    const figure = drawing(members, moving, { atUs: midway, size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('on a phone', async () => {
    const figure = drawing(members, sloppy, { atUs: 2_500_000, size: [390, 300] });
    await expect(figure).toMatchFileSnapshot(file('phone'));
  });

  it('before the run has begun', async () => {
    await expect(drawing(members, moving, { atUs: -1 })).toMatchFileSnapshot(file('empty'));
  });
});

describe('membership', () => {
  it('tells who heard of the latest change from whom, in order', () => {
    const events = moving.trace.cursorAt(midway).events;
    const spread = latestSpread(moving.trace, events);
    expect(spread).toMatchObject({ member: 'F', change: 'join', issuedBy: 'A' });
    expect(spread?.heard[0]).toMatchObject({ node: 'A', from: null });
    const known = new Set(['A']);
    for (const { node, from } of spread?.heard.slice(1) ?? []) {
      expect(known.has(from ?? '')).toBe(true);
      known.add(node);
    }
  });

  it('counts as its ring version what administrators changed, not what a newcomer hears of founders', () => {
    const versionsAt = (atUs?: number): readonly (string | undefined)[] => {
      const { table } = sceneOf(members, moving, atUs === undefined ? {} : { atUs });
      const column = table.columns.findIndex((name) => name.startsWith('Ring version'));
      return table.rows.map((row) => row[column]);
    };
    expect(versionsAt(900_000)).toEqual(Array.from({ length: 5 }, () => '0 of 0'));
    expect(versionsAt(1_010_000)).toEqual(['1 of 1', ...Array.from({ length: 5 }, () => '0 of 1')]);
    expect(versionsAt()).toEqual(Array.from({ length: 6 }, () => '2 of 2'));
  });

  it('tells in which round of gossip each node heard, and from whom', () => {
    const rows = sceneOf(members, moving, { atUs: 19_000_000 }).table.rows;
    const told = new Map(rows.map((row) => [row[0], row.at(-1)]));
    expect(told.get('A')).toBe('from an administrator');
    for (const { node, from, at } of heard.slice(1)) {
      const round = Math.ceil((at - (heard[0]?.at ?? 0)) / 1_000_000);
      expect(told.get(node)).toMatch(new RegExp(`^from ${from} after .*, round ${round}$`));
    }
  });

  it('goes by when it happened, not by a clock that is ahead', () => {
    const skewed = play(comingAndGoingRun.replace('at 1s join', 'at 900ms skew A 10s\nat 1s join'));
    const spread = latestSpread(skewed.trace, skewed.trace.cursorAt(19_000_000).events);
    expect(spread).toMatchObject({ member: 'F', issuedAt: 1_000_000 });
    expect(spread?.heard.length).toBe(6);
  });

  it('suggests a newcomer that is not there yet', () => {
    const quiet = JSON.stringify(sceneOf(members, sloppy, { size: [900, 400] }).still);
    expect(quiet).toMatch(/join G, or/);
  });

  it('has a table of who believes what, by the believer', () => {
    const { table } = sceneOf(members, sloppy, { atUs: 2_500_000 });
    const suspects = table.rows.flatMap(([node, ...cells]) =>
      cells.flatMap((cell, at) =>
        cell === 'suspected' ? [`${node}>${table.columns[at + 1]}`] : [],
      ),
    );
    const view = sloppy.view(2_500_000);
    const expected = [...view.nodes.values()].flatMap(({ node, suspects: doubted }) =>
      [...doubted.keys()].map((other) => `${node}>${other}`),
    );
    expect(suspects.toSorted()).toEqual(expected.toSorted());
    expect(suspects.length).toBeGreaterThan(0);
  });
});
