import { beforeEach, describe, expect, test } from 'vitest';

import type { TimedCommand } from '../sim/script/command.ts';
import { Playback } from './playback.ts';
import { createShown, type Shown } from './shown.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { Timeline } from './timeline.ts';

let timeline: Timeline;
let playback: Playback;
let shown: Shown;
let nowMs = 0;
/** What is to be done after the frame. */
const turns: (() => void)[] = [];

const parts = ['clock', 'stage', 'diagram', 'panels'] as const;
const eventsOf = (part: (typeof parts)[number]): number =>
  shown[part].getState().branch.cursor.events;

async function open(commands: readonly TimedCommand[]): Promise<void> {
  timeline = new Timeline(new FakeEngine(), runOf(commands), () => undefined);
  playback = new Playback(timeline);
  nowMs = 0;
  shown = createShown(
    timeline,
    playback,
    () => nowMs,
    (work) => turns.push(work),
  );
  await timeline.start();
}

/** Frames of 20 ms; calls back after each. */
async function watch(ms: number, then: () => void): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20) {
    nowMs += 20;
    playback.tick(20);
    await timeline.idle();
    for (const turn of turns.splice(0)) turn();
    await Promise.resolve();
    then();
  }
}

/** So many puts, one every 0.1 ms: at the usual speed more than three a frame. */
function flood(puts: number): readonly TimedCommand[] {
  return Array.from({ length: puts }, (_, index) => ({ at: index * 100, command: put('milk') }));
}

describe('At rest', () => {
  beforeEach(() => open([{ at: 0, command: put('milk') }]));

  test('every part shows every change at once', async () => {
    for (const us of [5_000, 5_001, 30_000]) {
      await timeline.advance(us);
      for (const part of parts) expect(shown[part].getState()).toBe(timeline.state);
    }
  });
});

describe('Where little happens', () => {
  beforeEach(() => open([{ at: 0, command: put('milk') }]));

  test('each event is on the stage within a few frames', async () => {
    playback.play();
    let late = 0;
    let latest = 0;
    await watch(2_000, () => {
      late = eventsOf('stage') === timeline.state.branch.cursor.events ? 0 : late + 1;
      latest = Math.max(latest, late);
    });
    expect(timeline.state.branch.cursor.events).toBeGreaterThan(2);
    expect(latest).toBeLessThanOrEqual(3);
  });
});

describe('In a flood', () => {
  beforeEach(() => open(flood(400)));

  test('one part at most is drawn anew in a frame, and none is left behind', async () => {
    playback.play();
    await watch(100, () => undefined);
    let before = parts.map(eventsOf);
    const seen = { clock: 0, stage: 0, diagram: 0, panels: 0 };
    await watch(2_000, () => {
      const now = parts.map(eventsOf);
      const changed = parts.filter((_, index) => now[index] !== before[index]);
      expect(changed.length).toBeLessThanOrEqual(1);
      for (const part of changed) seen[part] += 1;
      before = now;
    });
    expect(seen.clock).toBeGreaterThanOrEqual(15);
    expect(seen.stage).toBeGreaterThanOrEqual(8);
    expect(seen.stage).toBeLessThanOrEqual(11);
    expect(seen.diagram).toBeGreaterThanOrEqual(4);
    expect(seen.panels).toBeGreaterThanOrEqual(4);
  });

  test('a part that takes long to draw is drawn less often, but at least half as often', async () => {
    const drawings: number[] = [];
    shown.stage.subscribe(() => {
      drawings.push(nowMs);
      // No frame more, but much of one.
      nowMs += 15;
    });
    playback.play();
    await watch(2_400, () => undefined);
    const apart = drawings.slice(1).map((at, index) => at - (drawings[index] ?? 0));
    expect(Math.min(...apart.slice(2))).toBeGreaterThanOrEqual(380);
    expect(Math.max(...apart)).toBeLessThanOrEqual(480);
  });

  test('nothing is drawn anew in the frame itself', async () => {
    playback.play();
    await watch(150, () => undefined);
    const before = parts.map((part) => shown[part].getState());
    for (let frame = 0; frame < 30; frame += 1) {
      nowMs += 20;
      playback.tick(20);
      await timeline.idle();
    }
    expect(parts.map((part) => shown[part].getState())).toEqual(before);
    expect(turns).toHaveLength(1);
    turns[0]?.();
    expect(parts.filter((part) => shown[part].getState() === timeline.state)).toHaveLength(1);
  });

  test('when it is paused all parts show where it stopped', async () => {
    playback.play();
    await watch(150, () => undefined);
    expect(eventsOf('panels')).toBeLessThan(timeline.state.branch.cursor.events);
    playback.pause();
    for (const part of parts) expect(shown[part].getState()).toBe(timeline.state);
  });

  test('what somebody does is seen at once', async () => {
    playback.play();
    await watch(150, () => undefined);
    await timeline.issue([put('eggs')]);
    for (const part of parts) {
      expect(shown[part].getState().branch.run.commands).toBe(timeline.state.branch.run.commands);
    }
  });
});
