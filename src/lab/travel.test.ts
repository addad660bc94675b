import { beforeEach, describe, expect, test } from 'vitest';

import type { TimedCommand } from '../sim/script/command.ts';
import { Playback } from './playback.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { Timeline } from './timeline.ts';
import { Travel } from './travel.ts';

let timeline: Timeline;
let playback: Playback;
let travel: Travel;

async function open(commands: readonly TimedCommand[]): Promise<void> {
  timeline = new Timeline(new FakeEngine(), runOf(commands), () => undefined);
  await timeline.start();
  playback = new Playback(timeline);
  travel = new Travel(timeline, playback);
}

const nowUs = (): number => timeline.state.branch.cursor.at;

beforeEach(() => open([{ at: 0, command: put('milk') }]));

describe('Stepping', () => {
  test('forward at the horizon, the run goes on to the next message', async () => {
    const seen: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      await travel.stepForward();
      seen.push(nowUs());
    }
    expect(seen).toEqual([0, 10_000, 10_000, 20_000]);
  });

  test('back and forward meet the same moments', async () => {
    const there: unknown[] = [];
    for (let step = 0; step < 4; step += 1) {
      await travel.stepForward();
      there.push(timeline.state.branch.cursor);
    }
    const back: unknown[] = [];
    for (let step = 0; step < 4; step += 1) {
      back.unshift(timeline.state.branch.cursor);
      travel.stepBack();
    }
    expect(back).toEqual(there);
  });

  test('a command after a step needs no branch', async () => {
    await travel.stepForward();
    await timeline.issue([{ type: 'kill', node: 'B' }]);
    expect(timeline.state.branches).toHaveLength(1);
  });

  test('by mark goes straight to the next mark of the script', async () => {
    await open([
      { at: 0, command: put('milk') },
      { at: 9_000_000, command: { type: 'mark', name: 'later' } },
    ]);
    playback.setUnit('mark');
    expect(await travel.stepForward()).toBe(true);
    expect(nowUs()).toBe(9_000_000);
    expect(await travel.stepForward()).toBe(false);
  });

  test('by request says when none is in sight', async () => {
    await open([]);
    playback.setUnit('request');
    expect(await travel.stepForward()).toBe(false);
  });
});

describe('Going anywhere', () => {
  test('to a time beyond the horizon, the run goes on until there', async () => {
    await travel.seek(3_000_000);
    expect(timeline.state.branch.horizonUs).toBe(3_000_000);
    expect(nowUs()).toBe(3_000_000);
  });

  test('to the end: first to the horizon, then to where nothing is left', async () => {
    await timeline.advance(5_000);
    travel.toStart();
    await travel.toEnd();
    expect(nowUs()).toBe(5_000);
    await travel.toEnd();
    expect(timeline.state.view.requests.get('r1')?.outcome).toBe('ok');
    expect(timeline.state.branch.settled).toBe(true);
    expect(nowUs()).toBe(20_001);
  });

  test('right after a command, to the end of what it does', async () => {
    await travel.toEnd();
    const before = nowUs();
    const issued = timeline.issue([put('eggs')]);
    await Promise.all([issued, travel.toEnd()]);
    expect(nowUs()).toBeGreaterThan(before);
    expect(timeline.state.branch.settled).toBe(true);
    expect(timeline.state.branch.cursor.events).toBe(timeline.state.branch.trace.length);
  });

  test('from where something was only looked ahead to, to the end all the same', async () => {
    await timeline.lookAhead(4_000);
    expect(timeline.state.branch.horizonUs).toBeGreaterThan(nowUs());
    await travel.toEnd();
    expect(timeline.state.branch.settled).toBe(true);
    expect(nowUs()).toBe(20_001);
  });

  test('to the end twice at once is the same as once', async () => {
    await Promise.all([travel.toEnd(), travel.toEnd()]);
    expect(nowUs()).toBe(20_001);
  });

  test('to the start, where the cluster stands and nothing has happened', async () => {
    await timeline.advance(50_000);
    travel.toStart();
    expect(timeline.state.view.nodes.size).toBe(3);
    expect(timeline.state.view.requests.size).toBe(0);
  });
});

describe('A line of the log', () => {
  const later: TimedCommand = { at: 3_000_000, command: { type: 'kill', node: 'B' } };

  test('is gone to when it has taken effect', async () => {
    await open([{ at: 0, command: put('milk') }, later]);
    await travel.seek(4_000_000);
    await travel.seekLine(1);
    expect(nowUs()).toBe(3_000_000);
    expect(timeline.state.view.log).toHaveLength(2);
    expect(timeline.state.view.nodes.get('B')?.status).toBe('down');
  });

  test('that is still to come makes the run go on to it', async () => {
    await open([{ at: 0, command: put('milk') }, later]);
    await travel.seekLine(1);
    expect(nowUs()).toBe(3_000_000);
    expect(timeline.state.view.log.map(({ line }) => line)).toContain('kill B');
  });
});
