import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalText, digestOf, RunningDigest } from './digest.ts';
import { anyTrace } from './testing/arbitrary.ts';
import { Recorder } from './testing/record.ts';
import { Trace } from './trace.ts';

function run(record: (run: Recorder) => void): string {
  const recorder = new Recorder(['A', 'B']);
  record(recorder);
  return digestOf(recorder.trace);
}

function happenings(recorder: Recorder): void {
  recorder.at = 1_000;
  recorder.record('world', { type: 'command-issued', line: 'kill A' }, null);
  recorder.record('world', { type: 'node-killed', target: 'A' });
  recorder.send('B', 'A');
}

describe('the digest of a run', () => {
  it('is 32 hex digits, the same for the same run', () => {
    expect(run(happenings)).toMatch(/^[0-9a-f]{32}$/);
    expect(run(happenings)).toBe(run(happenings));
  });

  it('tells runs apart by what happened, when, where and why', () => {
    const base = run(happenings);
    const kills = (target: string, cause: number | null, at = 0) =>
      run((recorder) => {
        recorder.at = at;
        recorder.record('world', { type: 'node-killed', target }, cause);
      });
    const others = [kills('A', 0), kills('B', 0), kills('A', null), kills('A', 0, 1)];
    expect(new Set([base, ...others]).size).toBe(5);
  });

  it('does not see what is for the audience, nor faults of the lab itself', () => {
    const told = run((recorder) => {
      recorder.record('world', { type: 'command-issued', line: 'say "watch A"' }, null);
      recorder.record('world', { type: 'said', text: 'watch A' });
      recorder.record('world', { type: 'command-issued', line: 'show ring cart' }, null);
      recorder.record('world', { type: 'shown', view: 'ring', subject: 'cart' });
      happenings(recorder);
      recorder.record('world', { type: 'node-crashed', target: 'B', error: 'oh' });
      recorder.record('world', { type: 'command-issued', line: 'mark end' }, null);
      recorder.record('world', { type: 'marked', name: 'end' });
    });
    expect(told).toBe(run(happenings));
  });

  it('sees a command that merely begins like one for the audience', () => {
    const line = (text: string) => (recorder: Recorder) =>
      void recorder.record('world', { type: 'command-issued', line: text }, null);
    expect(run(line('show-off A'))).not.toBe(run(() => {}));
  });

  it('does not depend on how the objects were put together', () => {
    fc.assert(
      fc.property(anyTrace(20), (trace) => {
        const reversed = trace.events.map((event) => turnedAround(event) as typeof event);
        expect(digestOf(Trace.of(reversed))).toBe(digestOf(trace));
      }),
    );
  });

  it('goes on from where it was and ends the same', () => {
    fc.assert(
      fc.property(
        anyTrace(60),
        fc.array(fc.nat(20), { size: 'max', maxLength: 8 }),
        (trace, steps) => {
          const growing = new Trace();
          const digest = new RunningDigest(growing);
          for (const step of steps) {
            growing.append(trace.events.slice(growing.length, growing.length + step));
            expect(digest.hex()).toBe(digestOf(Trace.of(growing.events)));
          }
          growing.append(trace.events.slice(growing.length));
          while (!digest.advance(7));
          expect(digest.hex()).toBe(digestOf(trace));
        },
      ),
    );
  });
});

describe('canonical text', () => {
  it('is JSON, with members in order of their names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalText({ b: 1, a: ['x', null, undefined], c: undefined })).toBe(
      '{"a":["x",null,null],"b":1}',
    );
  });
});

function turnedAround(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(turnedAround);
  const members = Object.entries(value).map(([name, member]) => [name, turnedAround(member)]);
  return Object.fromEntries(members.toReversed());
}
