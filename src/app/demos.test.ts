import { describe, expect, test } from 'vitest';

import { runToEnd } from '../sim/in-process.ts';
import type { Run } from '../sim/script/command.ts';
import { parseScript } from '../sim/script/parse.ts';
import { resultOf, type Result } from '../sim/result.ts';
import type { TraceEvent } from '../trace/event.ts';
import { project } from '../trace/project.ts';
import { Trace } from '../trace/trace.ts';
import { merkle } from '../scenes/merkle/merkle.ts';
import { themes } from '../scenes/theme.ts';
import { demos } from './demos.ts';
import firstVisit from './demos/first-visit.lab?raw';
import { firstRun } from './first-run.ts';

function runOf(title: string): Run {
  const demo = demos.find((each) => each.title === title);
  const parsed = parseScript(demo?.script ?? '');
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return parsed.run;
}

/** What a demo comes to, at its end or just before one of its marks. */
function played(title: string, mark?: string): Result {
  const trace = Trace.of(runToEnd(runOf(title)).events);
  const marked = trace.events.find((event) => event.type === 'marked' && event.name === mark);
  const cursor = marked ? trace.cursorAt(marked.at - 1) : trace.end();
  return resultOf(trace, project(trace, cursor));
}

/** Everything of one sort that happened in a demo. */
function happened<Type extends TraceEvent['type']>(title: string, type: Type) {
  const { events } = runToEnd(runOf(title));
  return events.filter(
    (event): event is Extract<TraceEvent, { type: Type }> => event.type === type,
  );
}

function play(run: Run): Result {
  const trace = Trace.of(runToEnd(run).events);
  return resultOf(trace, project(trace, trace.end()));
}

const valuesOf = (result: Result, node: string): (string | null)[] =>
  (result.nodes[node]?.store['cart'] ?? []).map(({ value }) => value);

test('The first run is its script', () => {
  expect(parseScript(firstVisit)).toMatchObject({ ok: true, run: firstRun });
});

test('The first visit finds six nodes and one key, and every request answered', () => {
  const result = play(firstRun);
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

  test('a removed item that comes back', () => {
    const last = played('What was removed comes back').requests.at(-1);
    expect(last?.op === 'get' && last.versions.map(({ value }) => value)).toEqual([
      '["eggs","flour","milk","salt"]',
    ]);
  });

  test('false concurrency', () => {
    const title = 'A clock cut short';
    expect(happened(title, 'clock-truncated').map(({ node }) => node)).toEqual(['C']);
    const last = played(title).requests.at(-1);
    expect(last?.op === 'get' && last.versions).toMatchObject([
      { value: 'milk, eggs, bread', clock: { B: 1, C: 1 } },
      { value: 'milk', clock: { A: 1 } },
    ]);
  });

  test('an update lost to a wrong clock', () => {
    const [, , put, get] = played('The later write loses').requests;
    expect(put).toMatchObject({ outcome: 'ok', value: 'milk, eggs' });
    expect(get?.op === 'get' && get.versions.map(({ value }) => value)).toEqual(['milk']);
    expect(happened('The later write loses', 'version-lost')).toMatchObject([{ request: 'r3' }]);
  });

  test('a disk that fills again with no read', () => {
    const title = 'A wiped disk fills again';
    const copies = (result: Result) => Object.keys(result.nodes['B']?.store ?? {}).toSorted();
    expect(copies(played(title, 'wiped'))).toEqual(['book', 'cart', 'film', 'song']);
    expect(copies(played(title, 'comparing'))).toEqual([]);
    expect(copies(played(title))).toEqual(['book', 'cart', 'film', 'song']);
    expect(played(title).requests.filter(({ op }) => op === 'get')).toEqual([]);
  });

  test('two keys that differ among many, found for less than a full copy', () => {
    const title = 'Two keys of two hundred differ';
    const missed = played(title, 'comparing');
    expect(missed.nodes['A']?.store['cart']).toBeDefined();
    expect(missed.nodes['C']?.store['cart']).toBeUndefined();
    const result = played(title);
    expect(result.antiEntropy).toMatchObject({ versionsMoved: 2 });
    expect(Object.keys(result.nodes['C']?.store ?? {})).toEqual(
      expect.arrayContaining(['cart', 'book']),
    );
    const trace = Trace.of(runToEnd(runOf(title)).events);
    const view = project(trace, trace.end());
    const scene = merkle.scene({
      view,
      trace,
      selection: null,
      compared: null,
      size: { width: 700, height: 400 },
      theme: themes.light,
    });
    const [, sent, full] =
      /(\d+) B; a full copy .* (\d+) B/.exec(JSON.stringify(scene.still)) ?? [];
    expect(Number(sent)).toBeGreaterThan(0);
    expect(Number(full)).toBeGreaterThan(2 * Number(sent));
  });

  test('a newcomer that takes its share', () => {
    const result = played('A node joins and takes its share');
    expect(result.nodes['X']).toMatchObject({ status: 'up' });
    expect(Object.keys(result.nodes['X']?.store ?? {})).toEqual(['game']);
    for (const { members } of Object.values(result.nodes)) expect(members).toContain('X');
    expect(result.requests.at(-1)).toMatchObject({ op: 'get', coordinator: 'X', outcome: 'ok' });
  });

  test('an outage that changes nothing, and a removal that does', () => {
    const title = 'An outage is no departure';
    const members = (result: Result) => result.nodes['A']?.members.join(' ');
    expect(members(played(title, 'back'))).toBe('A B C D E');
    const result = played(title);
    expect(members(result)).toBe('A B D E');
    expect(result.nodes['C']).toMatchObject({ status: 'removed', store: {} });
    expect(valuesOf(result, 'D')).toEqual(['milk']);
  });

  test('two rings without a seed, and one with it', () => {
    const title = 'Without a seed, two rings';
    const apart = played(title, 'seed').nodes;
    expect(apart['X']?.members).toEqual(['X']);
    expect(apart['B']?.members).toEqual(['A', 'B', 'C', 'D']);
    for (const { members } of Object.values(played(title).nodes)) {
      expect(members).toEqual(['A', 'B', 'C', 'D', 'X']);
    }
  });

  test('a data centre that is down as a whole', () => {
    const result = played('A whole data centre goes down');
    const [first, put, get] = result.requests;
    expect(first?.outcome).toBe('ok');
    expect(result.preferenceLists['cart']?.slice(0, 3)).toEqual(['B', 'A', 'D']);
    expect(put).toMatchObject({ outcome: 'ok', hinted: [{ holder: 'C', for: 'D' }] });
    expect(get?.op === 'get' && get.versions.map(({ value }) => value)).toEqual(['milk, eggs']);
    expect(valuesOf(result, 'D')).toEqual(['milk, eggs']);
  });
});

test('Every demo has a title, a note, and at least one mark and one caption', () => {
  expect(demos.length).toBeGreaterThanOrEqual(16);
  expect(new Set(demos.map(({ title }) => title)).size).toBe(demos.length);
  for (const { title, note } of demos) {
    const types = runOf(title).commands.map(({ command }) => command.type);
    expect([title, types.includes('mark'), types.includes('say')]).toEqual([title, true, true]);
    expect([title, note.length]).not.toEqual([title, 0]);
  }
});
