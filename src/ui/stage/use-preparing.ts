import { useEffect, useSyncExternalStore } from 'react';

import { drive } from '../../lab/drive.ts';
import type { Moment, Picture } from '../../scenes/picture.ts';

/** How many works were done: those who wait for one look again. */
let done = 0;
const waiting = new Set<() => void>();
let stop: (() => void) | null = null;

function wait(onDone: () => void): () => void {
  waiting.add(onDone);
  return () => {
    waiting.delete(onDone);
    if (waiting.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** One work at a time, to its end: what is shown by then may need another one. */
function begin(picture: Picture, moment: Moment): void {
  if (stop !== null) return;
  const work = picture.prepare?.(moment) ?? null;
  if (work === null) return;
  const onMade = (): void => {
    stop = null;
    done += 1;
    for (const onDone of waiting) onDone();
  };
  stop = drive(work, { onShare: () => undefined, onMade });
}

/**
 * The moment as a page shows it, which must not stand still: at once with what is known of it, and
 * again when the work that it takes is done.
 */
export function usePreparing(picture: Picture, moment: Moment): Moment {
  useSyncExternalStore(wait, () => done);
  useEffect(() => begin(picture, moment));
  return { ...moment, isHurried: true };
}
