import { type ReactNode, useCallback, useMemo, useRef } from 'react';

import type { Micros } from '../../base/time.ts';
import type { Scene, Size, Target } from '../../scenes/mark.ts';
import { ringMoving, ringScene } from '../../scenes/ring/ring.ts';
import { type Theme, type ThemeName, themes } from '../../scenes/theme.ts';
import type { View } from '../../trace/view.ts';
import { CanvasLayer } from './CanvasLayer.tsx';
import { MarkElement } from './MarkElement.tsx';
import { SceneTable } from './SceneTable.tsx';
import styles from './Stage.module.css';
import { targetsIn } from './targets.ts';
import { useSelecting } from './use-selecting.ts';
import { usePrefersReducedMotion } from './use-reduced-motion.ts';
import { useSize } from './use-size.ts';

export interface StageProps {
  readonly view: View;
  /** The moment shown; may lie between two events, and defaults to the view's own. */
  readonly atUs?: Micros;
  readonly theme: ThemeName;
  readonly selection: Target | null;
  readonly isPlaying: boolean;
  /** null: the background was clicked, nothing is selected. */
  readonly onSelect: (target: Target | null) => void;
}

/**
 * The hash ring. Its still layer is SVG, for focus and names; messages fly above it on a canvas.
 * While paused they are SVG too, so that each can be reached and asked why.
 */
export function Stage(props: StageProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const theme = themes[props.theme];
  return (
    <div
      ref={element}
      className={styles['stage']}
      style={{ background: theme.surface, color: theme.ink }}
    >
      {size !== null && size.width > 0 && size.height > 0 && (
        <Ring {...props} size={size} colours={theme} />
      )}
    </div>
  );
}

interface RingProps extends StageProps {
  readonly size: Size;
  readonly colours: Theme;
}

function Ring({ view, atUs, selection, isPlaying, onSelect, size, colours }: RingProps): ReactNode {
  const isReduced = usePrefersReducedMotion();
  const moment = isReduced ? view.cursor.at : (atUs ?? view.cursor.at);
  const scene = ringScene({ view, size, theme: colours, selection, atUs: moment });
  const moving = useCallback(
    () => ringMoving({ view, size, theme: colours, selection, atUs: moment }),
    [view, size, colours, selection, moment],
  );
  const nothing = useCallback(() => [], []);
  const marks = isPlaying ? scene.still : [...scene.still, ...scene.moving];
  return (
    <>
      <SvgLayer scene={scene} marks={marks} theme={colours} onSelect={onSelect} />
      <CanvasLayer
        marks={isPlaying ? moving : nothing}
        size={size}
        scale={scene.scale}
        theme={colours}
      />
      {!isPlaying && <SceneTable table={scene.table} />}
    </>
  );
}

interface SvgLayerProps {
  readonly scene: Scene;
  readonly marks: Scene['still'];
  readonly theme: Theme;
  readonly onSelect: (target: Target | null) => void;
}

function SvgLayer({ scene, marks, theme, onSelect }: SvgLayerProps): ReactNode {
  const element = useRef<SVGSVGElement>(null);
  const targets = useMemo(() => targetsIn(marks), [marks]);
  useSelecting(element, targets, onSelect);
  const { width, height } = scene.size;
  return (
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
  );
}
