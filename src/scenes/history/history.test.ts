import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import type { Mark } from '../mark.ts';
import { drawing, sceneOf } from '../testing/draw.ts';
import { versionOf } from '../testing/views.ts';
import { compareVersions } from './compare.ts';
import { familyLimit, familyOf } from './family.ts';
import { history } from './history.ts';

/** The paper's Figure 3: two writers go on from D2 apart, a third reconciles them. */
const branchesRun = `lab 1
cluster A B C D
set n=3 r=3 w=3 tokens=4 seed=7 latency=fixed:5ms coordinator=first
at 0 put cart D1 as alice
at 100ms put cart D2 as alice
at 200ms get cart as bob
at 200ms get cart as carol
at 300ms put cart D3 as bob
at 301ms put cart D4 as carol
at 500ms get cart as alice
at 600ms put cart D5 as alice
`;

/** By the letter of the paper's clocks the second of two writers wipes out the first. */
const lossRun = `lab 1
cluster A B C
set n=3 r=2 w=2 tokens=4 seed=7 latency=fixed:5ms versioning=vector-clock coordinator=first
at 0 put cart milk as alice via A
at 1ms put cart eggs as bob via A
at 200ms get cart as alice
at 300ms put cart tea as alice via A
at 400ms delete cart as bob via A
`;

/** A truncated clock makes descendants look concurrent. */
const truncationRun = `lab 1
cluster A B C D
set n=4 r=4 w=4 tokens=4 seed=7 latency=fixed:5ms clock-limit=1
at 0 put cart milk as alice via A
at 100ms put cart eggs as alice via B
at 200ms put cart tea as alice via C
at 300ms put cart jam as alice via D
`;

/** With the timestamp alone, who writes after a clock that is ahead is lost in the act. */
const skewedRun = `lab 1
cluster A B C
set n=3 r=2 w=2 tokens=4 seed=7 latency=fixed:5ms versioning=timestamp-only
at 0 skew A 10s
at 10ms put cart milk as alice via A
at 100ms get cart as bob
at 200ms put cart eggs as bob via B
`;

const branches = play(branchesRun);
const skewed = play(skewedRun);
const loss = play(lossRun);

const file = (name: string): string => `./figures/${name}.svg`;

