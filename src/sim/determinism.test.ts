import { afterEach, expect, test, vi } from 'vitest';

import { present } from '../base/assert.ts';
import { randomStream } from '../base/random.ts';
import type { Micros } from '../base/time.ts';
import { DynamoNode } from '../dynamo/node.ts';
import { digestOf } from '../trace/digest.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Trace } from '../trace/trace.ts';
import { InProcessRun, runToEnd } from './in-process.ts';
import type { Run } from './script/command.ts';
import { goOnElsewhere } from './testing/hydrated.ts';
import { randomScript, readRun } from './swarm/random-script.ts';
import { withRandomRun } from './testing/repeatable.ts';

/* The same run gives the same trace, however it is driven. (design.md §2) */

const seeds = Array.from({ length: 24 }, (_, index) => index + 1);

afterEach(() => {
  vi.restoreAllMocks();
});

function digest(events: Iterable<TraceEvent>): string {
  return digestOf(Trace.of(events));
}

function endOf(run: Run): Micros {
  return present(run.untilUs, 'the end of a random run') + 1;
}

test.each(seeds)('random run %i is the same twice', (seed) => {
  withRandomRun(seed, (run, script) => {
    expect(randomScript(seed)).toBe(script);
    const { events } = runToEnd(run);
    expect(events.length).toBeGreaterThan(20);
    expect(digest(runToEnd(readRun(script)).events)).toBe(digest(events));
  });
});

test.each(seeds)('random run %i is the same in steps of any length', (seed) => {
  withRandomRun(seed, (run) => {
    const stream = randomStream(seed, 'steps');
    const inSteps = new InProcessRun(run);
    const events: TraceEvent[] = [];
    while (inSteps.conductor.horizonUs() < endOf(run)) {
      const stepUs = stream.exponential(stream.chance(0.5) ? 3_000 : 80_000);
      const at = inSteps.conductor.horizonUs() + Math.ceil(stepUs);
      events.push(...inSteps.advance(Math.min(at, endOf(run))));
    }
    expect(digest(events)).toBe(digest(runToEnd(run).events));
  });
});

test.each(seeds)('random run %i is the same when its commands are issued live', (seed) => {
  withRandomRun(seed, (run) => {
    const live = new InProcessRun({ ...run, commands: [] });
    const events: TraceEvent[] = [];
    for (const { at, command } of run.commands) {
      events.push(...live.advance(at));
      live.conductor.issue(command);
    }
    events.push(...live.advance(endOf(run)));
    expect(live.conductor.log()).toEqual(run.commands);
    expect(digest(events)).toBe(digest(runToEnd(run).events));
  });
});

test.each(seeds)('random run %i goes on from snapshots as if nothing had been', (seed) => {
  withRandomRun(seed, (run) => {
    const past = new InProcessRun(run);
    // The trouble is over in the first quarter of a random run; the rest is recovery.
    const moment = randomStream(seed, 'snapshots').integer(1, Math.floor(endOf(run) / 4));
    const before = past.advance(moment);
    const snapshots = past.snapshots();
    const after = goOnElsewhere(past.conductor, snapshots, endOf(run), (value) =>
      structuredClone(value),
    );
    expect(digest([...before, ...after])).toBe(digest(runToEnd(run).events));
  });
});

test('a node that asks Math.random is found out', () => {
  const step = Reflect.get(DynamoNode.prototype, 'step');
  vi.spyOn(DynamoNode.prototype, 'step').mockImplementation(function (this: DynamoNode, ...told) {
    const noise = Math.floor(Math.random() * 1_000);
    return step
      .apply(this, told)
      .map((effect) =>
        effect.type === 'set-timer' ? { ...effect, at: effect.at + noise } : effect,
      );
  });
  const run = readRun(randomScript(1));
  const digests = new Set([1, 2, 3].map(() => digest(runToEnd(run).events)));
  expect(digests.size).toBe(3);
});
