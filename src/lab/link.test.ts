import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { printRun } from '../sim/script/print.ts';
import { parseScript } from '../sim/script/parse.ts';
import { arbitraryRun } from '../sim/script/testing/arbitrary-run.ts';
import type { Run } from '../sim/script/command.ts';
import { readLink, writeLink } from './link.ts';
import { atStart, printPlace, readPlace, type Place } from './place.ts';
import type { Selected } from './selection.ts';

const handoff = `lab 1
title A cart survives a crash
cluster A B C D E F
set seed=7
at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 1500ms restart B
`;

function runOf(script: string): Run {
  const result = parseScript(script);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.run;
}

const place: Place = {
  atUs: 512_345,
  after: 113,
  view: 'ring',
  selected: { type: 'node', node: 'B' },
};

describe('a link', () => {
  test('leads back to run, moment, view and what was looked at', async () => {
    const link = await writeLink(runOf(handoff), place);
    expect(link).toMatch(
      /^#\/run\/v1\.[\w-]+\.[\da-f]{8}\?t=512\.345ms&after=113&view=ring&select=node:B$/,
    );
    expect(await readLink(link)).toEqual({ ok: true, run: runOf(handoff), place });
  });

  test('of a lesson-sized run stays below 1.2 kB', async () => {
    expect((await writeLink(runOf(handoff), place)).length).toBeLessThan(400);
  });

  test('carries any run and any place whatever', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRun, anyPlace, async (run, where) => {
        const result = await readLink(await writeLink(run, where));
        if (!result.ok) throw new Error(result.sentence);
        expect(printRun(result.run)).toBe(printRun(run));
        expect(result.place).toEqual(where);
      }),
      { numRuns: 50 },
    );
  });

  test('that lost its end, wherever, says so', async () => {
    const link = await writeLink(runOf(handoff), place);
    for (let length = 6; length < link.length; length += 1) {
      expect(await readLink(link.slice(0, length))).toMatchObject({ ok: false });
    }
    expect(await readLink(link.slice(0, -1))).toEqual({
      ok: false,
      sentence: expect.stringContaining('cut off or altered') as string,
    });
  });

  test('with one letter altered, wherever, says so', async () => {
    const link = await writeLink(runOf(handoff), place);
    for (let at = 6; at < link.length; at += 1) {
      const other = link[at] === 'x' ? 'y' : 'x';
      const altered = `${link.slice(0, at)}${other}${link.slice(at + 1)}`;
      expect({ altered, ...(await readLink(altered)) }).toMatchObject({ ok: false });
    }
  });

  test('of another version is refused by name', async () => {
    const link = await writeLink(runOf(handoff), place);
    expect(await readLink(link.replace('v1', 'v2'))).toEqual({
      ok: false,
      sentence: 'This link is of version v2, and this lab reads v1.',
    });
  });
});

test('what is no place is no place', () => {
  const faulty = 't=1 t=-1s after=x select=node select=tree:A select=node:%E0 x=1 t=1000ms view=';
  for (const text of [...faulty.split(' '), 't=1s&t=1s', '&']) {
    expect([text, readPlace(text)]).toEqual([text, null]);
  }
  expect(readPlace('')).toEqual(atStart);
});

const word = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const count = fc.nat(1_000_000);
const dot = fc.record({ actor: word, counter: count });
const anySelected: fc.Arbitrary<Selected> = fc.oneof(
  fc.record({ type: fc.constant('node' as const), node: word }),
  fc.record({ type: fc.constant('key' as const), key: word }),
  fc.record({ type: fc.constant('request' as const), request: word }),
  fc.record({ type: fc.constant('message' as const), message: word }),
  fc.record({ type: fc.constant('client' as const), client: word }),
  fc.record({ type: fc.constant('event' as const), event: count }),
  fc.record({ type: fc.constant('version' as const), key: word, node: word, dot }),
  fc.record({ type: fc.constant('hint' as const), key: word, holder: word, for: word, dot }),
);
const anyPlace: fc.Arbitrary<Place> = fc.record({
  atUs: fc.option(fc.nat(80_000_000)),
  after: fc.option(count),
  view: fc.option(word),
  selected: fc.option(anySelected),
});

test('a place is the same when it has been written and read', () => {
  fc.assert(
    fc.property(anyPlace, (where) => {
      expect(readPlace(printPlace(where))).toEqual(where);
    }),
  );
});
