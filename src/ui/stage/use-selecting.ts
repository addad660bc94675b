import { type RefObject, useEffect } from 'react';

import type { Target } from '../../scenes/mark.ts';
import { pointable } from './pointable.ts';
import { targetOf } from './targets.ts';

/**
 * Clicks, Enter and Space on marks select what they stand for; a click beside them selects nothing.
 * One listener for the whole picture, as marks come and go with every event.
 */
export function useSelecting(
  element: RefObject<Element | null>,
  targets: ReadonlyMap<string, Target>,
  onSelect: (target: Target | null) => void,
): void {
  useEffect(() => {
    const picture = element.current;
    if (picture === null) return;
    const click = (event: Event): void => onSelect(targetOf(event.target, targets));
    const press = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
      const target = targetOf(event.target, targets);
      if (target === null) return;
      event.preventDefault();
      event.stopPropagation();
      onSelect(target);
    };
    pointable(picture, (event) => targetOf(event.target, targets));
    picture.addEventListener('click', click);
    picture.addEventListener('keydown', press);
    return () => {
      picture.removeEventListener('click', click);
      picture.removeEventListener('keydown', press);
    };
  }, [element, targets, onSelect]);
}
