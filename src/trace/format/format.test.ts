import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runChecks } from '../checks/run-checks.ts';
import { canonicalText, digestOf } from '../digest.ts';
import { Projector } from '../project.ts';
import { anyTrace } from '../testing/arbitrary.ts';
import { healthy } from '../testing/healthy-run.ts';
import type { Trace } from '../trace.ts';
import { readTrace, writeTrace } from './format.ts';

const script = 'lab 1\ncluster A B\nput cart "milk"\n';
const lines = writeTrace(script, healthy().trace).trimEnd().split('\n');

/** The error of the healthy run's file with one line changed. */
function errorWith(number: number, line: string): string {
  const result = readTrace(lines.with(number - 1, line).join('\n'));
  return result.ok ? 'read' : result.error;
}

function changed(number: number, change: object): string {
  return JSON.stringify({ ...(JSON.parse(lines[number - 1] ?? '') as object), ...change });
}

describe('a trace file', () => {
  it('comes back as it was, with its script and its digest', () => {
    fc.assert(
      fc.property(anyTrace(40), fc.string(), (trace, text) => {
        const result = readTrace(writeTrace(text, trace));
        if (!result.ok) throw new Error(result.error);
        expect(result.script).toBe(text);
        expect(canonicalText(result.trace.events)).toBe(canonicalText(trace.events));
        expect(digestOf(result.trace)).toBe(digestOf(trace));
        expect(writeTrace(text, result.trace)).toBe(writeTrace(text, result.trace));
      }),
    );
  });

  it('has a header, then an event a line, each beginning with what all events have', () => {
    expect(lines[0]).toBe(
      `{"format":"dynamo-lab/trace@1","run":${JSON.stringify(script)},"events":10}`,
    );
    expect(lines[1]).toMatch(/^{"id":0,"at":0,"node":"world","type":"run-started","cause":null,/);
    expect(lines).toHaveLength(11);
  });

  it('may have been saved by an editor: a mark at its start, other line ends', () => {
    expect(readTrace(`\uFEFF${lines.join('\r\n')}`).ok).toBe(true);
  });

  it.each([
    ['of another version', 1, '{"format":"dynamo-lab/trace@2","run":""}'],
    ['of an unknown earlier version', 1, '{"format":"dynamo-lab/trace@0","run":""}'],
  ])('is refused by name when it is %s', (_, number, line) => {
    expect(errorWith(number, line)).toMatch(
      /^Line 1: this is dynamo-lab\/trace@[02], and this lab reads dynamo-lab\/trace@1\.$/,
    );
  });

  it('says what is wrong, and in which line', () => {
    const notATrace =
      'Line 1: this is not a trace: expected a header with "format":"dynamo-lab/trace@1".';
    expect(errorWith(1, '{}')).toBe(notATrace);
    expect(errorWith(1, '[1]')).toBe(notATrace);
    expect(readTrace('')).toEqual({ ok: false, error: notATrace });
    expect(errorWith(1, 'hello')).toBe(notATrace);
    expect(errorWith(1, changed(1, { run: 7 }))).toBe(
      'Line 1: run of the header is 7, expected string.',
    );
    expect(errorWith(4, '{"id":')).toBe('Line 4: it is not JSON.');
    expect(errorWith(lines.length, lines.at(-1)?.slice(0, -20) ?? '')).toBe(
      `Line ${lines.length}: the file is cut off in the middle of this event.`,
    );
    expect(errorWith(4, '')).toBe('Line 4: it is not JSON.');
    expect(errorWith(4, 'null')).toBe('Line 4: the event is null, expected Object.');
    expect(errorWith(4, changed(4, { type: 'toString' }))).toBe(
      'Line 4: "toString" is no type of event.',
    );
    expect(errorWith(4, changed(4, { id: 7 }))).toBe(
      'Line 4: expected event 2, and it is event 7.',
    );
    expect(errorWith(4, changed(4, { cause: 2 }))).toBe(
      'Line 4: event 2 is caused by a later one.',
    );
    expect(errorWith(3, changed(3, { at: -1 }))).toBe(
      'Line 3: at of the request-issued event is -1, expected >=0.',
    );
    expect(readTrace(lines.slice(0, 9).join('\n'))).toEqual({
      ok: false,
      error: 'Line 9: the header promises 10 events and there are 8.',
    });
    expect(readTrace(lines.slice(0, 1).join('\n'))).toEqual({
      ok: false,
      error: 'Line 2: expected the first event, run-started.',
    });
    expect(readTrace([...lines, lines[1]].join('\n'))).toEqual({
      ok: false,
      error: 'Line 12: expected event 10, and it is event 0.',
    });
    expect(errorWith(3, changed(3, { at: 5 }))).toBe('Line 4: event 2 happens before event 1.');
  });
});

describe('a hostile file', () => {
  it('is refused, or shown; it breaks nothing', () => {
    fc.assert(
      fc.property(anyTrace(15), edits, (trace, changes) => {
        const text = changes.reduce((file, edit) => edit(file), writeTrace(script, trace));
        const result = readTrace(text);
        if (result.ok) expectShown(result.trace);
        else expect(result.error).toMatch(/^Line \d+: .+\.$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('may nest as deep as it likes', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(errorWith(4, deep)).toMatch(/^Line 4: /);
    const put = `{"type":"put","request":"r","key":"k","client":"c","value":"v","context":${deep}}`;
    const sent = changed(4, {
      type: 'message-sent',
      message: 'm',
      to: 'A',
      arrivesAt: 1,
      bytes: 1,
    });
    expect(errorWith(4, sent.replace(/}$/, `,"copyOf":null,"body":${put}}`))).toMatch(
      /^Line 4: body\.context of the message-sent event/,
    );
  });
});

type Edit = (text: string) => string;

/** Cuts, repeats and overwrites text; puts other values in place of any in a line. */
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(), fc.nat(4), fc.string({ maxLength: 3 })).map(([place, length, by]): Edit => {
      return (text) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + by + text.slice(at + length);
      };
    }),
    fc.tuple(fc.nat(), fc.nat(), anyValue()).map(([line, place, by]): Edit => {
      return (text) => {
        const all = text.split('\n');
        const number = line % all.length;
        return all.with(number, replaced(all[number] ?? '', place, by)).join('\n');
      };
    }),
  ),
  { minLength: 1, maxLength: 3 },
);

function anyValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(-1, 1.5, 1e300, 2 ** 53, '', '__proto__', 'run-started', null, [], {}),
    fc.jsonValue({ maxDepth: 2 }),
  );
}

/** The line with one value anywhere in it replaced. */
function replaced(line: string, place: number, by: unknown): string {
  try {
    let left = 0;
    JSON.parse(line, (_, value: unknown) => {
      left += 1;
      return value;
    });
    left = place % left;
    const value: unknown = JSON.parse(line, (_, old: unknown) => {
      left -= 1;
      return left === -1 ? by : old;
    });
    return JSON.stringify(value);
  } catch {
    return line;
  }
}

function expectShown(trace: Trace): void {
  const projector = new Projector(trace);
  for (const event of trace.events) projector.at(trace.cursorAfter(event.id));
  expect(digestOf(trace)).toMatch(/^[0-9a-f]{32}$/);
  expect(Object.values(runChecks(trace, projector.at(trace.end()))).length).toBeGreaterThan(0);
  expect(readTrace(writeTrace('', trace)).ok).toBe(true);
}
