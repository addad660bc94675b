import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import type { EventType } from '../../trace/event.ts';
import { outcomeOf } from '../outcome.ts';
import { play } from '../testing/play.ts';
import { readRun } from '../swarm/random-script.ts';
import { transcriptOf } from '../testing/transcript.ts';

/*
 * Scenarios as files: each `files/NAME.lab` is played, and what happens is held against
 * `files/NAME.txt`. After a change that is meant, `npx vitest run scenarios/files -u` writes the
 * transcripts anew; read the difference.
 */

const folder = new URL('files/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.lab'))
  .map((file) => file.slice(0, -'.lab'.length))
  .toSorted();

test('there are at least 25 of them', () => {
  expect(names.length).toBeGreaterThanOrEqual(25);
});

test.each(names)('%s', async (name) => {
  const script = readFileSync(new URL(`${name}.lab`, folder), 'utf8');
  const played = play(script);
  const { result } = outcomeOf(readRun(script));
  const text = transcriptOf(played.trace.events, played.view(), result);
  const shows = /^# shows (.+)$/mu.exec(script)?.[1]?.split(' ') ?? [];
  expect(shows.length).toBeGreaterThan(0);
  for (const type of shows) {
    expect([type, played.all(type as EventType).length > 0]).toEqual([type, true]);
  }
  await expect(text).toMatchFileSnapshot(`files/${name}.txt`);
});
