import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import type { Mark } from '../mark.ts';
import { requestOfBody } from '../message-form.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { sloppyRun } from '../testing/runs.ts';
import { textWidth } from '../text-width.ts';
import { anatomyOf } from './anatomy.ts';
import { request } from './request.ts';

const sloppy = play(sloppyRun);

/** A replica that was parted from the others is found to be behind, and repaired. (§5) */
const repairRun = `lab 1
cluster A B C
set n=3 r=2 w=2 tokens=2 seed=7 latency=fixed:10ms anti-entropy=off handoff=off sloppy=off
at 0 put cart milk as alice via A
at 1s partition A B alice / C
at 1.1s put cart eggs as alice via A
at 2s heal
at 6s get cart as alice via A
until 8s
`;
const repair = play(repairRun);

function found(marks: readonly Mark[], key: string): Mark | undefined {
  const all = marks.flatMap((mark) => (mark.type === 'group' ? mark.marks : [mark]));
  return all.find((mark) => mark.key === key);
}

const file = (name: string): string => `./figures/${name}.svg`;
const of = (id: string) => ({ selection: { type: 'request', request: id } as const });

describe('figures', () => {
  it('a stand-in is asked, while it happens', async () => {
    const figure = drawing(request, sloppy, { ...of('r2'), atUs: 1_345_000 });
    await expect(figure).toMatchFileSnapshot(file('stand-in'));
  });

  it('the same when all is over, in the dark', async () => {
    const figure = drawing(request, sloppy, { ...of('r2'), theme: 'dark' });
    await expect(figure).toMatchFileSnapshot(file('stand-in-over-dark'));
  });

  it('a read finds a replica behind, and repairs it', async () => {
    await expect(drawing(request, repair, of('r3'))).toMatchFileSnapshot(file('read-repair'));
  });

  it('on a phone', async () => {
    const figure = drawing(request, repair, { ...of('r3'), size: [390, 300] });
    await expect(figure).toMatchFileSnapshot(file('phone'));
  });

  it('on a projector', async () => {
    const figure = drawing(request, sloppy, { ...of('r2'), size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('before anybody asked', async () => {
    await expect(drawing(request, play('lab 1\ncluster A B\nuntil 1ms'))).toMatchFileSnapshot(
      file('empty'),
    );
  });
});

it.each([390, 700, 1280])('what was asked and when do not run into each other, %i px', (width) => {
  const long = play('lab 1\ncluster A B C\nat 500ms put basket "milk, eggs, bread" as alice\n');
  const scene = sceneOf(request, long, { ...of('r1'), size: [width, 300] });
  const [title, when] = ['title', 'when'].map((key) =>
    found([...scene.still, ...scene.moving], key),
  );
  if (title?.type !== 'text' || when?.type !== 'text') throw new Error('no title');
  const end = title.x + textWidth(title.text, title.size, true);
  expect(end).toBeLessThan(when.x - textWidth(when.text, when.size));
  expect(title.text).toMatch(/^put basket milk, eggs/);
});

describe('the anatomy of a request', () => {
  const anatomy = anatomyOf(sloppy.trace, sloppy.request('r2'));

  it('has its own messages and no others', () => {
    const own = sloppy.all('message-sent').filter(({ body }) => requestOfBody(body) === 'r2');
    const legs = anatomy.legs.filter(({ words }) => words !== 'probe' && words !== 'is up');
    expect(legs.map(({ span }) => span.message)).toEqual(own.map(({ message }) => message));
  });

  it('has the probes by which a coordinator was looked for, and who did not answer them', () => {
    const strict = play(`lab 1
cluster A B C D E F
set sloppy=off
at 20ms put cart milk as alice
at 300ms kill A
kill B
at 500ms put cart eggs as alice via D
until 1400ms
`);
    const { legs, incidents } = anatomyOf(strict.trace, strict.request('r2'));
    const probes = legs.filter(({ span }) => span.kind === 'probe').map(({ span }) => span.to);
    expect(probes).toEqual(['B', 'A', 'C']);
    expect(legs.filter(({ words }) => words === 'is up').map(({ span }) => span.from)).toEqual([
      'C',
    ]);
    const waits = incidents.filter(({ lane }) => lane === 'D');
    expect(waits).toMatchObject([
      { type: 'timeout', about: 'B' },
      { type: 'timeout', about: 'A' },
    ]);
  });

  it('keeps its scale while the cursor moves on', () => {
    const { issuedAt } = sloppy.request('r2');
    const scaleAt = (us: number): number => {
      const then = sloppy.view(issuedAt + us).requests.get('r2');
      return then === undefined ? 0 : anatomyOf(sloppy.trace, then).toUs;
    };
    expect(new Set([5_000, 30_000, 120_000, 3_000_000].map(scaleAt)).size).toBe(1);
  });

  it('knows who timed out, and who stored it with a hint for whom', () => {
    expect(anatomy.incidents.filter(({ type }) => type !== 'stored')).toMatchObject([
      { type: 'timeout', about: 'F' },
      { type: 'hinted', about: 'F' },
    ]);
  });

  it('tells in its table of timeouts, of what was stored, and when the quorum was there', () => {
    const told = sceneOf(request, sloppy, of('r2')).table.rows.map((row) => row.slice(1).join(' '));
    expect(told).toContainEqual(expect.stringMatching(/^C F F timed out/));
    expect(told).toContainEqual(expect.stringMatching(/^A +stored, with a hint for F/));
    expect(told).toContainEqual(expect.stringMatching(/^C +W = 2 reached/));
  });

  it('names all who time out at once', () => {
    const alone = play(`lab 1
cluster A B C
set sloppy=off
at 20ms put cart milk as alice via A
at 300ms kill B
kill C
at 500ms put cart eggs as alice via A
until 1400ms
`);
    const drawn = JSON.stringify(sceneOf(request, alone, of('r2')).still);
    expect(drawn).toMatch(/"(B and C|C and B) timed out"/);
    expect(drawn).not.toMatch(/"text":"[BC] timed out"/);
  });

  it('tells in its table only what has been sent by then', () => {
    const early = sceneOf(request, sloppy, { ...of('r2'), atUs: 1_230_000 }).table.rows;
    const late = sceneOf(request, sloppy, of('r2')).table.rows;
    expect(early.length).toBeGreaterThan(0);
    expect(early.length).toBeLessThan(late.length);
  });
});
