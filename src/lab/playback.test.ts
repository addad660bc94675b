import { beforeEach, describe, expect, test } from 'vitest';

import type { TimedCommand } from '../sim/script/command.ts';
import { isAtHorizon } from './branch.ts';
import { Playback } from './playback.ts';
import { saidNow } from '../trace/said-now.ts';
import { defaultSpeed, readingMs } from './pace.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { Timeline } from './timeline.ts';
import { Travel } from './travel.ts';

let engine: FakeEngine;
let timeline: Timeline;
let playback: Playback;
let travel: Travel;

async function open(
  commands: readonly TimedCommand[],
  untilUs: number | null = null,
  gossipEveryUs: number | null = null,
) {
  engine = new FakeEngine();
  engine.gossipEveryUs = gossipEveryUs;
  timeline = new Timeline(engine, { ...runOf(commands), untilUs }, () => undefined);
  await timeline.start();
  playback = new Playback(timeline);
  travel = new Travel(timeline, playback);
}

/** Frames of 20 ms, each seen before the next. */
async function watch(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20) {
    playback.tick(20);
    await timeline.idle();
  }
}

const nowUs = (): number => timeline.state.branch.cursor.at;

beforeEach(() => open([{ at: 0, command: put('milk') }]));

describe('Live', () => {
  test('a hop of 10 ms takes 0.6 s to watch', async () => {
    playback.play();
    await watch(600);
    expect(nowUs()).toBe(10_000);
    expect(isAtHorizon(timeline.state.branch)).toBe(true);
  });

  test('the engine is asked once at a time, however many frames pass', async () => {
    let letGo = (): void => undefined;
    engine.gate = new Promise((resolve) => {
      letGo = resolve;
    });
    playback.play();
    const before = engine.calls.length;
    for (let frame = 0; frame < 10; frame += 1) playback.tick(20);
    expect(engine.calls.length - before).toBeLessThanOrEqual(1);
    letGo();
    await timeline.idle();
    await watch(40);
    expect(nowUs()).toBeCloseTo(12 * 20_000 * (1 / 60), -1);
  });

  test('a long stall does not make the run leap', async () => {
    playback.play();
    playback.tick(60_000);
    await timeline.idle();
    expect(nowUs()).toBeLessThan(2_000);
  });

  test('it rests when only periodic work is left, and asks for nothing', async () => {
    playback.play();
    await watch(2_000);
    expect(playback.state.isResting).toBe(true);
    expect(playback.isMoving).toBe(false);
    const calls = engine.calls.length;
    await watch(1_000);
    expect(engine.calls).toHaveLength(calls);
  });

  test('what was said stands until it can be read, before anything is skipped', async () => {
    const text = 'B is a home node of cart: it is gone.';
    await open([
      { at: 0, command: { type: 'say', text } },
      { at: 5_000_000, command: put('milk') },
    ]);
    playback.play();
    const isSaid = (): boolean => saidNow(timeline.state.view) === text;
    await watch(100);
    expect(isSaid()).toBe(true);
    await watch(readingMs(text, defaultSpeed) - 200);
    expect(isSaid()).toBe(true);
    expect(playback.state.skipped).toBeNull();
    await watch(400);
    expect(playback.state.skipped).toMatchObject({ toUs: 5_000_000 });

    await travel.seek(0);
    playback.setSpeed(1);
    playback.play();
    await watch(200);
    expect(nowUs()).toBeGreaterThanOrEqual(5_000_000);
  });

  test('a new command wakes it', async () => {
    playback.play();
    await watch(2_000);
    await timeline.issue([put('eggs')]);
    await watch(2_000);
    expect(timeline.state.view.requests.get('r2')?.outcome).toBe('ok');
  });

  test('asked again, it goes on although only periodic work is left', async () => {
    playback.play();
    await watch(2_000);
    playback.play();
    await watch(1_000);
    expect(nowUs()).toBeGreaterThan(2_000_000);
  });

  test('long idle stretches are skipped, and it says so', async () => {
    await open([
      { at: 0, command: put('milk') },
      { at: 5_000_000, command: put('eggs') },
    ]);
    playback.play();
    await watch(1_400);
    expect(playback.state.skipped?.toUs).toBe(5_000_000);
    expect(playback.state.skipped?.fromUs).toBeLessThan(25_000);
    await watch(1_700);
    expect(playback.state.skipped).toBeNull();
    expect(timeline.state.view.requests.get('r2')?.outcome).toBe('ok');
  });

  test('gossip stops no skip: it goes at once to what is worth seeing, and just before it', async () => {
    const later = { at: 5_000_000, command: put('eggs') };
    await open([{ at: 0, command: put('milk') }, later], null, 15_000);
    playback.play();
    await watch(1_400);
    expect(playback.state.skipped?.toUs).toBe(5_000_000);
    expect(playback.state.skipped?.fromUs).toBeLessThan(25_000);
    expect(engine.calls.filter((call) => call.startsWith('look')).length).toBeLessThan(5);
    expect(nowUs()).toBeLessThan(5_010_000);
    await watch(1_500);
    expect(timeline.state.view.requests.get('r2')?.outcome).toBe('ok');
  });

  test('gossip keeps no settled run moving', async () => {
    await open([{ at: 0, command: put('milk') }], null, 15_000);
    playback.play();
    await watch(2_000);
    expect(playback.state.isResting).toBe(true);
    const restedAt = nowUs();
    expect(restedAt).toBeLessThan(100_000);
    await watch(1_000);
    expect(nowUs()).toBe(restedAt);
  });

  test('asked to go on, a settled run goes on for a while and rests again', async () => {
    await open([{ at: 0, command: put('milk') }], null, 15_000);
    playback.play();
    await watch(2_000);
    const restedAt = nowUs();
    playback.play();
    await watch(1_000);
    expect(playback.state.isResting).toBe(true);
    expect(nowUs() - restedAt).toBe(10_000_001);
  });

  test('a script with `until` goes on to the end of that time and not beyond', async () => {
    await open([{ at: 0, command: put('milk') }], 60_000);
    playback.play();
    await watch(6_000);
    expect(timeline.state.branch.horizonUs).toBe(60_001);
    expect(playback.state.isResting).toBe(true);
  });

  test('a failure of the engine pauses', async () => {
    playback.play();
    engine.failure = new Error('gone');
    await watch(40);
    expect(playback.state.isPlaying).toBe(false);
  });
});

describe('Replay', () => {
  test('behind the horizon it moves through what is known, without the engine', async () => {
    await timeline.advance(50_000);
    await travel.seek(0);
    const calls = engine.calls.length;
    playback.play();
    await watch(600);
    expect(nowUs()).toBe(10_000);
    expect(engine.calls).toHaveLength(calls);
  });

  test('at the horizon it is live again', async () => {
    await timeline.advance(18_000);
    await travel.seek(15_000);
    playback.play();
    await watch(600);
    expect(timeline.state.branch.horizonUs).toBeGreaterThan(18_000);
    expect(timeline.state.view.requests.get('r1')?.outcome).toBe('ok');
  });

  test('idle stretches of the past are skipped like those to come', async () => {
    await timeline.advance(5_000_000);
    await timeline.issue([put('eggs')]);
    await timeline.advance(5_100_000);
    await travel.seek(25_000);
    playback.play();
    await watch(40);
    expect(nowUs()).toBeGreaterThanOrEqual(5_000_000);
  });
});
