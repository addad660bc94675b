import { useCallback } from 'react';

import type { Target } from '../../scenes/mark.ts';
import { useLab } from '../lab-context.tsx';

/** What a click on a picture does: a moment is gone to, anything else is looked at. */
export function useSelect(): (target: Target | null) => void {
  const { playback, selecting, travel } = useLab();
  return useCallback(
    (target) => {
      if (target === null) return selecting.clear();
      if (target.type === 'time') return void travel.seek(target.at);
      // It would be gone before anybody had read it.
      if (target.type === 'message') playback.pause();
      selecting.select(target);
    },
    [playback, selecting, travel],
  );
}
