import { beforeEach, describe, expect, test } from 'vitest';

import { parseScript } from '../sim/script/parse.ts';
import type { Run } from '../sim/script/command.ts';
import { horizonOf, knownUs } from './branch.ts';
import { deleteBranch } from './branches.ts';
import { compare, leaveComparison, level, lookAt, putOnSide, sidesOf } from './comparing.ts';
import { createLab, type Lab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, put } from './testing/fake-engine.ts';
import { changedRun, whatIf, type Change } from './what-if.ts';

let lab: Lab;
let engine: FakeEngine;

function runOf(text: string): Run {
  const result = parseScript(`lab 1\ncluster A B C\n${text}\n`);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.run;
}

const run = runOf(
  'set w=2\nat 0 put cart milk as alice\nat 20ms kill B\nat 30ms get cart as bob\nuntil 60ms',
);
const names = (): string[] => lab.timeline.state.branches.map(({ name }) => name);
const idOf = (name: string): number =>
  lab.timeline.state.branches.find((branch) => branch.name === name)?.id ?? -1;
const sides = (): (string | undefined)[] => sidesOf(lab).map((branch) => branch?.name);

beforeEach(async () => {
  engine = new FakeEngine();
  lab = createLab(engine, run, noMemory);
  await lab.timeline.start();
  await lab.timeline.advance(55_000);
});

describe('One thing otherwise', () => {
  test('a setting: all lines are kept, and so is the random seed', async () => {
    const changed = await changedRun(run, { type: 'setting', key: 'w', text: '1' });
    expect(changed).toEqual({
      ok: true,
      name: 'what if w = 1',
      run: { ...run, settings: { ...run.settings, w: 1 } },
    });
  });

  test('a line left out, and nothing else', async () => {
    const changed = await changedRun(run, { type: 'left-out', line: 1 });
    expect(changed).toEqual({
      ok: true,
      name: 'without kill B',
      run: { ...run, commands: [run.commands[0], run.commands[2]] },
    });
  });

  test('another line at the same time', async () => {
    const changed = await changedRun(run, { type: 'in-place', line: 1, text: ' kill C ' });
    const second = { at: 20_000, command: { type: 'kill', node: 'C' } };
    expect(changed).toEqual({
      ok: true,
      name: 'with kill C',
      run: { ...run, commands: [run.commands[0], second, run.commands[2]] },
    });
  });

  test.each<[Change, RegExp]>([
    [{ type: 'setting', key: 'w', text: '2' }, /^w is 2 in this run already/],
    [{ type: 'setting', key: 'w', text: 'two' }, /^w takes .*, not “two”\.$/],
    [{ type: 'setting', key: 'w', text: '9' }, /w/],
    [{ type: 'left-out', line: 7 }, /^Choose a line/],
    [{ type: 'in-place', line: 1, text: '' }, /^Type the line/],
    [{ type: 'in-place', line: 1, text: 'kill Z' }, /Z/],
    [{ type: 'in-place', line: 1, text: 'kil B' }, /kil/],
    [{ type: 'in-place', line: 1, text: 'kill  B' }, /^That is the line as it was/],
  ])('%j is refused in one sentence', async (change, sentence) => {
    const before = names();
    expect(await whatIf(lab, change)).toMatch(sentence);
    expect(names()).toEqual(before);
  });
});

describe('Asked of a run', () => {
  test('it is run as far as that was known, and stands beside it at the same moment', async () => {
    lab.timeline.moveTo(lab.timeline.state.branch.trace.cursorAt(25_000));
    expect(await whatIf(lab, { type: 'left-out', line: 1 })).toBeNull();
    expect(sides()).toEqual(['main', 'without kill B']);
    const [main, other] = sidesOf(lab);
    expect(lab.timeline.state.branch.name).toBe('main');
    expect(main && other && knownUs(other) === knownUs(main)).toBe(true);
    expect(other?.cursor.at).toBe(25_000);
    expect(other?.forkedFrom).toMatchObject({ name: 'main', at: 0 });
    expect(other?.run.commands).toHaveLength(2);
  });

  test('nothing is run twice for it: both are known equally far at once', async () => {
    const atHorizon = lab.timeline.state.branch;
    lab.timeline.moveTo(horizonOf(atHorizon));
    engine.calls.length = 0;
    expect(await whatIf(lab, { type: 'left-out', line: 1 })).toBeNull();
    expect(engine.calls).toEqual([`open ${atHorizon.horizonUs}`]);
  });

  test('asked twice it has two names', async () => {
    await whatIf(lab, { type: 'setting', key: 'w', text: '1' });
    await whatIf(lab, { type: 'setting', key: 'w', text: '1' });
    expect(names()).toEqual(['main', 'what if w = 1', 'what if w = 1 (2)']);
  });
});

describe('Side by side', () => {
  test('with one branch there is nothing on the right', async () => {
    await compare(lab);
    expect(sides()).toEqual(['main', undefined]);
    leaveComparison(lab);
    expect(lab.comparing.getState().pair).toBeNull();
  });

  test('the other side is looked at at the same moment', async () => {
    await whatIf(lab, { type: 'left-out', line: 1 });
    lab.timeline.moveTo(lab.timeline.state.branch.trace.cursorAt(33_000));
    lookAt(lab, idOf('without kill B'));
    expect(lab.timeline.state.branch.name).toBe('without kill B');
    expect(lab.timeline.state.branch.cursor.at).toBe(33_000);
    expect(sides()).toEqual(['main', 'without kill B']);
  });

  test('a command in the past goes on in a branch that takes the place of its own', async () => {
    await whatIf(lab, { type: 'left-out', line: 1 });
    lab.timeline.moveTo(lab.timeline.state.branch.trace.cursorAt(10_000));
    await lab.timeline.issue([put('eggs')]);
    expect(sides()).toEqual(['without kill B', 'branch 3']);
    expect(lab.timeline.state.branch.name).toBe('branch 3');
  });

  test('what one side knows more is made known on the other, and not looked at', async () => {
    await whatIf(lab, { type: 'left-out', line: 1 });
    await lab.timeline.advance(90_000);
    await level(lab);
    const [main, other] = sidesOf(lab);
    expect([main, other].map((branch) => branch && knownUs(branch))).toEqual([89_999, 89_999]);
    expect(other?.cursor.at).toBeLessThan(60_000);
  });

  test('a side takes any branch; taking the one opposite, they change places', async () => {
    await whatIf(lab, { type: 'left-out', line: 1 });
    await whatIf(lab, { type: 'setting', key: 'w', text: '1' });
    putOnSide(lab, 0, idOf('without kill B'));
    expect(sides()).toEqual(['without kill B', 'what if w = 1']);
    expect(lab.timeline.state.branch.name).toBe('without kill B');
    putOnSide(lab, 1, idOf('without kill B'));
    expect(sides()).toEqual(['what if w = 1', 'without kill B']);
  });

  test('a branch that is deleted makes room for another, or for none', async () => {
    await whatIf(lab, { type: 'left-out', line: 1 });
    await whatIf(lab, { type: 'setting', key: 'w', text: '1' });
    await deleteBranch(lab, idOf('what if w = 1'));
    expect(sides()).toEqual(['main', 'without kill B']);
    await deleteBranch(lab, idOf('without kill B'));
    expect(sides()).toEqual(['main', undefined]);
  });
});
