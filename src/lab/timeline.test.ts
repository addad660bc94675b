import { describe, expect, test } from 'vitest';

import { isAtHorizon } from './branch.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { Timeline, branchLimit } from './timeline.ts';

async function started(run = runOf()): Promise<{ timeline: Timeline; engine: FakeEngine }> {
  const engine = new FakeEngine();
  const timeline = new Timeline(engine, run, () => undefined);
  await timeline.start();
  return { timeline, engine };
}

const linesOf = ({ timeline }: { timeline: Timeline }): string[] =>
  timeline.state.view.log.map(({ line }) => line);

describe('At the horizon', () => {
  test('a command takes effect there and stays in the log', async () => {
    const lab = await started();
    await lab.timeline.advance(100_000);
    await lab.timeline.issue([put('milk')]);
    const { branch, branches, view } = lab.timeline.state;
    expect(branch.run.commands).toEqual([{ at: 100_000, command: put('milk') }]);
    expect(view.log.map(({ at, line }) => [at, line])).toEqual([
      [100_000, 'put cart milk as alice'],
    ]);
    expect(branches).toHaveLength(1);
  });

  test('the cursor moves along as the run goes on', async () => {
    const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.advance(25_000);
    expect(timeline.state.branch.cursor.at).toBe(25_000);
    expect(timeline.state.view.requests.get('r1')?.outcome).toBe('ok');
  });

  test('what is made known by peeking does not move the cursor', async () => {
    const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.peek(0);
    expect(timeline.state.branch.cursor).toEqual({ at: 0, events: 1 });
    expect(timeline.state.branch.trace.length).toBe(4);
  });
});

describe('Behind the horizon', () => {
  test('a command starts a branch from the cursor; the old future stays', async () => {
    const lab = await started(runOf([{ at: 0, command: put('milk') }]));
    const { timeline } = lab;
    await timeline.advance(50_000);
    await timeline.issue([put('eggs')]);
    await timeline.advance(100_000);
    timeline.moveTo(timeline.state.branch.trace.cursorAt(30_000));

    const { fork } = await timeline.issue([{ type: 'kill', node: 'B' }]);

    expect(fork?.forkedFrom).toEqual({ id: 1, name: 'main', at: 30_000 });
    expect(linesOf(lab)).toEqual(['put cart milk as alice', 'kill B']);
    expect(timeline.state.view.nodes.get('B')?.status).toBe('down');
    const [main] = timeline.state.branches;
    timeline.switchTo(main?.id ?? -1);
    timeline.moveTo(main?.trace.end() ?? { at: 0, events: 0 });
    expect(linesOf(lab)).toEqual(['put cart milk as alice', 'put cart eggs as alice']);
    expect(timeline.state.view.nodes.get('B')?.status).toBe('up');
  });

  test('the branch has the past that was seen, to the event', async () => {
    const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.advance(100_000);
    const main = timeline.state.branch;
    timeline.moveTo(main.trace.cursorAfter(4));
    await timeline.issue([{ type: 'kill', node: 'B' }]);
    const { trace } = timeline.state.branch;
    expect(trace.events.slice(0, 5)).toEqual(main.trace.events.slice(0, 5));
  });

  test('what nobody has looked at is not kept as a branch', async () => {
    const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.peek(0);
    timeline.moveTo(timeline.state.branch.trace.cursorAfter(1));
    await timeline.peek(10_000);
    await timeline.issue([{ type: 'kill', node: 'B' }]);
    expect(timeline.state.branches).toHaveLength(1);
    expect(timeline.state.view.nodes.get('B')?.status).toBe('down');
  });

  test('an earlier branch goes on where it was when it is taken up again', async () => {
    const { timeline, engine } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.advance(50_000);
    await timeline.issue([put('eggs')]);
    const main = timeline.state.branch;
    timeline.moveTo(main.trace.cursorAt(5_000));
    await timeline.issue([{ type: 'kill', node: 'B' }]);
    timeline.switchTo(main.id);
    expect(isAtHorizon(timeline.state.branch)).toBe(false);
    timeline.moveTo(main.trace.end());

    await timeline.advance(80_000);

    expect(engine.calls.slice(-2)).toEqual(['open 50001', 'advance 80000']);
    expect(timeline.state.view.requests.get('r2')?.outcome).toBe('ok');
    expect(timeline.state.branch.trace.events.slice(0, main.events)).toEqual(
      main.trace.events.slice(0, main.events),
    );
  });

  test('branches are kept up to a limit, and the shown one always', async () => {
    const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.advance(50_000);
    for (let fork = 0; fork < branchLimit + 3; fork += 1) await timeline.fork();
    expect(timeline.state.branches).toHaveLength(branchLimit);
    expect(timeline.state.branches).toContain(timeline.state.branch);
  });
});

describe('When the engine fails', () => {
  test('the run is opened again with the next call', async () => {
    const { timeline, engine } = await started(runOf([{ at: 0, command: put('milk') }]));
    await timeline.advance(15_000);
    engine.failure = new Error('the worker is gone');
    await expect(timeline.advance(20_000)).rejects.toThrow('the worker is gone');
    await timeline.advance(25_000);
    expect(engine.calls.slice(-2)).toEqual(['open 15000', 'advance 25000']);
    expect(timeline.state.view.requests.get('r1')?.outcome).toBe('ok');
  });
});

test('A run that is opened is shown from its start, beside those before it', async () => {
  const { timeline } = await started(runOf([{ at: 0, command: put('milk') }]));
  await timeline.advance(50_000);
  await timeline.open(runOf([], 'A quiet cluster'));
  expect(timeline.state.branches.map(({ name }) => name)).toEqual(['main', 'A quiet cluster']);
  expect(timeline.state.branch.cursor).toEqual({ at: 0, events: 1 });
});
