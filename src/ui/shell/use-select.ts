import { useCallback } from 'react';

import type { Target } from '../../scenes/mark.ts';
import { useLab } from '../lab-context.tsx';

/** What a click on a picture does: a moment is gone to, anything else is looked at. */
export function useSelect(): (target: Target | null) => void {
  const { selecting, travel } = useLab();
  return useCallback(
    (target) => {
      if (target === null) selecting.clear();
      else if (target.type === 'time') void travel.seek(target.at);
      else selecting.select(target);
    },
    [selecting, travel],
  );
}
