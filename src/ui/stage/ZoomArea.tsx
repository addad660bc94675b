import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';

import { closest, closestSaid } from '../../lab/staging.ts';
import { useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './ZoomArea.module.css';

interface Place {
  /** As shares of what is seen, 0 … 1. */
  readonly x: number;
  readonly y: number;
}

const middle: Place = { x: 0.5, y: 0.5 };

interface ZoomAreaProps {
  /** Where to look first, of the whole picture; null: in its middle. */
  readonly first: (area: HTMLElement) => Place | null;
  /** The picture, which fills the room that it is given: 1 … {@link closest} times the area. */
  readonly children: (zoom: number) => ReactNode;
}

/** A picture that can be looked at closely: it is drawn larger, and scrolled. */
export function ZoomArea({ first, children }: ZoomAreaProps): ReactNode {
  const area = useRef<HTMLDivElement>(null);
  const { staging } = useLab();
  const zoom = useStore(staging.store, (state) => state.zoom);
  const before = useRef(1);
  const pointed = useRef<Place | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = zoom;
    if (area.current === null || was === zoom) return;
    const from = pointed.current ?? (was === 1 ? first(area.current) : null) ?? middle;
    hold(area.current, { from, to: pointed.current ?? middle, grown: zoom / was });
    pointed.current = null;
  }, [zoom, first]);
  useEffect(() => {
    const { current } = area;
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey || current === null) return;
      event.preventDefault();
      const box = current.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height];
      const { zoom: was } = staging.store.getState();
      staging.zoomTo(was * Math.exp(-event.deltaY / 200));
      pointed.current = staging.store.getState().zoom === was ? null : { x, y };
    };
    current?.addEventListener('wheel', turn, { passive: false });
    return () => current?.removeEventListener('wheel', turn);
  }, [staging]);
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
              onPress={() => staging.zoomTo(1)}
            />
            <Button
              icon={ZoomOut}
              look="plain"
              label="Look from further away"
              onPress={() => staging.step(-1)}
            />
          </>
        )}
        <Button
          icon={ZoomIn}
          look="plain"
          label="Look closer"
          reason={zoom === closest ? closestSaid : null}
          onPress={() => staging.step(1)}
        />
      </div>
    </>
  );
}

interface Growth {
  /** What was seen here … */
  readonly from: Place;
  /** … is seen here now. */
  readonly to: Place;
  /** How many times larger all of it is than before. */
  readonly grown: number;
}

function hold(area: HTMLElement, { from, to, grown }: Growth): void {
  const { clientWidth, clientHeight, scrollLeft, scrollTop } = area;
  area.scrollLeft = (scrollLeft + from.x * clientWidth) * grown - to.x * clientWidth;
  area.scrollTop = (scrollTop + from.y * clientHeight) * grown - to.y * clientHeight;
}
