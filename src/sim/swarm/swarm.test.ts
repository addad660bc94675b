import { afterEach, expect, test, vi } from 'vitest';

import { DynamoNode } from '../../dynamo/node.ts';
import { readRun, randomScript } from './random-script.ts';
import { playToRest, smallestScript } from './trouble.ts';
import { withRandomRun } from '../testing/repeatable.ts';

/* Random runs of real trouble, healed at the end: no invariant is broken, no node fails, all converges. */

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(seeds)(
  'random run %i keeps every promise, and converges',
  { timeout: 60_000 },
  (seed) => {
    withRandomRun(seed, (run) => {
      const { failures } = playToRest(run);
      if (failures.length === 0) return;
      expect.fail(`${failures.join('\n')}\nshrunk to\n${smallestScript(run, failures)}`);
    });
  },
);

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
  const { failures } = playToRest(run);
  expect(failures[0]).toMatch(/^preferenceListsDistinct broken: /);
  const before = smallestScript(run, failures).split('\nat ')[1];
  expect(before).toMatch(/ (put|get|delete|cart|load) /);
});
