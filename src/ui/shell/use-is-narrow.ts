import { useSyncExternalStore } from 'react';

const narrowQuery = '(max-width: 899px), (max-height: 519px)';

/**
 * On a phone or in a small window: the panels share one place, below the stage or, where the window
 * is low, beside it. The style sheets name the same sizes.
 */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(narrowQuery);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(narrowQuery).matches,
  );
}
