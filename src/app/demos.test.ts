import { describe, expect, test } from 'vitest';

import { runToEnd } from '../sim/in-process.ts';
import type { Run } from '../sim/script/command.ts';
import { parseScript } from '../sim/script/parse.ts';
import { resultOf, type Result } from '../sim/result.ts';
import { project } from '../trace/project.ts';
import { Trace } from '../trace/trace.ts';
import { demos, firstRun } from './demos.ts';

function played(title: string): Result {
  const demo = demos.find((each) => each.title === title);
  const parsed = parseScript(demo?.script ?? '');
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return play(parsed.run);
}

function play(run: Run): Result {
  const trace = Trace.of(runToEnd(run).events);
  return resultOf(trace, project(trace, trace.end()));
}

const valuesOf = (result: Result, node: string): (string | null)[] =>
  (result.nodes[node]?.store['cart'] ?? []).map(({ value }) => value);

test('The first visit finds six nodes and one key, and every request answered', () => {
  const result = play(firstRun());
  expect(Object.keys(result.nodes)).toHaveLength(6);
  expect(Object.keys(result.preferenceLists)).toEqual(['cart']);
  expect(result.requests.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
});

describe('Each demo shows what its note says', () => {
  test('hinted handoff', () => {
    const result = played('A cart survives a crash');
    expect(result.requests[1]).toMatchObject({
      outcome: 'ok',
      hinted: [{ holder: 'D', for: 'B' }],
    });
    expect(['A', 'B', 'C'].map((node) => valuesOf(result, node))).toEqual(
      Array.from({ length: 3 }, () => ['milk, eggs']),
    );
    expect(result.nodes['D']?.hints).toEqual([]);
  });

  test('concurrent versions', () => {
    const [, , , , , both, last] = played('Two writers in a partition').requests;
    expect(both?.op === 'get' && both.versions.map(({ value }) => value)).toEqual([
      'milk, eggs',
      'milk, bread',
    ]);
    expect(last).toMatchObject({ outcome: 'ok', clock: { A: 1, D: 1 } });
  });

  test('read repair', () => {
    const last = played('A read mends a stale replica').requests.at(-1);
    expect(last).toMatchObject({ coordinator: 'A', readRepaired: ['C'] });
  });

  test('a failed put that stays', () => {
    const result = played('Without stand-ins a write fails');
    expect(result.requests.map(({ reason }) => reason)).toEqual([
      null,
      'write-quorum-not-met',
      null,
    ]);
    expect(valuesOf(result, 'C')).toEqual(['milk, eggs', 'milk, eggs, bread']);
  });

  test('a paused node', () => {
    const result = played('A paused node answers late, not never');
    expect(result.requests[1]).toMatchObject({
      outcome: 'ok',
      hinted: [{ holder: 'D', for: 'A' }],
    });
    expect(valuesOf(result, 'A')).toEqual(['milk, eggs']);
  });

  test('a stale read', () => {
    const [, , stale, fresh] = played('A stale read, with R + W ≤ N').requests;
    expect(stale?.op === 'get' && stale.versions[0]?.value).toBe('milk');
    expect(fresh?.op === 'get' && fresh.versions[0]?.value).toBe('milk, eggs');
  });

  test('a lost update', () => {
    const last = played("The paper's clocks lose a write").requests.at(-1);
    expect(last?.op === 'get' && last.versions).toHaveLength(1);
  });

  test('an acknowledged write that is gone', () => {
    const [put, get] = played('Acknowledged, and gone').requests;
    expect(put?.outcome).toBe('ok');
    expect(get?.op === 'get' && get.versions).toEqual([]);
  });
});
