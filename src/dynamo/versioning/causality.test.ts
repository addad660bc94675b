import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  clockDescends,
  descends,
  emptyHistory,
  hasSeen,
  joinHistories,
  sameDot,
} from './causality.ts';
import { checkContext, contextOf } from './context.ts';
import { lacking, reconcile } from './reconcile.ts';
import { stampVersion } from './stamp.ts';
import type { Version } from './version.ts';

/**
 * Histories that can really come about: writers put through coordinators, each from any of the
 * contexts it could have, and every coordinator takes all that the others have now and then.
 */
const runs = fc.array(
  fc.record({
    actor: fc.constantFrom('A', 'B', 'C'),
    /** From which of the versions so far the writer goes on; none is a blind put. */
    from: fc.array(fc.nat(20), { maxLength: 3 }),
    /** Whose versions the coordinator takes in first. */
    sync: fc.option(fc.constantFrom('A', 'B', 'C')),
  }),
  { maxLength: 20 },
);

type Steps = typeof runs extends fc.Arbitrary<infer Each> ? Each : never;

function simulate(steps: Steps): Version[] {
  const made: Version[] = [];
  const held: Record<string, Version[]> = { A: [], B: [], C: [] };
  steps.forEach(({ actor, from, sync }, index) => {
    if (sync !== null)
      held[actor] = reconcile([...(held[actor] ?? []), ...(held[sync] ?? [])], 'dotted');
    const seen = from.flatMap((n) => made[n] ?? []);
    const { version } = stampVersion({
      actor,
      value: `v${index}`,
      context: contextOf('k', seen, null),
      held: held[actor] ?? [],
      retired: 0,
      versioning: 'dotted',
      clockLimit: 1_000,
      wallClock: index,
    });
    made.push(version);
    held[actor] = reconcile([...(held[actor] ?? []), version], 'dotted');
  });
  return made;
}

/** What each version's writer had really seen, directly or through others: indices. */
function truth(steps: Steps): Set<number>[] {
  const pasts: Set<number>[] = [];
  steps.forEach(({ from }, index) => {
    const past = new Set<number>();
    for (const n of from) {
      if (n >= index) continue;
      past.add(n);
      for (const earlier of pasts[n] ?? []) past.add(earlier);
    }
    pasts.push(past);
  });
  return pasts;
}

function forAllPairs(
  check: (pair: { a: Version; b: Version; isSeen: boolean; isObsolete: boolean }) => void,
): void {
  fc.assert(
    fc.property(runs, (steps) => {
      const made = simulate(steps);
      const pasts = truth(steps);
      made.forEach((a, i) => {
        made.forEach((b, j) => {
          const isSeen = pasts[i]?.has(j) ?? false;
          const isObsolete = pasts.some((past, k) => k !== i && past.has(j));
          check({ a, b, isSeen, isObsolete });
        });
      });
    }),
  );
}

describe('§4.4 the order of versions', () => {
  it('goes one way: never both, never of itself', () => {
    forAllPairs(({ a, b }) => {
      expect(descends(a, a)).toBe(false);
      if (descends(a, b)) expect(descends(b, a)).toBe(false);
    });
  });

  it('holds every version that the writer had seen, in dots and in the paper’s counters', () => {
    forAllPairs(({ a, b, isSeen }) => {
      if (!isSeen) return;
      expect(descends(a, b)).toBe(true);
      expect(clockDescends(a.clock, b.clock)).toBe(true);
    });
  });

  it('never puts aside an unseen version, unless somebody who had seen it replaced it', () => {
    const wronged: Version[] = [];
    forAllPairs(({ a, b, isSeen, isObsolete }) => {
      if (descends(a, b) && !isSeen && !isObsolete) wronged.push(b);
    });
    expect(wronged).toEqual([]);
  });

  it('never gives two versions one dot', () => {
    fc.assert(
      fc.property(runs, (steps) => {
        const made = simulate(steps);
        const dots = new Set(made.map(({ dot }) => `${dot.actor}${dot.counter}`));
        expect(dots.size).toBe(made.length);
      }),
    );
  });
});

describe('§4.4 joining what was seen', () => {
  it('sees what either saw, and nothing else', () => {
    fc.assert(
      fc.property(runs, fc.nat(20), fc.nat(20), (steps, i, j) => {
        const made = simulate(steps);
        const [a, b] = [made[i] ?? emptyHistory, made[j] ?? emptyHistory];
        const both = joinHistories(a, b);
        for (const { dot } of made)
          expect(hasSeen(both, dot)).toBe(hasSeen(a, dot) || hasSeen(b, dot));
      }),
    );
  });
});

describe('§4.4 syntactic reconciliation', () => {
  it('gives the same versions in whatever order and however often they come', () => {
    fc.assert(
      fc.property(runs, fc.infiniteStream(fc.nat()), (steps, order) => {
        const made = simulate(steps);
        const shuffled = [...made, ...made].map((v) => [order.next().value as number, v] as const);
        const again = reconcile(
          shuffled.toSorted((a, b) => a[0] - b[0]).map(([, v]) => v),
          'dotted',
        );
        const once = reconcile(made, 'dotted');
        const dots = (versions: readonly Version[]) =>
          versions.map(({ dot }) => `${dot.actor}${dot.counter}`).toSorted();
        expect(dots(again)).toEqual(dots(once));
      }),
    );
  });

  it('gives a replica exactly what it lacks', () => {
    fc.assert(
      fc.property(runs, fc.nat(20), (steps, cut) => {
        const made = simulate(steps);
        const held = reconcile(made.slice(0, cut), 'dotted');
        const all = reconcile(made, 'dotted');
        const mended = reconcile([...held, ...lacking(held, all, 'dotted')], 'dotted');
        expect(mended.every((v) => all.some((other) => sameDot(other.dot, v.dot)))).toBe(true);
        expect(mended).toHaveLength(all.length);
      }),
    );
  });

  it('refuses one dot with two values: a counter was used twice', () => {
    const [version] = simulate([{ actor: 'A', from: [], sync: null }]);
    const forged = { ...(version as Version), value: 'other' };
    expect(() => reconcile([version as Version, forged], 'dotted')).toThrow('A counted to 1 twice');
  });
});

describe('§4.4 contexts', () => {
  const context = contextOf('cart', simulate([{ actor: 'A', from: [], sync: null }]), 'A');

  it('come back as they went', () => {
    expect(checkContext(context, 'cart')).toEqual(context);
    expect(checkContext(null, 'cart')).toBeNull();
  });

  it('of another key are refused', () => {
    expect(checkContext(context, 'door')).toBe('the context belongs to "cart", not to "door"');
  });

  it('that are malformed are refused, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        fc.pre(junk !== null);
        const checked = checkContext(junk, 'cart');
        if (typeof checked !== 'string') expect(checked).toMatchObject({ key: 'cart' });
        else expect(checked).toMatch(/^the context /);
      }),
    );
    const twice = { ...context, clock: [...context.clock, ...context.clock] };
    expect(checkContext(twice, 'cart')).toContain('names an actor twice');
  });
});
