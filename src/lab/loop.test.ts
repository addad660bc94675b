import { beforeEach, describe, expect, test } from 'vitest';

import { createLab, type Lab } from './lab.ts';
import {
  clearLoop,
  endLoopHere,
  loopOver,
  moveLoopEnd,
  showStretch,
  startLoopHere,
  stretchesNear,
  toggleLoop,
} from './loop.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';

let lab: Lab;
let engine: FakeEngine;

const nowUs = (): number => lab.timeline.state.branch.cursor.at;
const goTo = (us: number): void =>
  lab.timeline.moveTo(lab.timeline.state.branch.trace.cursorAt(us));
const told = (): string | undefined => lab.notices.store.getState().at(-1)?.text;
const loop = () => lab.playback.state.loop;

async function watch(ms: number): Promise<number[]> {
  const seen: number[] = [];
  for (let passed = 0; passed < ms; passed += 20) {
    lab.playback.tick(20);
    await lab.timeline.idle();
    seen.push(nowUs());
  }
  return seen;
}

beforeEach(async () => {
  engine = new FakeEngine();
  const commands = [
    { at: 0, command: put('milk') },
    { at: 5_000, command: { type: 'mark', name: 'one' } },
    { at: 15_000, command: { type: 'mark', name: 'two' } },
    { at: 90_000, command: { type: 'mark', name: 'three' } },
  ] as const;
  lab = createLab(engine, runOf(commands), noMemory);
  await lab.timeline.start();
  await lab.timeline.advance(40_000);
});

describe('Playing', () => {
  test('never goes back by a frame whose time lies before it was asked for', () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    lab.playback.tick(-50);
    expect([loop().isOn, nowUs()]).toEqual([true, 4_000]);
  });

  test('stays in the loop when what was looked ahead for is found meanwhile', async () => {
    let open = (): void => undefined;
    engine.gate = new Promise((resolve) => {
      open = resolve;
    });
    lab.playback.setSpeed(1 / 1_000);
    lab.playback.play();
    lab.playback.tick(20);
    await expect.poll(() => engine.calls.at(-1)).toMatch(/^look/);
    loopOver(lab, { fromUs: 25_000, toUs: 35_000 });
    open();
    await lab.timeline.idle();
    // Whoever waited for it has its turn, too.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    expect([loop().isOn, nowUs()]).toEqual([true, 25_000]);
  });

  test('goes round between two points, and stays at the end long enough to be seen', async () => {
    goTo(4_000);
    startLoopHere(lab);
    goTo(12_000);
    endLoopHere(lab);
    expect([loop(), nowUs()]).toEqual([{ fromUs: 4_000, toUs: 12_000, isOn: true }, 4_000]);
    const calls = engine.calls.length;
    const seen = await watch(3_000);
    expect(Math.max(...seen)).toBe(12_000);
    expect(Math.min(...seen)).toBe(4_000);
    const rounds = seen.filter((us, index) => us < (seen[index - 1] ?? 0)).length;
    expect(rounds).toBe(2);
    expect(seen.filter((us) => us === 12_000).length).toBeGreaterThan(30);
    expect(engine.calls, 'the run goes on by nothing').toHaveLength(calls);
  });

  test('at the horizon it goes back rather than on', async () => {
    loopOver(lab, { fromUs: 30_000, toUs: 40_000 });
    const seen = await watch(2_000);
    expect(Math.max(...seen)).toBe(40_000);
    expect(lab.timeline.state.branch.horizonUs).toBe(40_000);
  });

  test('off again, playback goes on beyond the end', async () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    toggleLoop(lab);
    await watch(1_500);
    expect(nowUs()).toBeGreaterThan(12_000);
    expect(loop()).toEqual({ fromUs: 4_000, toUs: 12_000, isOn: false });
  });
});

describe('Moving away', () => {
  test('outside of the stretch the loop is off, and one key brings it back', () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    goTo(8_000);
    expect(loop().isOn).toBe(true);
    goTo(20_000);
    expect(loop()).toEqual({ fromUs: 4_000, toUs: 12_000, isOn: false });
    toggleLoop(lab);
    expect([nowUs(), loop().isOn]).toEqual([4_000, true]);
  });

  test('another branch has no loop', async () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    lab.playback.pause();
    await lab.timeline.issue([put('eggs')]);
    expect(lab.timeline.state.branches).toHaveLength(2);
    expect(loop().fromUs).toBeNull();
  });

  test('it is cleared by hand', () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    clearLoop(lab);
    expect(loop()).toEqual({ fromUs: null, toUs: null, isOn: false });
  });
});

describe('What cannot be', () => {
  test('an end beyond the horizon says how far the run is known', () => {
    loopOver(lab, { fromUs: 15_000, toUs: 90_000 });
    expect(told()).toBe(
      'The loop would end at 90 ms, and the run is known up to 40 ms: let it run on first.',
    );
    expect(loop().isOn).toBe(false);
  });

  test('an end before the start says what to do', () => {
    goTo(12_000);
    startLoopHere(lab);
    goTo(8_000);
    endLoopHere(lab);
    expect(told()).toBe('A loop ends after it begins: go to a later moment than 12 ms to end it.');
  });

  test('nothing set and nothing looked at says how to set it', () => {
    toggleLoop(lab);
    expect(told()).toMatch(/^There is nothing to loop over yet/);
  });
});

describe('Offered', () => {
  test('the request that is looked at, by one key', () => {
    lab.selecting.select({ type: 'request', request: 'r1' });
    toggleLoop(lab);
    expect(loop()).toEqual({ fromUs: 0, toUs: 20_000, isOn: true });
  });

  test('what lies between two marks', () => {
    expect(stretchesNear(lab)).toEqual([
      { name: 'from one to two', fromUs: 5_000, toUs: 15_000 },
      { name: 'from two to three', fromUs: 15_000, toUs: 90_000 },
    ]);
  });
});

test.each([
  [20_000, 48_000, '20 – 48 ms'],
  [700_000, 1_500_000, '700 ms – 1.500 s'],
])('a stretch is as short as can be read', (fromUs, toUs, words) => {
  expect(showStretch({ fromUs, toUs })).toBe(words);
});

describe('Moving an end', () => {
  test('keeps the loop one, and within what is known', () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    moveLoopEnd(lab, 'toUs', 20_000.4);
    expect(loop()).toEqual({ fromUs: 4_000, toUs: 20_000, isOn: true });
    moveLoopEnd(lab, 'fromUs', 30_000);
    moveLoopEnd(lab, 'toUs', 99_000);
    expect(loop()).toEqual({ fromUs: 19_999, toUs: 40_000, isOn: true });
    moveLoopEnd(lab, 'fromUs', -5);
    moveLoopEnd(lab, 'toUs', 0);
    expect(loop()).toEqual({ fromUs: 0, toUs: 1, isOn: true });
  });

  test('takes the cursor along while it is played, and leaves it alone otherwise', async () => {
    loopOver(lab, { fromUs: 4_000, toUs: 12_000 });
    moveLoopEnd(lab, 'fromUs', 8_000);
    expect(nowUs()).toBe(8_000);
    const seen = await watch(1_500);
    expect(loop().isOn).toBe(true);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(8_000);
    toggleLoop(lab);
    goTo(10_000);
    moveLoopEnd(lab, 'toUs', 9_000);
    expect([nowUs(), loop().toUs, loop().isOn]).toEqual([10_000, 9_000, false]);
  });
});
