import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';

import { useLab, usePreferences } from '../lab-context.tsx';

/** Single keys act while no field, list or dialog has a better use for them. */
export function useKeys(openSheet: () => void): void {
  const lab = useLab();
  const keysOn = usePreferences((preferences) => preferences.keysOn);
  useEffect(() => {
    if (!keysOn) return;
    let stop = (): void => undefined;
    let isWanted = true;
    const listen = async (): Promise<void> => {
      const { keyActions } = await import('./key-map.ts');
      if (isWanted) stop = tinykeys(window, guarded(keyActions(lab, openSheet)));
    };
    void listen();
    return () => {
      isWanted = false;
      stop();
    };
  }, [lab, keysOn, openSheet]);
}

type Bindings = Record<string, (event: KeyboardEvent) => void>;

function guarded(actions: Record<string, () => void>): Bindings {
  const bindings = Object.entries(actions).map(([key, act]) => [
    key,
    (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTaken(event)) return;
      event.preventDefault();
      act();
    },
  ]);
  return Object.fromEntries(bindings) as Bindings;
}

/** Does what has the focus use this key itself? */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('textarea, select, dialog, [popover], [role="separator"]')) return true;
  const field = target.closest('input');
  if (field) return field.type !== 'checkbox' || key === ' ';
  return key === ' ' && target.closest('button, a, summary, [data-target]') !== null;
}
