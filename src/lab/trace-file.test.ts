import { beforeEach, describe, expect, test } from 'vitest';

import { printRun } from '../sim/script/print.ts';
import { goToPlace, runHere } from './go-to-place.ts';
import { atStart } from './place.ts';
import { createLab, type Lab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { writeTrace } from '../trace/format/format.ts';
import { syntheticTrace } from '../trace/testing/synthetic.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { openTraceFile, traceFile } from './trace-file.ts';

const run = runOf([{ at: 0, command: put('milk') }], 'A put');
let engine: FakeEngine;
let lab: Lab;
let text: string;

const rest = async (): Promise<void> => undefined;

beforeEach(async () => {
  engine = new FakeEngine();
  lab = createLab(engine, run, noMemory);
  await lab.timeline.start();
  await lab.travel.seek(100_000);
  text = traceFile(lab.timeline.state.branch);
});

describe('A trace from elsewhere', () => {
  test('shows every moment as it was there, and asks no engine', async () => {
    const there = lab.timeline.state.branch;
    engine.calls.length = 0;
    expect(await openTraceFile(lab, text, rest)).toBeNull();
    const { branch, view } = lab.timeline.state;
    expect(branch).toMatchObject({
      isRecorded: true,
      name: 'A put, recorded',
      issued: there.issued,
    });
    expect(printRun(branch.run)).toBe(printRun(run));
    expect(view.cursor.events).toBe(1);
    for (let events = 1; events <= there.events; events += 1) {
      expect(branch.projector.at(branch.trace.cursorAfter(events - 1))).toEqual(
        there.projector.at(there.trace.cursorAfter(events - 1)),
      );
    }
    expect(engine.calls).toEqual([]);
  });

  test('can be gone through to its end and no further', async () => {
    await openTraceFile(lab, text, rest);
    const { trace } = lab.timeline.state.branch;
    engine.calls.length = 0;
    lab.playback.setUnit('event');
    await lab.travel.seek(90_000_000);
    expect(lab.timeline.state.branch.cursor).toEqual(trace.end());
    expect(await lab.travel.stepForward()).toBe(false);
    lab.travel.stepBack();
    await lab.travel.toEnd();
    await lab.travel.toEnd();
    expect(lab.timeline.state.branch.cursor).toEqual(trace.end());
    lab.playback.play();
    for (let frame = 0; frame < 20; frame += 1) lab.playback.tick(16);
    expect(lab.playback.state).toMatchObject({ isPlaying: true, isResting: true });
    expect(engine.calls).toEqual([]);
  });

  test('takes no commands, and says why', async () => {
    await openTraceFile(lab, text, rest);
    const sentence = expect.stringContaining('no node runs behind it') as string;
    expect(await lab.door.submit('kill A')).toMatchObject({ ok: false, sentence });
    expect(await lab.door.issue([{ type: 'kill', node: 'A' }])).toMatchObject({ sentence });
    await lab.door.fork();
    expect(lab.notices.store.getState()).toMatchObject([{ kind: 'refusal', text: sentence }]);
    expect(lab.timeline.state.branches).toHaveLength(2);
  });

  test('is run here from its script, up to the same moment', async () => {
    await openTraceFile(lab, text, rest);
    await goToPlace(lab, { ...atStart, atUs: 10_000 });
    const { cursor } = lab.timeline.state.branch;
    await runHere(lab);
    const { branch } = lab.timeline.state;
    expect(branch).toMatchObject({ isRecorded: false, cursor });
    expect(engine.calls.at(-1)).toMatch(/^advance/);
    expect(await lab.door.submit('kill A')).toEqual({ ok: true });
  });

  test('that is long is read with time for others in between, and says so', async () => {
    const long = writeTrace(printRun(run), syntheticTrace({ events: 2_000, nodes: 4, keys: 5 }));
    let rests = 0;
    const count = async (): Promise<void> => {
      rests += 1;
      expect(lab.timeline.state.branch.isRecorded).toBe(false);
    };
    expect(await openTraceFile(lab, long, count)).toBeNull();
    expect(rests).toBeGreaterThan(2);
    expect(lab.timeline.state.branch.events).toBe(2_000);
    expect(lab.notices.store.getState()).toMatchObject([{ text: 'A long trace is being read.' }]);
  });

  test('that is faulty says where, and what was on screen stays', async () => {
    const { branch } = lab.timeline.state;
    const lines = text.split('\n');
    expect(await openTraceFile(lab, lines.with(2, '{').join('\n'), rest)).toBe(
      'Line 3: it is not JSON.',
    );
    const header = JSON.stringify({ ...JSON.parse(lines[0] ?? ''), run: 'lab 1\nclutter A' });
    expect(await openTraceFile(lab, lines.with(0, header).join('\n'), rest)).toMatch(
      /^Line 1: the script of the run cannot be read \(its line 2, column 1: /,
    );
    expect(lab.timeline.state.branch).toBe(branch);
  });
});
