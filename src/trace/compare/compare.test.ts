import { describe, expect, test } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { evidenceOf, type Evidence } from '../checks/check.ts';
import { checks } from '../checks/run-checks.ts';
import { compareRuns, comparing, type Comparison } from './compare.ts';

const head = 'lab 1\ncluster A B C D E F\n';
const lines = [
  'at 20ms put cart milk as alice',
  'at 300ms kill B',
  'at 500ms put cart "milk, eggs" as alice',
  'at 700ms get cart as bob',
];
const tail = 'until 2s\n';

function runOf(set: string, body: readonly string[]): Evidence {
  const played = play(`${head}${set}\n${body.join('\n')}\n${tail}`);
  return evidenceOf(played.trace, played.view());
}

const original = runOf('set seed=1', lines);

/** `subject, aspect: first | second` of a group. */
function told({ differences }: Comparison, group: string): string[] {
  return differences
    .filter((difference) => difference.group === group)
    .map(({ subject, aspect, words }) => `${subject}, ${aspect}: ${words.join(' || ')}`);
}

test('a run differs by nothing from itself', () => {
  const comparison = compareRuns(original, runOf('set seed=1', lines));
  expect(comparison.differences).toEqual([]);
  expect(comparison.sentence).toBe('Nothing came out otherwise.');
  expect(comparison.pairs).toHaveLength(3);
});

test('one setting otherwise: the setting is named, and what came of it', () => {
  const strict = compareRuns(original, runOf('set seed=1 sloppy=off w=3', lines));
  expect(told(strict, 'setup')).toEqual([
    'Settings from the start, w: 2 || 3',
    'Settings from the start, sloppy: on || off',
  ]);
  expect(told(strict, 'request')).toContain(
    'put cart "milk, eggs" as alice, outcome: ok || failed: write-quorum-not-met',
  );
  expect(strict.sentence).toMatch(/^\d of 3 requests came out otherwise/);
});

describe('With a line left out', () => {
  const calm = compareRuns(
    original,
    runOf(
      'set seed=1',
      lines.filter((line) => !line.includes('kill')),
    ),
  );

  test('the line is named, and requests are matched by their lines', () => {
    expect(told(calm, 'setup')).toEqual(['The log, 300 ms: kill B || –']);
    expect(calm.pairs.map(({ line }) => line)).toEqual([
      'put cart milk as alice',
      'put cart "milk, eggs" as alice',
      'get cart as bob',
    ]);
    expect(told(calm, 'request').join('\n')).toMatch(
      /put cart "milk, eggs" as alice, hinted: [A-F] for B \|\| nobody/,
    );
  });

  test('what each replica ends with, and how its node is', () => {
    expect(told(calm, 'end')).toContain('B, status: down || up');
    expect(told(calm, 'end').join('\n')).toMatch(/cart at B, versions: milk .* \|\| milk, eggs /);
  });

  test('each difference names a moment at which both have come to it', () => {
    const hinted = calm.differences.find(({ aspect }) => aspect === 'hinted');
    const answered = ['first', 'second'].map((_, side) => {
      const subject = hinted?.subjects[side];
      const { end } =
        side === 0
          ? original
          : runOf(
              'set seed=1',
              lines.filter((line) => !line.includes('kill')),
            );
      return subject?.type === 'request' ? (end.requests.get(subject.request)?.answeredAt ?? 0) : 0;
    });
    expect(hinted?.atUs).toBe(Math.max(...answered));
    expect(hinted?.atUs).toBeGreaterThan(500_000);
  });
});

test('with ids shifted by a request that is left out, the later ones still meet', () => {
  const shifted = compareRuns(original, runOf('set seed=1', lines.slice(1)));
  expect(shifted.pairs.map(({ requests }) => requests.map((of) => of?.request ?? null))).toEqual([
    ['r1', null],
    ['r2', 'r1'],
    ['r3', 'r2'],
  ]);
  expect(told(shifted, 'request')[0]).toBe('put cart milk as alice, outcome: ok || not asked');
});

