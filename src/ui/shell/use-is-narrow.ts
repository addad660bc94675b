import { useSyncExternalStore } from 'react';

const narrowQuery = '(max-width: 899px)';

/** On a phone or in a small window: the panels share one place below the stage. */
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
