import { beforeEach, describe, expect, test } from 'vitest';

import { createLab, type Lab } from './lab.ts';
import { noMemory } from './preferences.ts';
import { FakeEngine, put, runOf } from './testing/fake-engine.ts';

let lab: Lab;

beforeEach(async () => {
  lab = createLab(new FakeEngine(), runOf([{ at: 0, command: put('milk') }]), noMemory);
  await lab.timeline.start();
  await lab.timeline.advance(100_000);
});

const lines = (): string[] => lab.timeline.state.view.log.map(({ line }) => line);
const told = (): string[] => lab.notices.store.getState().map(({ text }) => text);

async function sentenceFor(text: string): Promise<string> {
  const submission = await lab.door.submit(text);
  return submission.ok ? '' : submission.sentence;
}

describe('A typed line', () => {
  test('is carried out at the horizon', async () => {
    expect(await lab.door.submit('put cart eggs as alice')).toEqual({ ok: true });
    expect(lines()).toEqual(['put cart milk as alice', 'put cart eggs as alice']);
  });

  test('that is empty does nothing', async () => {
    expect(await lab.door.submit('  ')).toEqual({ ok: true });
    expect(lines()).toHaveLength(1);
  });

  test.each([
    ['pot cart milk', 'There is no command'],
    ['kill Z', 'There is no node'],
    ['set r=9', '9'],
    [`put cart ${'x'.repeat(1_000_000)}`, 'value'],
  ])('with a fault gives one sentence and changes nothing: %.20s', async (text, words) => {
    const sentence = await sentenceFor(text);
    expect(sentence).toContain(words);
    expect(sentence).not.toContain('\n');
    expect(sentence.length).toBeLessThan(300);
    expect(lines()).toHaveLength(1);
  });

  test('that makes no sense now says why', async () => {
    expect(await sentenceFor('restart B')).toBe('B is up: there is nothing to restart.');
    expect(await sentenceFor('heal')).toMatch(/^Nothing is cut/);
    expect(lines()).toHaveLength(1);
  });

  test('that the world refuses stays in the log, with the reason told', async () => {
    await lab.door.submit('join X');
    expect(told()).toEqual(['join is not available yet']);
    expect(lab.timeline.state.view.log.at(-1)?.refused).toBe('join is not available yet');
  });

  test('may name a node that joins in a line before it', async () => {
    expect(await sentenceFor('join X via A\nkill X')).toBe('');
    expect(await sentenceFor('kill Y')).toContain('There is no node');
  });

  test('in the past starts a branch, and a note says so', async () => {
    await lab.travel.seek(5_000);
    await lab.door.submit('kill B');
    expect(lab.timeline.state.branches.map(({ name }) => name)).toEqual(['main', 'branch 2']);
    expect(told()[0]).toBe(
      'This is branch 2, from 5 ms on; main is kept as it was. Press play to go on.',
    );
  });
});

describe('Many lines', () => {
  test('are carried out in order', async () => {
    await lab.door.submit('kill B\n\n# and now\nput cart eggs as alice');
    expect(lines().slice(1)).toEqual(['kill B', 'put cart eggs as alice']);
  });

  test('with one fault are not carried out at all', async () => {
    expect(await sentenceFor('kill B\nkill Z')).toMatch(/^Line 2, column 6: There is no node/);
    expect(lines()).toHaveLength(1);
  });

  test('in thousands are refused with a way out', async () => {
    const sentence = await sentenceFor('put cart milk\n'.repeat(10_000));
    expect(sentence).toMatch(/^That is 10000 lines, and at most 200 are taken at once/);
    expect(lines()).toHaveLength(1);
  });

  test('that are a script open it as a run of its own', async () => {
    await lab.door.submit('# a demo\nlab 1\ntitle Two nodes\ncluster A B\nput cart milk\n');
    expect(lab.timeline.state.branch.name).toBe('Two nodes');
    expect([...lab.timeline.state.view.nodes.keys()]).toEqual(['A', 'B']);
  });

  test('that are a faulty script open nothing and say where it is wrong', async () => {
    const sentence = await sentenceFor('lab 1\ncluster A B\npot cart milk\nkill Z');
    expect(sentence).toMatch(/^Line 3, column 1: There is no command/);
    expect(sentence).toMatch(/\(1 more\)$/);
    expect(lab.timeline.state.branches).toHaveLength(1);
  });
});

test('A failure of the engine is told with what to do next', async () => {
  const engine = new FakeEngine();
  lab = createLab(engine, runOf(), noMemory);
  engine.failure = new Error('the worker is gone');
  await lab.door.submit('put cart eggs');
  const [notice] = lab.notices.store.getState();
  expect(notice?.kind).toBe('failure');
  expect(notice?.text).toContain('the worker is gone');
  expect(notice?.advice).toContain('Press play');
});
