import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyTrace } from './testing/arbitrary.ts';
import { Recorder, versionOf } from './testing/record.ts';
import { project, Projector } from './project.ts';
import type { View } from './view.ts';

const milk = versionOf('milk', { A: 1 });
const eggs = versionOf('eggs', { A: 2 });

function viewOf(run: Recorder): View {
  return project(run.trace, run.trace.end());
}

function stored(view: View, key: string, node: string): (string | null)[] {
  return (view.keys.get(key)?.replicas.get(node) ?? []).map((kept) => kept.version.value);
}

describe('what is to be seen of a run', () => {
  it('starts with all nodes up, in the order named, their tokens sorted', () => {
    const view = viewOf(new Recorder(['C', 'A', 'B']));
    expect([...view.nodes.keys()]).toEqual(['C', 'A', 'B']);
    expect(view.nodes.get('A')).toMatchObject({ status: 'up', incarnation: 1, unflushed: 0 });
  });

  it('shows a key from the first request for it, before anything is stored', () => {
    const run = new Recorder(['A']);
    const event = run.issue('alice', 'r1', 'get', 'cart');
    const key = viewOf(run).keys.get('cart');
    expect(key?.position).toBe('54013ba69c196820e56801f1ef5aad54');
    expect(key).toMatchObject({ preferenceList: [], homes: 0, changedBy: event });
    expect([...viewOf(run).clients]).toEqual(['alice']);
  });

  it('keeps what a replica stored and forgets what was superseded', () => {
    const run = new Recorder(['A', 'B']);
    run.store('A', 'cart', milk);
    run.store('B', 'cart', milk);
    run.store('A', 'cart', eggs);
    run.supersede('A', 'cart', milk, eggs);
    const view = viewOf(run);
    expect(stored(view, 'cart', 'A')).toEqual(['eggs']);
    expect(stored(view, 'cart', 'B')).toEqual(['milk']);
    expect(view.nodes.get('A')?.versionsHeld).toBe(1);
  });

  it('stores a version that comes twice once', () => {
    const run = new Recorder(['A']);
    run.store('A', 'cart', milk);
    run.store('A', 'cart', milk);
    expect(stored(viewOf(run), 'cart', 'A')).toEqual(['milk']);
  });

  it('keeps a hint with its holder until it is discarded', () => {
    const run = new Recorder(['A', 'B', 'C']);
    run.issue('alice', 'r1', 'put', 'cart', 'milk');
    run.hint('C', 'cart', milk, 'B', 'r1');
    const held = viewOf(run);
    expect(held.keys.get('cart')?.hints).toMatchObject([{ holder: 'C', for: 'B' }]);
    expect(held.nodes.get('C')?.hintsHeld).toBe(1);
    expect(held.requests.get('r1')?.hinted).toEqual([{ holder: 'C', for: 'B' }]);
    run.record('C', {
      type: 'hint-discarded',
      key: 'cart',
      for: 'B',
      dot: milk.dot,
      reason: 'handed-off',
    });
    expect(viewOf(run).keys.get('cart')?.hints).toEqual([]);
    expect(viewOf(run).nodes.get('C')?.hintsHeld).toBe(0);
  });

  it('shows the disk of a killed node, and not whom it suspected', () => {
    const run = new Recorder(['A', 'B']);
    run.store('A', 'cart', milk);
    run.record('A', { type: 'node-suspected', suspect: 'B', missed: 'store' });
    expect(viewOf(run).nodes.get('A')?.suspects.has('B')).toBe(true);
    run.at = 40;
    const event = run.record('world', { type: 'node-killed', target: 'A' });
    const node = viewOf(run).nodes.get('A');
    expect(node).toMatchObject({ status: 'down', since: 40, statusEvent: event });
    expect(node?.suspects.size).toBe(0);
    expect(stored(viewOf(run), 'cart', 'A')).toEqual(['milk']);
  });

  it('empties a wiped disk of replicas and hints', () => {
    const run = new Recorder(['A', 'B']);
    run.store('A', 'cart', milk);
    run.store('B', 'cart', milk);
    run.hint('A', 'list', eggs, 'B');
    run.record('world', { type: 'disk-wiped', target: 'A' });
    const view = viewOf(run);
    expect(view.nodes.get('A')).toMatchObject({ versionsHeld: 0, hintsHeld: 0 });
    expect(view.keys.get('list')?.hints).toEqual([]);
    expect(stored(view, 'cart', 'A')).toEqual([]);
    expect(stored(view, 'cart', 'B')).toEqual(['milk']);
  });

  it('follows a request from its coordinator and stand-ins to its answer', () => {
    const run = new Recorder(['A', 'B', 'C'], { w: 5 });
    run.issue('alice', 'r1', 'put', 'cart', 'milk');
    expect(viewOf(run).requests.get('r1')?.needed).toBe(3);
    run.resolve('A', 'r1', 'cart', ['A', 'B', 'C'], 2);
    run.store('A', 'cart', milk, 'r1');
    run.acknowledge('A', 'r1', 'A', 1);
    expect(viewOf(run).requests.get('r1')).toMatchObject({
      coordinator: 'A',
      needed: 2,
      versions: [milk],
      outcome: null,
      replies: [{ by: 'A', late: false }],
    });
    run.at = 20;
    run.complete('A', 'r1', 'put', 'cart');
    run.at = 30;
    run.answer('alice', 'r1', [milk]);
    expect(viewOf(run).requests.get('r1')).toMatchObject({
      completedAt: 20,
      answeredAt: 30,
      outcome: 'ok',
    });
    expect(viewOf(run).keys.get('cart')).toMatchObject({
      homes: 2,
      preferenceList: ['A', 'B', 'C'],
    });
  });

  it('knows what a put wrote when its coordinator only stands in', () => {
    const run = new Recorder(['A', 'B', 'C']);
    run.issue('alice', 'r1', 'put', 'cart', 'milk');
    run.resolve('C', 'r1', 'cart', ['A', 'B', 'C'], 2);
    run.hint('C', 'cart', milk, 'A', 'r1');
    expect(viewOf(run).requests.get('r1')?.versions).toEqual([milk]);
    run.hint('B', 'cart', eggs, 'A', 'r1');
    expect(viewOf(run).requests.get('r1')?.versions).toEqual([milk]);
  });

  it('shows messages under way, and lost ones', () => {
    const run = new Recorder(['A', 'B']);
    const first = run.send('A', 'B');
    const second = run.send('B', 'A');
    expect([...viewOf(run).inFlight.keys()]).toEqual([first, second]);
    run.record('B', { type: 'message-delivered', message: first });
    run.record('A', { type: 'message-lost', message: second, reason: 'lossy-link' });
    const view = viewOf(run);
    expect(view.inFlight.size).toBe(0);
    expect(view.lost).toMatchObject([{ flight: { message: second }, reason: 'lossy-link' }]);
    expect(view.counts).toEqual({ sent: 2, delivered: 1, lost: 1, bytes: 100 });
  });

  it('notes a refusal on the line of the command', () => {
    const run = new Recorder(['A']);
    const event = run.record('world', { type: 'command-issued', line: 'kill B' }, null);
    run.record('world', { type: 'command-refused', line: 'kill B', why: 'there is no B' });
    expect(viewOf(run).log).toEqual([{ at: 0, line: 'kill B', event, refused: 'there is no B' }]);
  });
});

