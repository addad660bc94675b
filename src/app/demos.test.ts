import { describe, expect, test } from 'vitest';

import { filmFrames } from '../export/film/film-frames.ts';
import { writeLink } from '../lab/link.ts';
import { defaultSpeed, readingMs } from '../lab/pace.ts';
import { atStart } from '../lab/place.ts';
import { runToEnd } from '../sim/in-process.ts';
import type { Run } from '../sim/script/command.ts';
import { parseScript } from '../sim/script/parse.ts';
import { resultOf, type Result } from '../sim/result.ts';
import type { TraceEvent } from '../trace/event.ts';
import { Projector, project } from '../trace/project.ts';
import { saidNow } from '../trace/said-now.ts';
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

  test('background work that gives way to requests, and ends (§6.5)', () => {
    const title = 'A newcomer while people shop';
    const changes = happened(title, 'slices-changed');
    const slicesAt = (node: string, atUs: number) =>
      changes.findLast((change) => change.node === node && change.at <= atUs)?.slices;
    expect([slicesAt('A', 7_700_000), slicesAt('A', 7_930_000)]).toEqual([2, 1]);
    expect([slicesAt('B', 7_700_000), slicesAt('B', 7_930_000)]).toEqual([2, 1]);
    const result = played(title);
    expect(Object.keys(result.nodes['E']?.store ?? {}).length).toBeGreaterThan(50);
    expect(new Set(result.requests.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
  });

  test('an outage that changes nothing, and a removal that does', () => {
    const title = 'An outage is no departure';
    const members = (result: Result) => result.nodes['A']?.members.join(' ');
    expect(members(played(title, 'back'))).toBe('A B C D E');
    const result = played(title);
    expect(members(result)).toBe('A B D E');
    expect(result.nodes['C']).toMatchObject({ status: 'removed', store: {} });
    expect(valuesOf(result, 'D')).toEqual(['milk, eggs']);
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

  test('where keys live, and who coordinates', () => {
    const { preferenceLists, requests } = played('Where a key lives');
    expect(preferenceLists['basket']?.slice(0, 3)).toEqual(['B', 'C', 'D']);
    expect(preferenceLists['cart']?.slice(0, 3)).toEqual(['D', 'E', 'F']);
    expect(requests.map(({ coordinator }) => coordinator)).toEqual(['B', 'D', 'B']);
    expect(happened('Where a key lives', 'request-forwarded').map(({ node }) => node)).toEqual([
      'F',
    ]);
  });

  test('partitions that a newcomer takes as they are', () => {
    const title = 'Equal partitions, and a newcomer';
    const handed = happened(title, 'range-handed-over');
    expect(handed.map(({ to, ranges }) => [to, ranges.length])).toEqual([
      ['D', 1],
      ['D', 1],
      ['D', 1],
    ]);
    const tokens = Object.values(played(title).nodes).map(({ tokens: own }) => own.length);
    expect(tokens).toEqual([3, 3, 3, 3]);
    expect(played(title, 'taken').nodes['D']?.status).toBe('up');
  });

  test('a hot key that only its home nodes serve', () => {
    const title = 'One hot key';
    const [from] = happened(title, 'marked').filter(({ name }) => name === 'one-key');
    const stored = happened(title, 'version-stored').filter(({ at }) => at > (from?.at ?? 0));
    expect(new Set(stored.map(({ node }) => node)).size).toBe(3);
  });

  test('Figure 3', () => {
    const { requests } = played('Figure 3, to the letter');
    expect(requests.at(-3)).toMatchObject({ versions: [{ value: 'D3' }, { value: 'D4' }] });
    expect(requests.at(-2)).toMatchObject({ clock: { Sx: 3, Sy: 1, Sz: 1 } });
    expect(requests.at(-1)).toMatchObject({ versions: [{ value: 'D5' }] });
  });

  test('blind puts that pile up, and one put that replaces them', () => {
    const [, , , three, , one] = played('Blind puts pile up').requests;
    expect(three?.op === 'get' && three.versions).toHaveLength(3);
    expect(one).toMatchObject({ versions: [{ value: 'merged' }] });
  });

  test('a client that does not read its own write', () => {
    const [, put, get] = played('R + W > N, and still not my own write').requests;
    expect(put).toMatchObject({
      outcome: 'ok',
      acknowledgedBy: expect.arrayContaining(['C']) as unknown,
    });
    expect(get).toMatchObject({ outcome: 'ok', versions: [{ value: 'old' }] });
  });

  test('a write that was not acknowledged, and is there', () => {
    const [put, get] = played('The coordinator dies').requests;
    expect(put).toMatchObject({ outcome: 'failed', reason: 'timeout' });
    expect(get).toMatchObject({ outcome: 'ok', versions: [{ value: 'milk' }] });
  });

  test('a client that needs no hop, but while its view is old', () => {
    const forwarded = happened('A client that knows the ring', 'request-forwarded');
    expect(forwarded.map(({ node, request }) => [node, request])).toEqual([['C', 'r2']]);
  });

  test('a node that is down for one other alone', () => {
    const title = 'Down for one, up for the others';
    const suspects = (mark: string) =>
      Object.entries(played(title, mark).nodes).flatMap(([node, { suspects: of }]) =>
        of.map((other) => `${node} ${other}`),
      );
    expect(suspects('others')).toEqual(['D C']);
    expect(suspects('trusted')).toEqual([]);
    expect(played(title).requests.at(-1)).toMatchObject({ coordinator: 'E', outcome: 'ok' });
    expect(played(title).nodes['F']?.hints).toEqual([]);
  });

  test('hints that all go home', () => {
    const title = 'After a long outage';
    expect(played(title, 'back').nodes['C']?.status).toBe('down');
    expect(happened(title, 'hint-handed-off').length).toBeGreaterThanOrEqual(8);
    for (const { hints } of Object.values(played(title, 'done').nodes)) expect(hints).toEqual([]);
  });

  test('a tombstone that stays until all have it', () => {
    const title = 'What is deleted stays deleted';
    expect(valuesOf(played(title, 'back'), 'E')).toEqual(['milk']);
    for (const get of played(title).requests.slice(-2)) expect(get).toMatchObject({ versions: [] });
    const reaped = happened(title, 'tombstone-reaped');
    expect(new Set(reaped.map(({ node }) => node))).toEqual(new Set(['C', 'D', 'E']));
    const [back] = happened(title, 'marked').filter(({ name }) => name === 'reaped');
    expect(reaped.every(({ at }) => at > (back?.at ?? Infinity))).toBe(true);
  });

  test('a node that counts on under another name', () => {
    const [, put] = played('A wiped node counts on').requests;
    expect(put).toMatchObject({ clock: { C: 1, 'C~2': 1 } });
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

test('Every demo has a title, a note, marks, and captions that are short and stay in one group', () => {
  expect(demos.length).toBeGreaterThanOrEqual(28);
  expect(new Set(demos.map(({ title }) => title)).size).toBe(demos.length);
  const groups = demos.map(({ group }) => group);
  const runs = groups.filter((group, index) => group !== groups[index - 1]);
  expect(runs).toEqual([...new Set(groups)]);
  for (const { title, note } of demos) {
    const { commands } = runOf(title);
    const marks = commands.flatMap(({ command }) => (command.type === 'mark' ? [command] : []));
    const says = commands.flatMap(({ command }) => (command.type === 'say' ? [command.text] : []));
    expect([title, marks.length >= 3, says.length >= 3]).toEqual([title, true, true]);
    expect([title, says.filter((text) => text.length > 110)]).toEqual([title, []]);
    expect([title, note.length > 0 && note.length <= 55]).toEqual([title, true]);
  }
});

test('Every demo fits into a link of at most 1.2 kB', async () => {
  for (const { title } of demos) {
    const { length } = await writeLink(runOf(title), atStart);
    expect([title, length <= 1_200]).toEqual([title, true]);
  }
});

test('No caption of a demo is wiped away before it can be read', () => {
  for (const { title } of demos) {
    const trace = Trace.of(runToEnd(runOf(title)).events);
    const times = { fromUs: 0, toUs: trace.endUs, speed: defaultSpeed, title: null };
    const standing = new Map<string, number>();
    for (const { view } of filmFrames(trace, new Projector(trace), times)) {
      const said = saidNow(view);
      if (said !== null) standing.set(said, (standing.get(said) ?? 0) + 1_000 / 30);
    }
    const hurried = [...standing].filter(([text, ms]) => ms < 0.8 * readingMs(text, defaultSpeed));
    expect([title, hurried]).toEqual([title, []]);
    const saidAtAll = runOf(title).commands.filter(({ command }) => command.type === 'say');
    expect([title, standing.size]).toEqual([title, saidAtAll.length]);
  }
});
