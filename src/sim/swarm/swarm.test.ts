import { afterEach, expect, test, vi } from 'vitest';

import type { Effect } from '../../dynamo/effect.ts';
import type { Message } from '../../dynamo/message.ts';
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

/** Every node does as it should, but for what `amend` makes of it. */
function withFault(amend: (effect: Effect) => readonly Effect[]): void {
  const step = Reflect.get(DynamoNode.prototype, 'step');
  vi.spyOn(DynamoNode.prototype, 'step').mockImplementation(function (this: DynamoNode, ...told) {
    return step.apply(this, told).flatMap(amend);
  });
}

/** How the first of the random runs that misses a promise complains of it. */
function complaints(promise: string): readonly string[] {
  for (const seed of seeds) {
    const { failures } = playToRest(readRun(randomScript(seed)));
    const found = failures.filter((failure) => failure.startsWith(`${promise} not yet`));
    if (found.length > 0) return found;
  }
  return [];
}

test('a broken promise is found, and shrunk to the one command that breaks it', () => {
  withFault((effect) => {
    if (effect.type !== 'record' || effect.fact.type !== 'preference-list-resolved')
      return [effect];
    return [{ ...effect, fact: { ...effect.fact, preferenceList: ['A', 'A'] } }];
  });
  const run = readRun(randomScript(1));
  const { failures } = playToRest(run);
  expect(failures[0]).toMatch(/^preferenceListsDistinct broken: /);
  const [, first = '', ...others] = smallestScript(run, failures).split(/\nat /);
  expect(first).toMatch(/ (put|get|delete|cart|load) /);
  expect(others.length).toBeLessThanOrEqual(1);
});

/* What is promised for the end only: a node that never does it is found by the swarm. */
test.each<[promise: string, never: Message['type']]>([
  ['hintsGetHome', 'handoff-ack'],
  ['rangesArrive', 'range-received'],
  ['replicasConverged', 'sync-exchange'],
  ['membershipConverges', 'gossip-reply'],
])('%s is missed where no %s is ever sent', (promise, never) => {
  withFault((effect) => {
    // Without the message, its effect's place stays taken: facts refer to each other by index.
    if (effect.type !== 'send' || effect.message.type !== never) return [effect];
    return [{ ...effect, message: { type: 'probe-reply', probe: 0 } }];
  });
  expect(complaints(promise)).not.toEqual([]);
});
