import { type RefObject, useEffect } from 'react';

import { distance } from '../../scenes/geometry.ts';
import type { Mark, Point, Target } from '../../scenes/mark.ts';
import { type PlaceOnPage, pointable } from './pointable.ts';
import { targetOf, targetsIn } from './targets.ts';

const nothing = (): readonly Mark[] => [];

/** How near to the middle of a message a click has to be, px: over something, and over nothing. */
const reachPx = { onMark: 7, beside: 18 } as const;

/**
 * Clicks, Enter and Space on marks select what they stand for; a click beside them selects nothing.
 * One listener for the whole picture, as marks come and go with every event. What flies above it
 * on a canvas is found by its place; its coordinates are those of the picture.
 */
export function useSelecting(
  element: RefObject<Element | null>,
  marks: readonly Mark[],
  onSelect: (target: Target | null) => void,
  flyingNow: () => readonly Mark[] = nothing,
): void {
  useEffect(() => {
    const picture = element.current;
    if (picture === null) return;
    const find = (place: EventTarget | null): Target | null => targetOf(place, targetsIn(marks));
    const findAt = ({ target, clientX, clientY, isByKey }: PlaceOnPage): Target | null => {
      const still = find(target);
      if (isByKey === true) return still;
      const { left, top } = picture.getBoundingClientRect();
      const point = { x: clientX - left, y: clientY - top };
      const reach = still === null ? reachPx.beside : reachPx.onMark;
      return nearestOf(flyingNow(), point, reach) ?? still;
    };
    const click = (event: Event): void => {
      if (event instanceof MouseEvent) onSelect(findAt(event));
    };
    const press = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
      const target = find(event.target);
      if (target === null) return;
      event.preventDefault();
      event.stopPropagation();
      onSelect(target);
    };
    pointable(picture, findAt);
    picture.addEventListener('click', click);
    picture.addEventListener('keydown', press);
    return () => {
      picture.removeEventListener('click', click);
      picture.removeEventListener('keydown', press);
    };
  }, [element, marks, onSelect, flyingNow]);
}

function nearestOf(flying: readonly Mark[], point: Point, reach: number): Target | null {
  let nearest: Target | null = null;
  let least = reach;
  for (const mark of flying) {
    if (mark.type !== 'group' || mark.target === undefined) continue;
    const far = distance(mark, point);
    if (far > least) continue;
    least = far;
    nearest = mark.target;
  }
  return nearest;
}