test('other clocks with the same values are told, and are no other outcome', () => {
  const via = (node: string): Evidence =>
    runOf('set seed=1', [`at 20ms put cart milk as alice via ${node}`, 'at 1s get cart as bob']);
  const comparison = compareRuns(via('A'), via('B'));
  expect(told(comparison, 'request').join('\n')).toMatch(
    /get cart as bob, clocks: milk \(A1\) \|\| milk \(B1\)/,
  );
  expect(told(comparison, 'end').join('\n')).toMatch(/cart at C, clocks: milk/);
  expect(comparison.sentence).toMatch(/^Every request came out the same, \d by another way\.$/);
});

test('a line at another time is moved, not another one', () => {
  const later = lines.map((line) => line.replace('700ms', '900ms'));
  const moved = compareRuns(original, runOf('set seed=1', later));
  expect(told(moved, 'setup')).toEqual([
    'The log, moved: get cart as bob at 700 ms || get cart as bob at 900 ms',
  ]);
});

test('a line in the place of another is held against it', () => {
  const other = lines.map((line) => line.replace('"milk, eggs"', 'tea'));
  const changed = compareRuns(original, runOf('set seed=1', other));
  expect(told(changed, 'setup')).toEqual([
    'The log, 500 ms: put cart "milk, eggs" as alice || put cart tea as alice',
  ]);
  expect(changed.pairs).toHaveLength(3);
  expect(told(changed, 'request').join('\n')).toMatch(
    /get cart as bob, returned: milk, eggs .* \|\| tea /,
  );
});

test('a stale read is told, and the words of an invariant that stands otherwise', () => {
  const body = [
    'at 0 put cart milk as alice via A',
    'at 1s partition A alice / B C bob',
    'at 1.1s put cart eggs as alice via A',
    'at 1.5s get cart as bob via B',
  ];
  const three = (set: string): Evidence => {
    const base = 'n=3 tokens=2 seed=7 latency=fixed:10ms anti-entropy=off handoff=off sloppy=off';
    const played = play(`lab 1\ncluster A B C\nset ${base} ${set}\n${body.join('\n')}\nuntil 3s\n`);
    return evidenceOf(played.trace, played.view());
  };
  const comparison = compareRuns(three('r=1 w=1'), three('r=2 w=2'));
  expect(told(comparison, 'request').join('\n')).toMatch(
    /get cart as bob via B, stale: yes: .* \|\| no/,
  );
  expect(comparison.sentence).toContain('came out otherwise');
});

test('all that a load asks is matched in order', () => {
  const loaded = (set: string): Evidence =>
    runOf(set, ['at 0 load 50/s for 1s keys=3', 'at 1.5s get cart as bob']);
  const comparison = compareRuns(loaded('set seed=1'), loaded('set seed=1 r=1'));
  expect(comparison.pairs.length).toBeGreaterThan(30);
  expect(told(comparison, 'end').join('\n')).toMatch(/all gets, median: .* ms \|\| .* ms/);
  expect(comparison.pairs.every(({ requests }) => requests.every((of) => of !== null))).toBe(true);
  expect(comparison.pairs.every(({ requests: [one, other] }) => one?.key === other?.key)).toBe(
    true,
  );
});

test('of long runs it lets go after a few events at most, and tells how far it has come', () => {
  const [one, other] = [1, 2].map((seed) =>
    runOf(`set seed=${seed}`, ['at 0 load 200/s for 4s keys=50']),
  );
  if (!one || !other) throw new Error('two runs were played');
  const slices = comparing(one, other);
  const shares: number[] = [];
  let step = slices.next();
  for (; step.done !== true; step = slices.next()) shares.push(step.value);
  expect(step.value).toEqual(compareRuns(one, other));
  const passes = Object.keys(checks).length - 2;
  const events = one.trace.length + other.trace.length;
  expect(shares.length).toBeGreaterThan((passes * events) / 1_024);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeGreaterThan(0.9);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});
