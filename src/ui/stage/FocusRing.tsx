import { type ReactNode, type RefObject, useEffect, useState } from 'react';

import styles from './Stage.module.css';

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room between a mark and the ring around it, px. */
const roomPx = 4;

/**
 * A ring around the mark that has the keyboard's focus. Not an outline of the mark itself, as not
 * every browser draws outlines inside SVG. Follows its mark whenever the picture is drawn anew.
 */
export function FocusRing({ picture }: { readonly picture: RefObject<Element | null> }): ReactNode {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const svg = picture.current;
    if (svg === null) return;
    const follow = (): void => {
      const next = placeOfFocus(svg);
      setPlace((before) => (isSame(before, next) ? before : next));
    };
    follow();
    svg.addEventListener('focusin', follow);
    svg.addEventListener('focusout', follow);
    return () => {
      svg.removeEventListener('focusin', follow);
      svg.removeEventListener('focusout', follow);
    };
  });
  return place === null ? null : <div className={styles['ring']} style={place} />;
}

function isSame(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

function placeOfFocus(svg: Element): Place | null {
  const focused = document.activeElement;
  if (focused === null || !svg.contains(focused) || !focused.matches(':focus-visible')) return null;
  const [box, origin] = [focused.getBoundingClientRect(), svg.getBoundingClientRect()];
  return {
    left: box.left - origin.left - roomPx,
    top: box.top - origin.top - roomPx,
    width: box.width + 2 * roomPx,
    height: box.height + 2 * roomPx,
  };
}
