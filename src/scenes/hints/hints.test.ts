import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { sloppyRun } from '../testing/runs.ts';
import { hints } from './hints.ts';
import { staysOf } from './stays.ts';

const sloppy = play(sloppyRun);
const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('a hint waits', async () => {
    await expect(drawing(hints, sloppy, { atUs: 2_800_000 })).toMatchFileSnapshot(file('waiting'));
  });

  it('all are home, in the dark', async () => {
    await expect(drawing(hints, sloppy, { theme: 'dark' })).toMatchFileSnapshot(file('home-dark'));
  });

  it('on a projector', async () => {
    const figure = drawing(hints, sloppy, {
      atUs: 4_500_000,
      size: [960, 520],
      theme: 'projector',
    });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('on a phone', async () => {
    await expect(drawing(hints, sloppy, { size: [390, 300] })).toMatchFileSnapshot(file('phone'));
  });

  it('before any was needed', async () => {
    await expect(drawing(hints, sloppy, { atUs: 500_000 })).toMatchFileSnapshot(file('empty'));
  });
});

describe('the stay of a hint (§4.6)', () => {
  const stays = staysOf(sloppy.trace, sloppy.trace.length);

  it('ends only after a trip home that was acknowledged', () => {
    const home = stays.filter(({ end }) => end?.reason === 'handed-off');
    expect(home.length).toBeGreaterThan(0);
    for (const { trips, homeAt, end, storedAt } of home) {
      expect(trips.length).toBeGreaterThan(0);
      expect(trips[0]?.at).toBeGreaterThan(storedAt);
      expect(end?.at).toBeGreaterThanOrEqual(homeAt ?? Infinity);
    }
  });

  it('is every hint that was ever stored, as its table says', () => {
    const stored = new Set(
      sloppy
        .all('hint-stored')
        .map(
          (event) =>
            `${event.node} ${event.for} ${event.version.dot.actor}${event.version.dot.counter}`,
        ),
    );
    expect(sceneOf(hints, sloppy).table.rows).toHaveLength(stored.size);
  });

  it('is open at the cursor while it is open in the view', () => {
    const view = sloppy.view(2_800_000);
    const open = staysOf(sloppy.trace, view.cursor.events).filter(({ end }) => end === null);
    const held = [...view.keys.values()].flatMap((key) => key.hints);
    expect(open.map(({ holder, for: home }) => `${holder} ${home}`)).toEqual(
      held.map(({ holder, for: home }) => `${holder} ${home}`),
    );
  });

  it('is on its way only while it is', () => {
    const storm = play(`lab 1
cluster A B C D
set n=3 r=2 w=2 seed=7 handoff-every=1s anti-entropy=off
at 0 put cart milk as alice
at 100ms kill A
kill B
at 300ms put cart eggs as alice
until 30s
`);
    const sent = storm.all('message-sent').filter(({ body }) => body.type === 'handoff');
    const [first] = sent;
    if (first === undefined) throw new Error('no hint was sent home');
    const lost = storm.all('message-lost').find(({ message }) => message === first.message);
    const fate = lost?.at ?? 0;
    const stateAt = (atUs: number) =>
      sceneOf(hints, storm, { atUs }).table.rows.map((row) => row.at(-1));
    expect(stateAt(first.at).join()).toContain('on its way');
    expect(stateAt(fate + 1).join()).toMatch(/1 try in vain/);
    expect(stateAt(fate + 1).join()).not.toContain('on its way');
  });
});
