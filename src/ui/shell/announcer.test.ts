import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createLab, type Lab } from '../../lab/lab.ts';
import { noMemory } from '../../lab/preferences.ts';
import { FakeEngine, put, runOf } from '../../lab/testing/fake-engine.ts';
import { isMilestone, sentenceOf } from '../../scenes/sentence/sentence.ts';
import { announce } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function listening(): Promise<{ lab: Lab; heard: string[]; wait: () => void }> {
  const commands = [0, 1, 2].map((at) => ({ at: at * 100_000, command: put(`v${at}`) }));
  const lab = createLab(new FakeEngine(), runOf(commands), noMemory);
  await lab.timeline.start();
  const heard: string[] = [];
  announce(lab, (words) => heard.push(words));
  return { lab, heard, wait: () => void vi.advanceTimersByTime(5_000) };
}

const all = ({ timeline }: Lab): readonly string[] => {
  const { trace } = timeline.state.branch;
  return trace.events.map((event) => sentenceOf(trace, event));
};

test('A step tells every event that it passes', async () => {
  const { lab, heard, wait } = await listening();
  lab.playback.setUnit('request');
  lab.travel.toStart();
  wait();
  heard.length = 0;
  const from = lab.timeline.state.branch.cursor.events;
  await lab.travel.stepForward();
  await lab.travel.stepForward();
  wait();
  const to = lab.timeline.state.branch.cursor.events;
  expect(to - from).toBeGreaterThan(2);
  expect(heard).toHaveLength(1);
  for (const sentence of all(lab).slice(from, to)) expect(heard[0]).toContain(sentence);
  expect(heard[0]).toContain('10 ms: ');
});

test('A step back tells where one is, and a step forward from there goes on', async () => {
  const { lab, heard, wait } = await listening();
  lab.playback.setUnit('event');
  await lab.travel.seek(50_000);
  wait();
  lab.travel.stepBack();
  wait();
  const at = lab.timeline.state.branch.cursor.events;
  expect(heard.at(-1)?.endsWith(all(lab)[at - 1] ?? '?')).toBe(true);
  await lab.travel.stepForward();
  wait();
  expect(heard.at(-1)?.endsWith(all(lab)[at] ?? '?')).toBe(true);
});

test('While time runs no milestone is left out because another had just been told', async () => {
  const { lab, heard, wait } = await listening();
  lab.playback.setSpeed(1 / 5);
  lab.playback.play();
  for (let frame = 0; frame < 40; frame += 1) {
    lab.playback.tick(16);
    await lab.timeline.idle();
    vi.advanceTimersByTime(16);
  }
  wait();
  const { trace, cursor } = lab.timeline.state.branch;
  const due = trace.events.slice(1, cursor.events).filter(isMilestone);
  expect(due.length).toBeGreaterThan(1);
  for (const event of due) expect(heard.join(' ')).toContain(sentenceOf(trace, event));
});

test('A long way is told as one: how much passed, what mattered, and where it ends', async () => {
  const { lab, heard, wait } = await listening();
  lab.travel.toStart();
  wait();
  heard.length = 0;
  await lab.travel.seek(250_000);
  wait();
  const { events } = lab.timeline.state.branch.cursor;
  expect(events).toBeGreaterThan(13);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatch(/^\d+ events pass\. /);
  expect(heard[0]?.endsWith(all(lab)[events - 1] ?? '?')).toBe(true);
});
