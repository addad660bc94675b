import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';

import { useLab, usePreferences } from '../lab-context.tsx';
import type { DialogName } from './dialog-name.ts';
import { isFirstPictureThere } from '../later.tsx';
import { keepTyped, forgetTyped } from './typed-early.ts';

/** Single keys act while no field, list or dialog has a better use for them. */
export function useKeys(open: (dialog: DialogName) => void): void {
  const lab = useLab();
  const keysOn = usePreferences((preferences) => preferences.keysOn);
  useEffect(watchFocus, []);
  useEffect(
    () =>
      // No single key: it stays when those are switched off, and acts in fields, too.
      tinykeys(window, {
        '$mod+k': (event) => {
          event.preventDefault();
          if (document.querySelector('dialog[open]') === null) open('palette');
        },
      }),
    [open],
  );
  useEffect(() => {
    const keep = (event: KeyboardEvent): void => {
      if (isOpening()) keepTyped(event);
      else forgetTyped();
    };
    window.addEventListener('keydown', keep);
    window.addEventListener('pointerdown', forgetTyped);
    return () => {
      window.removeEventListener('keydown', keep);
      window.removeEventListener('pointerdown', forgetTyped);
    };
  }, []);
  useEffect(() => {
    if (!keysOn) return;
    // What is pressed before it is known what the keys do is done as soon as it is.
    const early: KeyboardEvent[] = [];
    const keep = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && !isTaken(event) && early.length < earlyKept) early.push(event);
    };
    let stop = (): void => window.removeEventListener('keydown', keep);
    let isWanted = true;
    window.addEventListener('keydown', keep);
    const listen = async (): Promise<void> => {
      await isFirstPictureThere;
      const { keyActions } = await import('./key-map.ts');
      if (!isWanted) return;
      stop();
      stop = tinykeys(window, guarded(keyActions(lab, () => open('keys'))));
      for (const event of early) window.dispatchEvent(new KeyboardEvent('keydown', event));
    };
    void listen();
    return () => {
      isWanted = false;
      stop();
    };
  }, [lab, keysOn, open]);
}

const earlyKept = 16;

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

/**
 * Space presses a button that was reached by keys. One that was clicked only happens to have the
 * focus: there Space plays and pauses as anywhere else.
 */
let isFocusFromKeys = false;

function watchFocus(): () => void {
  let pressed: EventTarget | null = null;
  const byPointer = ({ target }: Event): void => {
    isFocusFromKeys = false;
    pressed = target;
  };
  const byKey = ({ key }: KeyboardEvent): void => {
    if (key !== 'Tab') return;
    isFocusFromKeys = true;
    pressed = null;
  };
  // Nor does what was chosen by a pointer in a list or on a scale keep the arrows: they step.
  const changed = ({ target }: Event): void => {
    const isOfPage = target instanceof HTMLElement && !target.closest('dialog, [popover]');
    if (isOfPage && target === pressed && target.matches('select, [type=range]')) target.blur();
  };
  window.addEventListener('pointerdown', byPointer, true);
  window.addEventListener('keydown', byKey, true);
  window.addEventListener('change', changed);
  return () => {
    window.removeEventListener('pointerdown', byPointer, true);
    window.removeEventListener('keydown', byKey, true);
    window.removeEventListener('change', changed);
  };
}

function isOpening(): boolean {
  return document.querySelector('[data-opening]') !== null;
}

/** Does what has the focus use this key itself? */
function isTaken(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof Element)) return false;
  // A dialog that is on its way will have the keys.
  if (isOpening()) return true;
  if (target.closest('textarea, select, dialog, [popover], [role="separator"]')) return true;
  const field = target.closest('input');
  if (field) return field.type !== 'checkbox' || key === ' ';
  const isPressable = target.closest('button, a, summary, [data-target]') !== null;
  return key === ' ' && isPressable && isFocusFromKeys;
}
