import { afterEach, describe, expect, test } from 'vitest';

import type { Engine } from '../sim/engine.ts';
import { runToEnd } from '../sim/in-process.ts';
import type { Run } from '../sim/script/command.ts';
import { parseScript } from '../sim/script/parse.ts';
import { digestOf } from '../trace/digest.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Trace } from '../trace/trace.ts';
import { isWorthSeeing } from '../trace/worth-seeing.ts';
import { InProcessEngine } from './in-process-engine.ts';
import { ThreadEngine } from './thread-engine.ts';

function runOf(...lines: readonly string[]): Run {
  const parsed = parseScript(['lab 1', 'cluster A B C D E', ...lines, ''].join('\n'));
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  return parsed.run;
}

const idle = runOf('at 0 put cart milk', 'at 30s kill B', 'at 50s join F via A', 'until 60s');

let engine: Engine;

afterEach(() => engine.dispose());

describe.each([
  ['in one thread', () => new InProcessEngine()],
  ['through cables', () => new ThreadEngine(() => undefined)],
])('an engine %s', (_, make) => {
  test('stops with the first window in which something worth seeing happened', async () => {
    engine = make();
    await engine.open(idle, 10_000_000);
    const { events, horizonUs } = await engine.advance(60_000_001, { untilWorthSeeing: true });
    expect(events.length).toBeGreaterThan(100);
    const [first] = events.filter(isWorthSeeing);
    expect(first).toMatchObject({ type: 'command-issued', line: 'kill B', at: 30_000_000 });
    expect(horizonUs).toBeGreaterThanOrEqual(30_000_000);
    // The window that follows the command begins with the next thing that is due.
    expect(horizonUs).toBeLessThan(31_000_000);
  });

  test('goes all the way when nothing is', async () => {
    engine = make();
    await engine.open(idle, 10_000_000);
    const { horizonUs } = await engine.advance(20_000_000, { untilWorthSeeing: true });
    expect(horizonUs).toBe(20_000_000);
  });

  test('stops when nothing but periodic work is left, once', async () => {
    engine = make();
    await engine.open(runOf('at 0 put cart milk'));
    let progress = await engine.advance(60_000_000, { untilWorthSeeing: true });
    for (let calls = 0; calls < 200 && !progress.settled; calls += 1) {
      progress = await engine.advance(60_000_000, { untilWorthSeeing: true });
    }
    expect(progress.settled).toBe(true);
    expect(progress.horizonUs).toBeLessThan(1_000_000);
    progress = await engine.advance(9_000_000, { untilWorthSeeing: true });
    expect(progress.horizonUs).toBe(9_000_000);
  });

  test('holds a command for a moment to come, and then it is the run of that script', async () => {
    engine = make();
    await engine.open(runOf('at 0 put cart milk', 'until 5s'), 1_000_000);
    const [kill] = runOf('at 0 kill B').commands.map(({ command }) => command);
    const { events } = await engine.issue(kill ? [kill] : [], 2_000_000);
    expect(events.some(({ type }) => type === 'command-issued')).toBe(false);
    const later = await engine.advance(5_000_001);
    const played = runToEnd(runOf('at 0 put cart milk', 'at 2s kill B', 'until 5s'));
    expect(later.events.at(-1)?.id).toBe(played.events.at(-1)?.id);
    expect(later.events).toContainEqual(
      expect.objectContaining({ type: 'node-killed', at: 2_000_000 }),
    );
    expect((await engine.log()).map(({ at }) => at)).toEqual([0, 2_000_000]);
  });

  test('tells the same run whichever way it gets there', async () => {
    engine = make();
    const events: TraceEvent[] = [...(await engine.open(idle)).events];
    for (let horizonUs = 0; horizonUs < 60_000_001;) {
      const progress = await engine.advance(60_000_001, { untilWorthSeeing: true });
      events.push(...progress.events);
      ({ horizonUs } = progress);
    }
    expect(digestOf(Trace.of(events))).toBe(digestOf(Trace.of(runToEnd(idle).events)));
  });
});
