import { type RefObject, useLayoutEffect, useState } from 'react';

import type { Size } from '../../scenes/mark.ts';

/** The size of an element in whole px, kept up to date; null until it has been measured. */
export function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const measure = (): void => {
      const { width, height } = watched.getBoundingClientRect();
      setSize((before) => {
        const next = { width: Math.floor(width), height: Math.floor(height) };
        const isSame = before?.width === next.width && before.height === next.height;
        return isSame ? before : next;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
