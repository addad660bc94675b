import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { Button } from '../widgets/Button.tsx';
import styles from './ZoomArea.module.css';

const most = 6;
const step = 1.5;

interface Place {
  /** As shares of what is seen, 0 … 1. */
  readonly x: number;
  readonly y: number;
}

const middle: Place = { x: 0.5, y: 0.5 };

interface ZoomAreaProps {
  /** Where to look first, of the whole picture; null: in its middle. */
  readonly first: (area: HTMLElement) => Place | null;
  /** The picture, which fills the room that it is given: 1 … {@link most} times the area. */
  readonly children: (zoom: number) => ReactNode;
}

/** A picture that can be looked at closely: it is drawn larger, and scrolled. */
export function ZoomArea({ first, children }: ZoomAreaProps): ReactNode {
  const area = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const shown = useRef({ zoom, from: middle, to: middle });
  const zoomTo = useCallback((wanted: number, from = middle, to = from): void => {
    shown.current = { ...shown.current, from, to };
    setZoom(Math.max(1, Math.min(wanted, most)));
  }, []);
  useLayoutEffect(() => {
    const before = shown.current;
    if (area.current !== null && before.zoom !== zoom) hold(area.current, before, zoom);
    shown.current = { ...before, zoom };
  }, [zoom]);
  useEffect(() => {
    const { current } = area;
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey || current === null) return;
      event.preventDefault();
      const box = current.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height];
      zoomTo(shown.current.zoom * Math.exp(-event.deltaY / 200), { x, y });
    };
    current?.addEventListener('wheel', turn, { passive: false });
    return () => current?.removeEventListener('wheel', turn);
  }, [zoomTo]);
  const closer = (): void => {
    const from = zoom === 1 && area.current !== null ? first(area.current) : null;
    zoomTo(zoom * step, from ?? middle, middle);
  };
  return (
    <>
      <div ref={area} className={styles['area']} data-zoomed={zoom > 1 ? '' : null}>
        <div style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}>{children(zoom)}</div>
      </div>
      <div className={styles['tools']}>
        {zoom > 1 && (
          <>
            <Button
              icon={Maximize}
              look="plain"
              label="Fit the picture"
              onPress={() => zoomTo(1)}
            />
            <Button
              icon={ZoomOut}
              look="plain"
              label="Look from further away"
              onPress={() => zoomTo(zoom / step)}
            />
          </>
        )}
        <Button
          icon={ZoomIn}
          look="plain"
          label="Look closer"
          reason={zoom === most ? 'This is as close as it gets.' : null}
          onPress={closer}
        />
      </div>
    </>
  );
}

/** What was seen at one place is seen at another now, or at the same. */
function hold(
  area: HTMLElement,
  { zoom, from, to }: { readonly zoom: number; readonly from: Place; readonly to: Place },
  now: number,
): void {
  const { clientWidth, clientHeight, scrollLeft, scrollTop } = area;
  const grown = now / zoom;
  area.scrollLeft = (scrollLeft + from.x * clientWidth) * grown - to.x * clientWidth;
  area.scrollTop = (scrollTop + from.y * clientHeight) * grown - to.y * clientHeight;
}