describe('the disk under durability=buffered', () => {
  it('loses what was stored since the last flush, and only that', () => {
    const run = new Recorder(['A', 'B'], { durability: 'buffered' });
    run.store('A', 'cart', milk);
    expect(viewOf(run).nodes.get('A')?.unflushed).toBe(1);
    run.record('A', { type: 'write-flushed', records: 1 });
    expect(viewOf(run).nodes.get('A')?.unflushed).toBe(0);
    run.store('A', 'cart', eggs);
    run.supersede('A', 'cart', milk, eggs);
    run.hint('A', 'list', milk, 'B');
    expect(viewOf(run).nodes.get('A')?.unflushed).toBe(2);
    expect(stored(viewOf(run), 'cart', 'A')).toEqual(['eggs']);
    run.record('world', { type: 'node-killed', target: 'A' });
    run.record('world', { type: 'write-lost', target: 'A', records: 2 });
    const view = viewOf(run);
    expect(stored(view, 'cart', 'A')).toEqual(['milk']);
    expect(view.keys.get('list')?.hints).toEqual([]);
    expect(view.nodes.get('A')).toMatchObject({ unflushed: 0, versionsHeld: 1, hintsHeld: 0 });
  });

  it('gives back a hint that was discarded in memory only', () => {
    const run = new Recorder(['A', 'B'], { durability: 'buffered' });
    run.hint('A', 'cart', milk, 'B');
    run.record('A', { type: 'write-flushed', records: 1 });
    const reason = 'handed-off';
    run.record('A', { type: 'hint-discarded', key: 'cart', for: 'B', dot: milk.dot, reason });
    run.record('world', { type: 'write-lost', target: 'A', records: 1 });
    expect(viewOf(run).keys.get('cart')?.hints).toMatchObject([{ holder: 'A', for: 'B' }]);
  });

  it('loses nothing with durability=flushed', () => {
    const run = new Recorder(['A']);
    run.store('A', 'cart', milk);
    run.record('world', { type: 'write-lost', target: 'A', records: 0 });
    expect(stored(viewOf(run), 'cart', 'A')).toEqual(['milk']);
  });
});

