import { startTransition, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';

import type { Branch } from '../../lab/branch.ts';
import { level, sidesOf } from '../../lab/comparing.ts';
import { comparingBranches, type Compared } from '../../lab/comparison.ts';
import { drive } from '../../lab/drive.ts';
import { useLab, usePlayback, useTimeline } from '../lab-context.tsx';

/** The branches on both sides, as they are now. */
export function useSides(): readonly [Branch | null, Branch | null] {
  const lab = useLab();
  useTimeline((state) => state.branches);
  useStore(lab.comparing, (state) => state.pair);
  return sidesOf(lab);
}

interface Made extends Compared {
  /** Which two branches. */
  readonly pair: string;
}

/**
 * What is otherwise, as far as both are known. While time runs it waits: it looks at whole runs, and
 * takes its time for long ones. null: it is not known yet, or there is nothing to compare with.
 */
export function useComparison(first: Branch | null, second: Branch | null): Compared | null {
  const lab = useLab();
  const isMoving = usePlayback((state) => state.isPlaying && !state.isResting);
  const isBusy = useStore(lab.timeline.work, (state) => state.isBusy);
  const [made, setMade] = useState<Made | null>(null);
  const last = useRef<string | null>(null);
  const isPair = first !== null && second !== null;
  const pair = isPair ? `${first.id} ${second.id}` : '';
  const of = isPair ? `${stateOf(first)} ${stateOf(second)}` : '';
  const isAtRest = !isMoving && !isBusy;
  useEffect(() => {
    if (made !== null) lab.comparing.setState({ share: null });
  }, [lab, made]);
  useEffect(() => {
    const [one, other] = sidesOf(lab);
    if (!isAtRest || of === '' || of === last.current || !one || !other) return;
    const setShare = (share: number | null): void => lab.comparing.setState({ share });
    setShare(0);
    const stop = drive(comparingBranches(one, other), {
      onShare: setShare,
      onMade: (compared) => {
        last.current = of;
        // Not in one piece either: the list may be long.
        startTransition(() => setMade({ ...compared, pair }));
        void level(lab);
      },
    });
    return () => {
      stop();
      setShare(null);
    };
  }, [lab, pair, of, isAtRest]);
  return isPair && made?.pair === pair ? made : null;
}

/** The same text: the same run, known as far. */
function stateOf({ id, events, horizonUs }: Branch): string {
  return `${id}:${events}:${horizonUs}`;
}
