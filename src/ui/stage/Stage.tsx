import { type ReactNode, useRef } from 'react';

import type { Micros } from '../../base/time.ts';
import type { Scene, Size, Target } from '../../scenes/mark.ts';
import { ringMoving, ringScene } from '../../scenes/ring/ring.ts';
import type { WalkStep } from '../../scenes/ring/walk-steps.ts';
import { type Theme, type ThemeName, themes } from '../../scenes/theme.ts';
import type { View } from '../../trace/view.ts';
import { later } from '../later.tsx';
import { CanvasLayer, type Follow, MovingLayer } from './CanvasLayer.tsx';
import { SceneTable } from './SceneTable.tsx';
import styles from './Stage.module.css';
import { SvgLayer } from './SvgLayer.tsx';
import { usePrefersReducedMotion } from './use-reduced-motion.ts';
import { useSize } from './use-size.ts';

const ChangeOutline = later(async () => (await import('./ChangeOutline.tsx')).ChangeOutline);

/** A run at play: its view as it is now, and when to look again. */
export interface Live {
  readonly viewNow: () => View;
  readonly follow: Follow;
}

export interface StageProps {
  readonly view: View;
  /** The moment shown; may lie between two events, and defaults to the view's own. */
  readonly atUs?: Micros;
  readonly theme: ThemeName;
  readonly selection: Target | null;
  readonly isPlaying: boolean;
  /** How many times larger the stage is than what is seen of it; by default all is seen. */
  readonly zoom?: number;
  /** The step of the preference walk that is looked at; by default all of it. */
  readonly walkStep?: WalkStep | null;
  /** The run itself, where what moves is painted between two views; by default it is not. */
  readonly live?: Live;
  /** Is it the run whose changes are outlined? By default it is. */
  readonly isFollowed?: boolean;
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
  const isStepwise = usePrefersReducedMotion();
  const theme = themes[props.theme];
  return (
    <div
      ref={element}
      className={styles['stage']}
      style={{ background: theme.surface, color: theme.ink }}
    >
      {size !== null && size.width > 0 && size.height > 0 && (
        <Ring {...props} size={size} colours={theme} isStepwise={isStepwise} />
      )}
      {isStepwise && props.isFollowed !== false && <ChangeOutline stage={element} />}
    </div>
  );
}

const nothing: Scene['moving'] = [];

interface RingProps extends StageProps {
  readonly size: Size;
  readonly colours: Theme;
  readonly isStepwise: boolean;
}

function Ring(props: RingProps): ReactNode {
  const { view, atUs, selection, isPlaying, onSelect, size, colours, isStepwise } = props;
  const { walkStep = null, zoom = 1 } = props;
  const moment = atUs ?? view.cursor.at;
  const input = { view, size, theme: colours, selection, atUs: moment, isStepwise, walkStep, zoom };
  const scene = ringScene(input);
  const marks = isPlaying ? scene.still : [...scene.still, ...scene.moving];
  const { live } = props;
  const layer = { size, scale: scene.scale, theme: colours };
  const marksNow = (): Scene['moving'] => {
    const latest = live?.viewNow() ?? view;
    return ringMoving({ ...input, view: latest, atUs: live ? latest.cursor.at : moment });
  };
  return (
    <>
      <SvgLayer
        scene={scene}
        marks={marks}
        theme={colours}
        onSelect={onSelect}
        flyingNow={isPlaying ? marksNow : undefined}
      />
      {isPlaying && live ? (
        <MovingLayer marksNow={marksNow} follow={live.follow} {...layer} />
      ) : (
        <CanvasLayer marks={isPlaying ? scene.moving : nothing} {...layer} />
      )}
      {!isPlaying && <SceneTable table={scene.table} />}
    </>
  );
}
