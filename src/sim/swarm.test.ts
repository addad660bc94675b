import { afterEach, expect, test, vi } from 'vitest';

import { DynamoNode } from '../dynamo/node.ts';
import { outcomeOf } from './outcome.ts';
import type { Run } from './script/command.ts';
import { printRun } from './script/print.ts';
import { randomScript, readRun } from './testing/random-script.ts';
import { withRandomRun } from './testing/repeatable.ts';
import { shrunk } from './testing/shrink.ts';

/* Random runs of real trouble, healed at the end: no invariant is broken, and no node fails. */

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

afterEach(() => {
  vi.restoreAllMocks();
});

function failuresOf(run: Run): readonly string[] {
  return outcomeOf(run).failures;
}

/** What fails, and a script of as few commands as show it; nothing when nothing does. */
function troubleWith(run: Run): string {
  const failures = failuresOf(run);
  if (failures.length === 0) return '';
  const small = shrunk(run, (smaller) => failuresOf(smaller).length > 0);
  return `${failures.join('\n')}\nshrunk to\n${printRun(small)}`;
}

test.each(seeds)('random run %i keeps every promise', { timeout: 60_000 }, (seed) => {
  withRandomRun(seed, (run) => {
    expect(troubleWith(run)).toBe('');
  });
});

test('a broken promise is found, and shrunk to the one command that breaks it', () => {
  const step = Reflect.get(DynamoNode.prototype, 'step');
  vi.spyOn(DynamoNode.prototype, 'step').mockImplementation(function (this: DynamoNode, ...told) {
    return step.apply(this, told).map((effect) => {
      if (effect.type !== 'record' || effect.fact.type !== 'preference-list-resolved')
        return effect;
      return { ...effect, fact: { ...effect.fact, preferenceList: ['A', 'A'] } };
    });
  });
  const run = readRun(randomScript(1));
  expect(failuresOf(run)[0]).toMatch(/^preferenceListsDistinct broken: /);
  const { commands } = shrunk(run, (smaller) => failuresOf(smaller).length > 0);
  expect(commands).toHaveLength(1);
});
