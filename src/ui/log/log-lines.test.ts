import { expect, test } from 'vitest';

import { createLab } from '../../lab/lab.ts';
import { noMemory } from '../../lab/preferences.ts';
import { FakeEngine, put, runOf } from '../../lab/testing/fake-engine.ts';
import { shortTime, shownLog } from './log-lines.ts';

async function logAt(lines: number, seen: number) {
  const commands = Array.from({ length: lines }, (_, index) => ({
    at: index * 100_000,
    command: put(`v${index}`),
  }));
  const lab = createLab(new FakeEngine(), runOf(commands), noMemory);
  await lab.timeline.start();
  await lab.travel.seek(seen * 100_000 - 1);
  const { branch, view } = lab.timeline.state;
  return shownLog(branch, view.log);
}

test('What has happened stands apart from what the script still holds', async () => {
  const { lines, before, after } = await logAt(4, 2);
  expect(lines.map(({ text, isPast }) => [text, isPast])).toEqual([
    ['put cart v0 as alice', true],
    ['put cart v1 as alice', true],
    ['put cart v2 as alice', false],
    ['put cart v3 as alice', false],
  ]);
  expect([before, after]).toEqual([0, 0]);
});

test('A long log is shown around the cursor, and the rest is counted', async () => {
  const { lines, before, after } = await logAt(500, 300);
  expect(lines.length).toBeLessThanOrEqual(100);
  expect(before + lines.length + after).toBe(500);
  expect(lines.findLast(({ isPast }) => isPast)?.index).toBe(299);
});

test('What was refused says why', async () => {
  const lab = createLab(new FakeEngine(), runOf(), noMemory);
  await lab.timeline.start();
  await lab.door.submit('put cart milk\njoin X');
  const { branch, view } = lab.timeline.state;
  expect(shownLog(branch, view.log).lines.map(({ refused }) => refused)).toEqual([
    null,
    'join is not available yet',
  ]);
});

test('Times are as in a script while they are short', () => {
  expect([0, 120_000, 2_000_000, 500_278, 12_345_678].map(shortTime)).toEqual([
    '0',
    '120ms',
    '2s',
    '500ms',
    '12.346s',
  ]);
});
