import { type ReactNode, useEffect, useRef, useState } from 'react';

import type { Box } from '../../scenes/geometry.ts';
import type { Mark, Size } from '../../scenes/mark.ts';
import { paintMarks } from '../../scenes/paint/canvas.ts';
import type { Ground } from '../../scenes/paint/stamps.ts';
import type { Theme } from '../../scenes/theme.ts';
import { isFirstPictureThere } from '../later.tsx';
import styles from './Stage.module.css';

interface CanvasLayerProps {
  /** The marks of this moment; painted once a frame at most, and only when they have changed. */
  readonly marks: readonly Mark[];
  readonly size: Size;
  readonly scale: number;
  readonly theme: Theme;
}

/** Marks on a canvas of the screen's own resolution. */
export function CanvasLayer({ marks, size, scale, theme }: CanvasLayerProps): ReactNode {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const canvas = element.current;
      if (canvas !== null) paint(canvas, marks, size, scale, theme);
    });
    return () => cancelAnimationFrame(frame);
  }, [marks, size, scale, theme]);
  return <canvas ref={element} className={styles['layer']} aria-hidden="true" />;
}

/** Calls back whenever time has gone on, until the function that it returns is called. */
export type Follow = (onMove: () => void) => () => void;

type MovingLayerProps = Omit<CanvasLayerProps, 'marks'> & {
  /** The marks of the moment at which it is called. */
  readonly marksNow: () => readonly Mark[];
  readonly follow: Follow;
};

/** Marks that move, painted in each frame in which they have; the page is not drawn anew for that. */
export function MovingLayer(props: MovingLayerProps): ReactNode {
  const { marksNow, follow, size, scale, theme } = props;
  const element = useRef<HTMLCanvasElement>(null);
  const [painting] = useState(() => new OnceAFrame());
  useEffect(
    () =>
      painting.change(() => {
        const canvas = element.current;
        if (canvas !== null) paint(canvas, marksNow(), size, scale, theme);
      }),
    [painting, marksNow, size, scale, theme],
  );
  useEffect(() => follow(() => painting.ask()), [follow, painting]);
  useEffect(() => () => painting.cancel(), [painting]);
  return <canvas ref={element} className={styles['layer']} aria-hidden="true" />;
}

/** Work that is done in the next frame, however often it was asked for. */
class OnceAFrame {
  #work: () => void = () => undefined;
  #frame: number | null = null;

  /** Other work from now on. What was asked for stays so: it may be due in this very frame. */
  change(work: () => void): void {
    this.#work = work;
    this.ask();
  }

  ask(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#work();
    });
  }

  cancel(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }
}

function paint(
  canvas: HTMLCanvasElement,
  marks: readonly Mark[],
  size: Size,
  scale: number,
  theme: Theme,
): void {
  const ratio = window.devicePixelRatio || 1;
  const { x, y, width, height } = seenPart(canvas, size);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  canvas.style.translate = `${x}px ${y}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  paintOn(context, marks, { theme, scale, ratio, left: x, top: y });
}

type PaintOn = (context: CanvasRenderingContext2D, marks: readonly Mark[], ground: Ground) => void;

let paintOn: PaintOn = (context, marks, { theme, scale, left, top }) => {
  context.translate(-left, -top);
  paintMarks(context, marks, theme, scale);
};

/** Messages are stamped as soon as the first picture is there, where the browser can. */
async function beginToStamp(): Promise<void> {
  await isFirstPictureThere;
  if (!('OffscreenCanvas' in window)) return;
  const { canStamp, paintWithStamps } = await import('./stamper.ts');
  if (canStamp()) paintOn = paintWithStamps;
}

void beginToStamp();

/** Of a picture that is looked at closely only what is in view, as no canvas may be that large. */
function seenPart(canvas: Element, { width, height }: Size): Box {
  const area = canvas.closest('[data-zoomed]');
  if (area === null) return { x: 0, y: 0, width, height };
  return {
    x: area.scrollLeft,
    y: area.scrollTop,
    width: Math.min(width, area.clientWidth),
    height: Math.min(height, area.clientHeight),
  };
}
