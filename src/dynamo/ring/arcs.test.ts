import fc from 'fast-check';
import { expect, it } from 'vitest';

import { arcHolds, intersection, subtractArc } from './arcs.ts';

const position = fc.integer({ min: 0, max: 15 }).map((n) => n.toString(16).padEnd(32, '0'));
const arc = fc.record({ from: position, to: position });

it('§4.9 taking an arc from others leaves exactly what was not in it', () => {
  fc.assert(
    fc.property(fc.array(arc, { maxLength: 4 }), arc, position, (arcs, cut, at) => {
      const held = arcs.some((each) => arcHolds(each, at));
      const left = subtractArc(arcs, cut).some((each) => arcHolds(each, at));
      expect(left).toBe(held && !arcHolds(cut, at));
    }),
    { numRuns: 2_000 },
  );
});

it('§4.9 what two arcs have in common is what lies in both', () => {
  fc.assert(
    fc.property(arc, arc, position, (a, b, at) => {
      const inBoth = intersection(a, b).some((each) => arcHolds(each, at));
      expect(inBoth).toBe(arcHolds(a, at) && arcHolds(b, at));
    }),
    { numRuns: 2_000 },
  );
});
