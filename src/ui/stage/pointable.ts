import type { Target } from '../../scenes/mark.ts';

/** A place on the page, as an event of a pointer or of a key tells it. */
export interface PlaceOnPage {
  readonly target: EventTarget | null;
  readonly clientX: number;
  readonly clientY: number;
  /** Is the target alone meant, wherever it is? By default the place is what counts. */
  readonly isByKey?: boolean;
}

type Find = (place: PlaceOnPage) => Target | null;

const finders = new WeakMap<Element, Find>();

/** Lets others ask what a place in this picture stands for. */
export function pointable(picture: Element, find: Find): void {
  finders.set(picture, find);
}

/** What a place on the page stands for: in a picture, or where a node is named. */
export function targetAt(place: PlaceOnPage): Target | null {
  let element = place.target instanceof Element ? place.target : null;
  for (; element !== null; element = element.parentElement) {
    const node = element.getAttribute('data-node');
    if (node !== null) return { type: 'node', node };
    const find = finders.get(element);
    if (find) return find(place);
  }
  return null;
}
