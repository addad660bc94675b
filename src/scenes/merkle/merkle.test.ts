import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { merkle } from './merkle.ts';
import { movedBy, sessionsOf } from './sessions.ts';
import { leavesIn, treeOf, type Twig } from './tree.ts';

const names = 'cart basket wishlist list pears plums nuts rice salt soap lamp tea'.split(' ');

/** Two of a dozen keys are written while a replica is cut off. */
const run = play(`lab 1
cluster A B C
set n=3 r=1 w=1 tokens=1 seed=7 latency=fixed:10ms anti-entropy=off handoff=off sloppy=off read-repair=off
${names.map((name, at) => `at ${at * 50 + 10}ms put ${name} old as alice via A`).join('\n')}
at 1s partition A B alice / C
at 1.1s put cart eggs as alice via A
at 1.2s put pears ripe as alice via B
at 2s heal
at 6s sync A C
until 8s
`);

const compared = run.all('anti-entropy-compared');
const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('the roots are compared', async () => {
    const atUs = compared[0]?.at ?? 0;
    await expect(drawing(merkle, run, { atUs })).toMatchFileSnapshot(file('roots'));
  });

  it('half way down, in the dark', async () => {
    const atUs = compared[Math.floor(compared.length / 2)]?.at ?? 0;
    const figure = drawing(merkle, run, { atUs, theme: 'dark' });
    await expect(figure).toMatchFileSnapshot(file('down-dark'));
  });

  it('all is in step', async () => {
    await expect(drawing(merkle, run)).toMatchFileSnapshot(file('in-step'));
  });

  it('on a projector', async () => {
    const atUs = compared.at(-1)?.at ?? 0;
    const figure = drawing(merkle, run, { atUs, size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('on a phone', async () => {
    await expect(drawing(merkle, run, { size: [390, 300] })).toMatchFileSnapshot(file('phone'));
  });

  it('all was equal, and nothing more was asked', async () => {
    const equal = play(`lab 1
cluster A B C
set n=3 r=1 w=1 tokens=1 seed=7 latency=fixed:10ms anti-entropy=off
${names.map((name, at) => `at ${at * 50 + 10}ms put ${name} old as alice via A`).join('\n')}
at 1s sync A C
until 2s
`);
    const scene = sceneOf(merkle, equal);
    expect(scene.sentence).toBe(
      'A and C compare 3 ranges: none differs; they are in step after 3 comparisons and 3 hashes.',
    );
    expect(new Set(scene.table.rows.map((row) => row.at(-1)))).toEqual(new Set(['equal']));
    await expect(drawing(merkle, equal)).toMatchFileSnapshot(file('equal'));
  });

  it('before any two compared', async () => {
    await expect(drawing(merkle, run, { atUs: 500_000 })).toMatchFileSnapshot(file('empty'));
  });
});

describe('a comparison of trees (§4.7)', () => {
  const [session] = sessionsOf(run.trace, run.trace.length);

  it('is drawn with the places that were compared, and no others', () => {
    if (session === undefined) throw new Error('no session');
    const ranges = (session.levels[0] ?? []).map(({ place }) => place.range);
    const signs = ranges.flatMap((range) => {
      const leaves = leavesIn(run.view(), range, session.node, session.partner);
      return leaves.length === 0 ? [] : flat(treeOf(leaves, range, session));
    });
    const seen = new Map(
      session.levels
        .flat()
        .map(({ place, isEqual }) => [`${place.range.to} ${place.prefix}`, isEqual]),
    );
    expect(signs.filter(({ comparison }) => comparison === 'differs').length).toBeGreaterThan(2);
    expect(
      signs.filter(({ comparison }) => comparison !== 'not-compared').length,
    ).toBeLessThanOrEqual(seen.size);
  });

  it('weighs what it sent as the network does', () => {
    const sent = run.all('message-sent').filter(({ body }) => body.type.startsWith('sync-'));
    expect(session?.bytes).toBe(sent.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(session?.messages).toBe(sent.length);
  });

  it('counts the versions that either side took', () => {
    const moved = run.all('version-stored').filter(({ reason }) => reason === 'anti-entropy');
    expect(session === undefined ? 0 : movedBy(run.trace, run.trace.length, session)).toBe(
      moved.length,
    );
    expect(moved.length).toBe(2);
  });

  it('has the keys of the range in its table, equal on both sides at the end', () => {
    const { rows } = sceneOf(merkle, run).table;
    expect(rows.length).toBeGreaterThan(1);
    for (const [, a, b] of rows) expect(a).toBe(b);
    const found = new Set(rows.map((row) => row.at(-1)));
    expect(found).toEqual(new Set(['differs', 'equal']));
  });
});

function flat(twig: Twig): readonly Twig[] {
  return [twig, ...twig.twigs.flatMap(flat)];
}

it('§4.7 tells that trees were made anew because the ring has changed, with what that cost', () => {
  const grown = play(`lab 1
cluster A B C
set n=3 r=1 w=1 tokens=1 seed=7 latency=fixed:10ms anti-entropy=off
${names.map((name, at) => `at ${at * 50 + 10}ms put ${name} old as alice via A`).join('\n')}
at 1s sync A C
at 2s join D via A
at 8s sync A C
until 10s
`);
  const told = (atUs?: number): string =>
    JSON.stringify(sceneOf(merkle, grown, atUs === undefined ? {} : { atUs }).still);
  expect(told(1_900_000)).toContain('no tree had to be made anew');
  const last = grown
    .all('merkle-rebuilt')
    .filter(({ node }) => node === 'A' || node === 'C')
    .at(-1);
  expect(last?.ranges).toBeGreaterThan(0);
  const cost = `made ${last?.ranges} trees anew, hashing ${last?.keys} keys`;
  expect(told()).toContain(`${last?.node} ${cost}`);
});
