import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { sloppyRun } from '../testing/runs.ts';
import { replicas } from './replicas-picture.ts';

const sloppy = play(sloppyRun);
const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('a stand-in keeps a copy with a hint', async () => {
    const figure = drawing(replicas, sloppy, { atUs: 1_500_000 });
    await expect(figure).toMatchFileSnapshot(file('stand-in'));
  });

  it('concurrent versions on both sides of a partition, in the dark', async () => {
    const figure = drawing(replicas, sloppy, { atUs: 2_600_000, theme: 'dark' });
    await expect(figure).toMatchFileSnapshot(file('partition-dark'));
  });

  it('a write on its way', async () => {
    const figure = drawing(replicas, sloppy, { atUs: 1_258_000 });
    await expect(figure).toMatchFileSnapshot(file('under-way'));
  });

  it('on a projector', async () => {
    const figure = drawing(replicas, sloppy, {
      atUs: 1_500_000,
      size: [960, 520],
      theme: 'projector',
    });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('on a phone', async () => {
    const figure = drawing(replicas, sloppy, { atUs: 1_500_000, size: [390, 300] });
    await expect(figure).toMatchFileSnapshot(file('phone'));
  });

  it('before any key', async () => {
    const figure = drawing(replicas, play('lab 1\ncluster A B\nuntil 1ms'));
    await expect(figure).toMatchFileSnapshot(file('empty'));
  });
});

it('says how many home nodes are current, and tells each in its table', () => {
  const scene = sceneOf(replicas, sloppy, { atUs: 1_500_000 });
  expect(scene.sentence).toContain('2 of 3 home nodes hold the current version.');
  expect(scene.table.rows.map(([node, role, status]) => [node, role, status])).toEqual([
    ['B', 'home', 'up'],
    ['F', 'home', 'down, behind'],
    ['C', 'home', 'up'],
    ['A', 'stands in for F', 'up'],
  ]);
});
