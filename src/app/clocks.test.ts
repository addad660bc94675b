import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import * as causality from '../dynamo/versioning/causality.ts';
import { supersedes } from '../dynamo/versioning/reconcile.ts';
import type { Version } from '../dynamo/versioning/version.ts';
import { clockDescends, covers, isLater } from '../scenes/clocks.ts';

const dot = fc.record({
  actor: fc.constantFrom('A', 'B', 'A~2'),
  counter: fc.integer({ min: 1, max: 4 }),
});
const version: fc.Arbitrary<Version> = fc.record({
  value: fc.constant('milk'),
  dot,
  clock: fc.uniqueArray(
    dot.map((entry) => ({ ...entry, raisedAt: 0 })),
    { selector: ({ actor }) => actor },
  ),
  unseen: fc.array(dot, { maxLength: 2 }),
  writtenAt: fc.integer({ min: 0, max: 2 }),
});

/** Pictures follow from the trace alone and may not call the nodes: so both have these rules. */
describe('§4.4 pictures judge versions as the nodes do', () => {
  it('by what was seen, by clocks alone, and by timestamps', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const isSame = causality.sameDot(a.dot, b.dot);
        expect(covers(a, b.dot)).toBe(isSame || causality.descends(a, b));
        expect(clockDescends(a.clock, b.clock)).toBe(causality.clockDescends(a.clock, b.clock));
        expect(isLater(a, a)).toBe(false);
        expect(isLater(a, b) && !isSame).toBe(supersedes(a, b, 'timestamp-only'));
      }),
      { numRuns: 500 },
    );
  });
});
