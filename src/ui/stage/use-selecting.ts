import { type RefObject, useEffect } from 'react';

import type { Mark, Target } from '../../scenes/mark.ts';
import { pointable } from './pointable.ts';
import { targetOf, targetsIn } from './targets.ts';

/**
 * Clicks, Enter and Space on marks select what they stand for; a click beside them selects nothing.
 * One listener for the whole picture, as marks come and go with every event.
 */
export function useSelecting(
  element: RefObject<Element | null>,
  marks: readonly Mark[],
  onSelect: (target: Target | null) => void,
): void {
  useEffect(() => {
    const picture = element.current;
    if (picture === null) return;
    const find = (place: EventTarget | null): Target | null => targetOf(place, targetsIn(marks));
    const click = (event: Event): void => onSelect(find(event.target));
    const press = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
      const target = find(event.target);
      if (target === null) return;
      event.preventDefault();
      event.stopPropagation();
      onSelect(target);
    };
    pointable(picture, (event) => find(event.target));
    picture.addEventListener('click', click);
    picture.addEventListener('keydown', press);
    return () => {
      picture.removeEventListener('click', click);
      picture.removeEventListener('keydown', press);
    };
  }, [element, marks, onSelect]);
}