describe('views', () => {
  it('are the same object at the same moment', () => {
    const run = new Recorder(['A']);
    const projector = new Projector(run.trace);
    expect(projector.at(run.trace.end())).toBe(projector.at(run.trace.end()));
  });

  it('share what an event left alone', () => {
    const run = new Recorder(['A', 'B']);
    run.store('A', 'cart', milk);
    run.store('B', 'list', milk);
    const projector = new Projector(run.trace);
    const before = projector.at(run.trace.end());
    run.store('A', 'cart', eggs);
    const after = projector.at(run.trace.end());
    expect(after.keys.get('cart')).not.toBe(before.keys.get('cart'));
    expect(after.keys.get('list')).toBe(before.keys.get('list'));
    expect(after.nodes.get('B')).toBe(before.nodes.get('B'));
    expect(after.requests).toBe(before.requests);
    expect(after.inFlight).toBe(before.inFlight);
    expect(stored(before, 'cart', 'A')).toEqual(['milk']);
  });

  it('share everything but the cursor when only time goes on', () => {
    const run = new Recorder(['A']);
    const projector = new Projector(run.trace);
    const before = projector.at({ at: 0, events: 1 });
    const after = projector.at({ at: 5, events: 1 });
    expect(after.cursor.at).toBe(5);
    expect({ ...after, cursor: before.cursor }).toEqual(before);
    expect(after.nodes).toBe(before.nodes);
  });
});

