import { type ReactNode, useRef } from 'react';

import type { Mark, Scene, Target } from '../../scenes/mark.ts';
import type { Theme } from '../../scenes/theme.ts';
import { later } from '../later.tsx';
import { MarkElement } from './MarkElement.tsx';
import styles from './Stage.module.css';
import { useSelecting } from './use-selecting.ts';

const FocusRing = later(async () => (await import('./FocusRing.tsx')).FocusRing);

interface SvgLayerProps {
  readonly scene: Scene;
  readonly marks: Scene['still'];
  readonly theme: Theme;
  readonly onSelect: (target: Target | null) => void;
  /** What flies above it on a canvas now; by default nothing does. */
  readonly flyingNow?: (() => readonly Mark[]) | undefined;
}

/** Marks as SVG: what has a target can be clicked, and reached with the keyboard. */
export function SvgLayer({ scene, marks, theme, onSelect, flyingNow }: SvgLayerProps): ReactNode {
  const element = useRef<SVGSVGElement>(null);
  useSelecting(element, marks, onSelect, flyingNow);
  const { width, height } = scene.size;
  return (
    <>
      <svg
        ref={element}
        className={styles['layer']}
        viewBox={`0 0 ${width} ${height}`}
        aria-roledescription="figure"
        aria-label={scene.sentence}
      >
        {marks.map((mark) => (
          <MarkElement key={mark.key} mark={mark} theme={theme} scale={scene.scale} />
        ))}
      </svg>
      <FocusRing picture={element} />
    </>
  );
}
