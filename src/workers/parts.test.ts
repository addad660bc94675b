import { expect, test } from 'vitest';

import type { Progress } from '../sim/engine.ts';
import { play } from '../sim/testing/play.ts';
import { loadScript } from '../sim/testing/load-script.ts';
import { inParts, Parts } from './parts.ts';

const { events } = play(loadScript(5, 2)).trace;
const progress: Progress = { events, horizonUs: 3_000_000, nextAtUs: null, settled: true };

test('a long progress comes in parts, and is the same when all of them are there', () => {
  const parts = new Parts();
  for (let time = 0; time < 2; time += 1) {
    const answers = [...inParts(7, progress)];
    expect(answers.length).toBe(Math.ceil(events.length / 2_000));
    expect(answers.length).toBeGreaterThan(3);
    for (const answer of answers) {
      if ('part' in answer) parts.add(answer.part);
      else if ('progress' in answer) expect(parts.whole(answer.progress)).toEqual(progress);
    }
    expect('progress' in (answers.at(-1) ?? {})).toBe(true);
  }
});

test('a short one comes as it is', () => {
  const short = { ...progress, events: events.slice(0, 2_000) };
  expect([...inParts(7, short)]).toEqual([{ turn: 7, progress: short }]);
  expect(new Parts().whole(short)).toBe(short);
});