describe('figures', () => {
  it('two writers go on from the same version', async () => {
    await expect(drawing(history, branches, { atUs: 400_000 })).toMatchFileSnapshot(
      file('branches'),
    );
  });

  it('a third has reconciled them, in the dark', async () => {
    const figure = drawing(history, branches, { theme: 'dark', size: [960, 420] });
    await expect(figure).toMatchFileSnapshot(file('reconciled-dark'));
  });

  it('a version is lost', async () => {
    await expect(drawing(history, loss)).toMatchFileSnapshot(file('lost'));
  });

  it('a version is lost in the act, to an older one', async () => {
    await expect(drawing(history, skewed)).toMatchFileSnapshot(file('lost-at-once'));
  });

  it('a clock was cut short', async () => {
    await expect(drawing(history, play(truncationRun))).toMatchFileSnapshot(file('truncated'));
  });

  it('on a phone', async () => {
    const figure = drawing(history, branches, { size: [390, 300] });
    await expect(figure).toMatchFileSnapshot(file('phone'));
  });

  it('on a projector', async () => {
    const figure = drawing(history, branches, { size: [960, 520], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('before anything was written', async () => {
    await expect(drawing(history, branches, { atUs: 0 })).toMatchFileSnapshot(file('empty'));
  });
});

describe('the family of a key', () => {
  const told = (run: typeof branches, atUs?: number) =>
    familyOf(run.trace, run.view(atUs), 'cart').map(({ version, parents, fate }) => [
      version.value,
      parents.map((parent) => parent.version.value),
      fate.type,
    ]);

  it('goes by what each writer had seen (Figure 3)', () => {
    expect(told(branches)).toEqual([
      ['D1', [], 'superseded'],
      ['D2', ['D1'], 'superseded'],
      ['D3', ['D2'], 'superseded'],
      ['D4', ['D2'], 'superseded'],
      ['D5', ['D3', 'D4'], 'current'],
    ]);
  });

  it('is that of the cursor, not of the end', () => {
    expect(told(branches, 400_000).map(([value, , fate]) => [value, fate])).toEqual([
      ['D1', 'superseded'],
      ['D2', 'superseded'],
      ['D3', 'current'],
      ['D4', 'current'],
    ]);
  });

  it('says which version was passed over by one whose writer had not seen it', () => {
    expect(told(loss)[0]).toEqual(['milk', [], 'lost']);
  });

  it('holds one, too, that its own coordinator passed over and nobody ever stored', () => {
    expect(told(skewed)).toEqual([
      ['milk', [], 'current'],
      ['eggs', ['milk'], 'lost'],
    ]);
    const { sentence } = sceneOf(history, skewed);
    expect(sentence).toMatch(/milk \[A1\] is current; eggs \[A1 B1\] was lost/);
    const [, lost] = familyOf(skewed.trace, skewed.view(), 'cart');
    expect(lost && skewed.trace.event(lost.event)?.type).toBe('version-lost');
  });

  it('keeps to the latest of a key that is written all the time, and says so', () => {
    const hot = play(
      'lab 1\ncluster A B\nset n=2 r=1 w=1 tokens=2 seed=7\nat 0 load 200/s for 2s keys=1 reads=0%\n',
    );
    const scene = sceneOf(history, hot);
    expect(scene.table.rows).toHaveLength(familyLimit);
    expect(scene.sentence).toMatch(/has had 200 versions or more;/);
  });

  it('says of a version whose clock was cut that it stands beside its own ancestor falsely', () => {
    const cut = play(`lab 1
cluster A B C D
set n=3 r=2 w=2 seed=7 latency=fixed:5ms clock-limit=2 anti-entropy=off
at 0 put cart milk as alice via A
at 500ms kill A
at 600ms put cart eggs as alice via B
at 700ms put cart tea as alice via C
at 2s restart A
at 8s get cart as bob
`);
    const [milk, , tea] = familyOf(cut.trace, cut.view(), 'cart');
    expect([milk?.fate.type, tea?.fate.type]).toEqual(['current', 'current']);
    expect(tea?.besides).toEqual([milk?.version.dot]);
    const scene = sceneOf(history, cut, { size: [718, 390] });
    expect(scene.table.rows[2]?.at(-1)).toBe('falsely concurrent with A1');
    expect(textsIn(scene.still).join(' ')).toContain(
      'The writer of “tea” [B1 C1] had seen “milk” [A1], but its clock was cut',
    );
  });

  it('tells who wrote it and what became of it as long as that fits, in more lines if need be', () => {
    const scene = sceneOf(history, branches, { size: [718, 390] });
    const texts = textsIn(scene.still);
    expect(texts.filter((text) => text.startsWith('alice via '))).toHaveLength(3);
    expect(texts.some((text) => /^reconciles \w+ and \w+$/.test(text))).toBe(true);
  });

  it('has a table with a row for each version, and says the same in words', () => {
    const scene = sceneOf(history, branches, { atUs: 400_000 });
    expect(scene.table.rows.map(([, value]) => value)).toEqual(['D1', 'D2', 'D3', 'D4']);
    expect(scene.sentence).toMatch(/^cart has had 4 versions; D3 .* and D4 .* are concurrent\.$/);
  });
});

function textsIn(marks: readonly Mark[]): readonly string[] {
  return marks.flatMap((mark) =>
    mark.type === 'group' ? textsIn(mark.marks) : mark.type === 'text' ? [mark.text] : [],
  );
}

describe('two clocks, counter by counter (§4.4)', () => {
  const told = (a: string, b: string) =>
    compareVersions(versionOf('eggs', a), versionOf('milk', b), 'dotted');

  it('a descendant knows as much or more of everybody', () => {
    expect(told('A2 B1', 'A1').relation).toBe('descends');
    expect(told('A2 B1', 'A1').sentences[0]).toBe(
      'Of A “eggs” knows 2, “milk” only 1; of B “eggs” knows 1, “milk” none.',
    );
  });

  it('leaves a value as it was written, and goes by the writes where two are alike', () => {
    const [eggs, milk] = [versionOf('eggs, milk', 'A2'), versionOf('milk', 'A1')];
    const { sentences } = compareVersions(eggs, milk, 'dotted');
    expect(sentences[1]).toBe(
      '“eggs, milk” [A2] descends from “milk” [A1], which can be forgotten.',
    );
    const again = compareVersions(versionOf('milk', 'A2'), milk, 'dotted');
    expect(again.sentences[0]).toBe('Of A A2 knows 2, A1 only 1.');
  });

  it('says so where a timestamp alone decides against the descendant (protocol.md 12)', () => {
    const [milk, eggs] = familyOf(skewed.trace, skewed.view(), 'cart').map(
      ({ version }) => version,
    );
    if (!milk || !eggs) throw new Error('both versions are in the family');
    const { relation, sentences } = compareVersions(milk, eggs, 'timestamp-only');
    expect(relation).toBe('is-ancestor');
    expect(sentences.at(-1)).toBe(
      '“eggs” [A1 B1] descends from “milk” [A1]; but the last write wins by its timestamp alone, and “milk” [A1] bears the later one: its descendant is lost.',
    );
    expect(compareVersions(milk, eggs, 'dotted').sentences.at(-1)).toMatch(/can be forgotten/);
  });

  it('concurrent versions each know something that the other does not', () => {
    const { relation, sentences } = told('A1 B1', 'A1 C1');
    expect(relation).toBe('concurrent');
    expect(sentences[1]).toBe('Neither has seen the other: they are concurrent, and both stay.');
  });

  it('says so where counting alone would mislead (protocol.md 12)', () => {
    const eggs = { ...versionOf('eggs', 'A2'), unseen: [{ actor: 'A', counter: 1 }] };
    const { relation, sentences } = compareVersions(eggs, versionOf('milk', 'A1'), 'dotted');
    expect(relation).toBe('concurrent');
    expect(sentences[1]).toContain('but its writer had not seen A1');
  });
});
