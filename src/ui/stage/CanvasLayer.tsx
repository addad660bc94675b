import { type ReactNode, useEffect, useRef } from 'react';

import type { Mark, Size } from '../../scenes/mark.ts';
import { paintMarks } from '../../scenes/paint/canvas.ts';
import type { Theme } from '../../scenes/theme.ts';
import styles from './Stage.module.css';

interface CanvasLayerProps {
  /** The marks of this moment; painted once a frame at most, and only when they have changed. */
  readonly marks: readonly Mark[];
  readonly size: Size;
  readonly scale: number;
  readonly theme: Theme;
}

/** Marks that change with every frame, on a canvas of the screen's own resolution. */
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

function paint(
  canvas: HTMLCanvasElement,
  marks: readonly Mark[],
  { width, height }: Size,
  scale: number,
  theme: Theme,
): void {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  paintMarks(context, marks, theme, scale);
}
