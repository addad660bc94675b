import { beforeEach, describe, expect, test } from 'vitest';

import { deleteBranch, nameBranch, summaryOf, tellWhoMakesRoom, undoDelete } from './branches.ts';
import { createLab, type Lab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';
import { branchLimit } from './timeline.ts';

let lab: Lab;
let engine: FakeEngine;

const names = (): string[] => lab.timeline.state.branches.map(({ name }) => name);
const shown = (): string => lab.timeline.state.branch.name;
const told = (): string[] => lab.notices.store.getState().map(({ text }) => text);
const idOf = (name: string): number =>
  lab.timeline.state.branches.find((branch) => branch.name === name)?.id ?? -1;

beforeEach(async () => {
  engine = new FakeEngine();
  lab = createLab(engine, runOf([{ at: 0, command: put('milk') }]), noMemory);
  await lab.timeline.start();
  await lab.timeline.advance(50_000);
  lab.timeline.moveTo(lab.timeline.state.branch.trace.cursorAt(5_000));
  await lab.door.fork();
});

describe('A name', () => {
  test('is taken as typed, and those that were forked from it know', async () => {
    expect(await nameBranch(lab.timeline, idOf('main'), '  as it was ')).toBeNull();
    expect(names()).toEqual(['as it was', 'branch 2']);
    expect(lab.timeline.state.branch.forkedFrom?.name).toBe('as it was');
    expect(summaryOf(lab.timeline.state.branch).origin).toBe('from as it was at 5 ms');
  });

  test.each([
    ['', 'A branch needs a name: type at least one letter.'],
    ['   ', 'A branch needs a name: type at least one letter.'],
    ['main', 'Another branch is called “main” already: choose another name.'],
    ['x'.repeat(61), 'That name has 61 characters, and at most 60 are taken.'],
  ])('%j is refused in one sentence', async (text, sentence) => {
    expect(await nameBranch(lab.timeline, idOf('branch 2'), text)).toBe(sentence);
    expect(names()).toEqual(['main', 'branch 2']);
  });

  test('of a new branch is never one that is there', async () => {
    await nameBranch(lab.timeline, idOf('main'), 'branch 3');
    await lab.door.fork();
    expect(new Set(names()).size).toBe(3);
  });
});

describe('Deleting', () => {
  test('shows the one it was forked from, and says how to undo', async () => {
    await deleteBranch(lab, idOf('branch 2'));
    expect([names(), shown()]).toEqual([['main'], 'main']);
    const notice = lab.notices.store.getState().at(-1);
    expect([notice?.text, notice?.remedy?.name]).toEqual([
      'Deleted the branch “branch 2”.',
      'Undo',
    ]);
    notice?.remedy?.act();
    await lab.timeline.idle();
    expect([names(), shown()]).toEqual([['main', 'branch 2'], 'branch 2']);
  });

  test('another branch than the one that is shown leaves that one shown', async () => {
    await deleteBranch(lab, idOf('main'));
    expect([names(), shown()]).toEqual([['branch 2'], 'branch 2']);
    await lab.timeline.advance(80_000);
    expect(lab.timeline.state.view.requests.get('r1')?.outcome).toBe('ok');
  });

  test('waits for the engine, so that nothing is added to a branch that is gone', async () => {
    let letGo = (): void => undefined;
    engine.gate = new Promise((resolve) => {
      letGo = resolve;
    });
    const way = lab.timeline.advance(90_000);
    const deletion = deleteBranch(lab, idOf('branch 2'));
    letGo();
    await Promise.all([way, deletion]);
    expect(names()).toEqual(['main']);
    expect(lab.timeline.state.branch.trace.endUs).toBeLessThanOrEqual(50_000);
  });

  test('the only branch is refused, and says why', async () => {
    await deleteBranch(lab, idOf('main'));
    await deleteBranch(lab, idOf('branch 2'));
    expect(names()).toEqual(['branch 2']);
    expect(told().at(-1)).toMatch(/^This is the only branch/);
  });

  test('is undone latest first; with nothing left it says what to do instead', async () => {
    await deleteBranch(lab, idOf('main'));
    await undoDelete(lab);
    expect([names(), shown()]).toEqual([['main', 'branch 2'], 'main']);
    await undoDelete(lab);
    expect(told().at(-1)).toMatch(/^No branch was deleted/);
  });

  test('once undone, nobody is told any more that it was deleted', async () => {
    await deleteBranch(lab, idOf('main'));
    expect(told()).toContain('Deleted the branch “main”.');
    await undoDelete(lab);
    expect(told()).not.toContain('Deleted the branch “main”.');
  });

  test('is not what happens unsaid: beyond the limit the oldest makes room, and can come back', async () => {
    tellWhoMakesRoom(lab);
    for (let fork = 3; fork <= branchLimit; fork += 1) await lab.door.fork();
    expect(names()).toHaveLength(branchLimit);
    expect(told().join()).not.toContain('made room');
    await lab.door.fork();
    expect(names()).not.toContain('main');
    expect(told()).toContain(
      `At most ${branchLimit} branches are kept: “main” made room for the new one.`,
    );
    await undoDelete(lab);
    expect(shown()).toBe('main');
    expect(names()).toHaveLength(branchLimit);
    expect(told().join()).toContain('“branch 2” made room');
    expect(told().join()).not.toContain('“main” made room');
  });

  test('what comes back has a name of its own', async () => {
    await deleteBranch(lab, idOf('main'));
    await nameBranch(lab.timeline, idOf('branch 2'), 'main');
    await undoDelete(lab);
    expect(new Set(names()).size).toBe(2);
  });
});

test('a summary tells where a branch comes from, how long it is, and how it came out', async () => {
  const { branch } = lab.timeline.state;
  expect(summaryOf(branch)).toEqual({
    origin: 'from main at 5 ms',
    length: '4 events in 5 ms',
    ending: '1 request, 1 open, goes on',
  });
  await lab.travel.toEnd();
  expect(summaryOf(lab.timeline.state.branch).ending).toBe('1 request, settled');
});
