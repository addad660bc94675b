import { describe, expect, it } from 'vitest';

import { Recorder } from './testing/record.ts';
import { beforeAll, Trace } from './trace.ts';
import type { StepUnit } from './trace.ts';
import type { Cursor } from './view.ts';

function sample(): Trace {
  const run = new Recorder(['A', 'B']);
  run.at = 10;
  run.issue('alice', 'r1', 'get', 'cart');
  const message = run.send('alice', 'A');
  run.at = 30;
  run.record('A', { type: 'message-delivered', message });
  run.record('world', { type: 'marked', name: 'half way' }, null);
  run.at = 50;
  run.send('A', 'B', 3);
  run.answer('alice', 'r1');
  return run.trace;
}

function stops(trace: Trace, unit: StepUnit, way: 'next' | 'previous'): number[] {
  const found: number[] = [];
  const step = (cursor: Cursor) =>
    way === 'next' ? trace.nextCursor(cursor, unit) : trace.previousCursor(cursor, unit);
  let cursor = step(way === 'next' ? beforeAll : { at: 1e9, events: trace.length });
  while (cursor) {
    found.push(cursor.events);
    cursor = step(cursor);
  }
  return found;
}

describe('a trace', () => {
  it('refuses an event out of its place, out of order or caused by a later one', () => {
    const trace = sample();
    const fire = (change: object) => () =>
      Trace.of([...trace.events.slice(0, 3), { ...trace.events[3], ...change } as never]);
    expect(fire({ id: 4 })).toThrow('event 4 comes after event 2');
    expect(fire({ at: 9 })).toThrow('event 3 happens before event 2');
    expect(fire({ cause: 3 })).toThrow('event 3 is caused by a later one');
    expect(fire({})).not.toThrow();
  });

  it('is once more what it was, and stays that while it grows', () => {
    const run = sample();
    const growing = Trace.of(run.events.slice(0, 4));
    const past = growing.upTo(3);
    growing.append(run.events.slice(4));
    expect(past.events).toEqual(run.events.slice(0, 3));
    expect(growing.length).toBe(run.length);
  });

  it('finds the moment at which everything due has happened', () => {
    const trace = sample();
    expect([0, 9, 10, 29, 30, 50, 99].map((us) => trace.cursorAt(us).events)).toEqual([
      1, 1, 3, 3, 5, 7, 7,
    ]);
    expect(trace.cursorAt(99)).toEqual({ at: 99, events: 7 });
    expect(trace.end()).toEqual({ at: 50, events: 7 });
  });

  it.each(['event', 'message', 'request', 'mark'] as const)(
    'steps by %s over the same stops both ways, the start included',
    (unit) => {
      const trace = sample();
      const forward = stops(trace, unit, 'next');
      expect(forward[0]).toBe(1);
      expect(stops(trace, unit, 'previous')).toEqual(forward.toReversed());
    },
  );

  it('stops by message where one was sent, delivered or lost', () => {
    expect(stops(sample(), 'message', 'next')).toEqual([1, 3, 4, 6]);
    expect(stops(sample(), 'request', 'next')).toEqual([1, 2, 7]);
    expect(stops(sample(), 'mark', 'next')).toEqual([1, 5]);
  });

  it('steps back to the event just passed from a moment between two events', () => {
    const trace = sample();
    expect(trace.previousCursor({ at: 20, events: 3 }, 'event')).toEqual({ at: 10, events: 3 });
    expect(trace.previousCursor({ at: 10, events: 3 }, 'event')).toEqual({ at: 10, events: 2 });
  });

  it('tells why: the chain of causes up to what a person did', () => {
    const trace = sample();
    expect(trace.causes(5).map((event) => event.type)).toEqual([
      'message-delivered',
      'message-sent',
      'request-issued',
      'run-started',
    ]);
    expect(trace.causes(4)).toEqual([]);
  });
});
