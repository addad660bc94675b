import { useEffect, useState } from 'react';
import { useStore } from 'zustand';

import type { Micros } from '../../base/time.ts';
import type { Branch } from '../../lab/branch.ts';
import { comparedUpTo, evidenceUpTo, level, sidesOf } from '../../lab/comparing.ts';
import { compareRuns, type Comparison } from '../../trace/compare/compare.ts';
import { useLab, usePlayback, useTimeline } from '../lab-context.tsx';

/** The branches on both sides, as they are now. */
export function useSides(): readonly [Branch | null, Branch | null] {
  const lab = useLab();
  useTimeline((state) => state.branches);
  useStore(lab.comparing, (state) => state.pair);
  return sidesOf(lab);
}

export interface Compared {
  readonly upToUs: Micros;
  readonly comparison: Comparison;
}

interface Made extends Compared {
  readonly of: string;
}

/**
 * What is otherwise, as far as both are known. While time runs it waits: it looks at whole runs.
 * null: there is nothing to compare with.
 */
export function useComparison(first: Branch | null, second: Branch | null): Compared | null {
  const lab = useLab();
  const isMoving = usePlayback((state) => state.isPlaying && !state.isResting);
  const isBusy = useTimeline((state) => state.isBusy);
  const [made, setMade] = useState<Made | null>(null);
  const of = first && second ? `${stateOf(first)} ${stateOf(second)}` : '';
  const isAtRest = !isMoving && !isBusy;
  useEffect(() => {
    if (!isAtRest || of === '') return;
    const timer = setTimeout(() => {
      const [one, other] = sidesOf(lab);
      if (!one || !other) return;
      const upToUs = comparedUpTo(one, other);
      const comparison = compareRuns(evidenceUpTo(one, upToUs), evidenceUpTo(other, upToUs));
      setMade({ of, upToUs, comparison });
      void level(lab);
    });
    return () => clearTimeout(timer);
  }, [lab, of, isAtRest]);
  return of === '' ? null : made;
}

/** The same text: the same run, known as far. */
function stateOf({ id, events, horizonUs }: Branch): string {
  return `${id}:${events}:${horizonUs}`;
}