describe('moving through a trace', () => {
  const cursors = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 12 });

  it('shows the same moment the same, by whatever path it was reached', () => {
    fc.assert(
      fc.property(anyTrace(60), cursors, (trace, path) => {
        const projector = new Projector(trace);
        for (const place of path) {
          const cursor = trace.cursorAfter(place % trace.length);
          expect(projector.at(cursor)).toEqual(project(trace, cursor));
        }
      }),
    );
  });

  it('never changes a view that was handed out', () => {
    fc.assert(
      fc.property(anyTrace(60), cursors, (trace, path) => {
        const projector = new Projector(trace);
        const handedOut = path.map((place) => {
          const view = projector.at(trace.cursorAfter(place % trace.length));
          return { view, copy: structuredClone(view) };
        });
        for (const { view, copy } of handedOut) expect(view).toEqual(copy);
      }),
    );
  });

  it('leaves a newcomer as it is whose empty disk is wiped (seed 1205475005)', () => {
    const run = new Recorder(['A']);
    const change = { member: 'X', change: 'join', issuedAt: 0, issuedBy: 'A', from: null } as const;
    const learned = run.record('A', { type: 'membership-learned', ...change });
    const wiped = run.record('world', { type: 'disk-wiped', target: 'X' });
    const projector = new Projector(run.trace);
    const [before, after] = [learned, wiped].map((event) =>
      projector.at(run.trace.cursorAfter(event)).nodes.get('X'),
    );
    expect(before).toBeDefined();
    expect(after).toBe(before);
  });

  it('keeps the same object for what is the same before and after an event', () => {
    fc.assert(
      fc.property(anyTrace(60), (trace) => {
        const projector = new Projector(trace);
        let before = projector.at(trace.cursorAfter(0));
        for (let id = 1; id < trace.length; id += 1) {
          const after = projector.at(trace.cursorAfter(id));
          expectShared(before.nodes, after.nodes);
          expectShared(before.keys, after.keys);
          expectShared(before.requests, after.requests);
          expectShared(before.inFlight, after.inFlight);
          before = after;
        }
      }),
    );
  });

  it('crosses keyframes without a difference, however long the trace', () => {
    const run = new Recorder(['A', 'B']);
    for (let index = 1; index <= 3_000; index += 1) {
      run.store(index % 3 === 0 ? 'A' : 'B', `key ${index % 7}`, versionOf('v', { A: index }));
    }
    const projector = new Projector(run.trace);
    for (const id of [2_999, 511, 512, 513, 1_023, 1_024, 0, 2_048, 2_047, 1_500]) {
      const cursor = run.trace.cursorAfter(id);
      expect(projector.at(cursor)).toEqual(project(run.trace, cursor));
    }
  });

  it('keeps fewer keyframes of a very long trace, and still finds its place', () => {
    const run = new Recorder(['A']);
    while (run.trace.length < 270_000) {
      run.record('A', { type: 'message-delivered', message: 'm1' });
    }
    const projector = new Projector(run.trace);
    for (const id of [269_999, 131_072, 131_071, 512, 200_000, 1_023, 1_024, 262_145, 0]) {
      expect(projector.at(run.trace.cursorAfter(id)).counts.delivered).toBe(id);
    }
  });

  it('can be made ready in slices without moving what is shown', () => {
    const run = new Recorder(['A']);
    for (let index = 0; index < 3_000; index += 1) run.send('A', 'A');
    const projector = new Projector(run.trace);
    const shown = projector.at(run.trace.cursorAfter(10));
    let slices = 1;
    while (!projector.prepare(1_000)) slices += 1;
    expect(slices).toBe(3);
    expect(projector.at(run.trace.cursorAfter(10))).toBe(shown);
  });

  it('follows a trace that grows', () => {
    const run = new Recorder(['A']);
    const projector = new Projector(run.trace);
    for (let index = 0; index < 600; index += 1) {
      run.send('A', 'A');
      expect(projector.at(run.trace.end()).counts.sent).toBe(index + 1);
    }
  });
});

/** An entry that deep-equals the one before is the one before, and so is the whole map. */
function expectShared<Id>(before: ReadonlyMap<Id, object>, after: ReadonlyMap<Id, object>): void {
  let areAll = before.size === after.size;
  for (const [id, entry] of after) {
    const old = before.get(id);
    if (old !== entry) areAll = false;
    if (old && JSON.stringify(old, asEntries) === JSON.stringify(entry, asEntries)) {
      expect(entry).toBe(old);
    }
  }
  if (areAll) expect(after).toBe(before);
}

function asEntries(_: string, value: unknown): unknown {
  return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
}
