import { type ReactNode, useDeferredValue, useRef } from 'react';

import type { Micros } from '../../base/time.ts';
import type { LoopEnd } from '../../lab/loop.ts';
import type { Loop } from '../../lab/playback.ts';
import type { Size, Table, Target } from '../../scenes/mark.ts';
import { timeScale } from '../../scenes/space-time/plot.ts';
import { spaceTimePlot, spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import { type Theme, type ThemeName, themes } from '../../scenes/theme.ts';
import type { Filter } from '../../trace/filter.ts';
import type { TraceLike } from '../../scenes/trace-like.ts';
import { CanvasLayer, type Follow, MovingLayer } from './CanvasLayer.tsx';
import { LoopBand } from './LoopBand.tsx';
import { SceneTable } from './SceneTable.tsx';
import styles from './SpaceTime.module.css';
import { TimeSlider } from './TimeSlider.tsx';
import { type TimeWindow, usePointing } from './use-pointing.ts';
import { useSize } from './use-size.ts';

export interface LiveCursor {
  readonly nowUs: () => Micros;
  readonly follow: Follow;
}

export interface SpaceTimeProps {
  readonly trace: TraceLike;
  /** How many events the trace has, so that a trace that grew is drawn again. */
  readonly traceLength: number;
  /** The window of virtual time shown. */
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** The cursor. */
  readonly atUs: Micros;
  /** While time runs: where the cursor is now, and when it moves. */
  readonly live: LiveCursor | null;
  readonly theme: ThemeName;
  readonly selection: Target | null;
  /** The stretch that is played over and over. */
  readonly loop: Loop;
  /** One of its ends was dragged or keyed. */
  readonly onLoopMove: (end: LoopEnd, us: Micros) => void;
  /** What of it is shown. */
  readonly filter: Filter;
  /** Are the causal past and future of the selection pointed out? */
  readonly isTracing: boolean;
  /** The cursor was dragged, or a time was clicked or keyed. */
  readonly onSeek: (us: Micros) => void;
  /** The window was zoomed (wheel, pinch) or moved (drag). */
  readonly onWindow: (window: TimeWindow) => void;
  readonly onSelect: (target: Target | null) => void;
}

/** The space–time diagram: a lane a node and client, messages as arrows, a cursor to drag. */
export function SpaceTime(props: SpaceTimeProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const colours = themes[props.theme];
  return (
    <div
      ref={element}
      className={styles['diagram']}
      style={{ background: colours.surface, color: colours.ink }}
    >
      {size !== null && size.width > 80 && size.height > 24 && (
        <Diagram {...props} size={size} colours={colours} />
      )}
    </div>
  );
}

interface DiagramProps extends SpaceTimeProps {
  readonly size: Size;
  readonly colours: Theme;
}

function Diagram(props: DiagramProps): ReactNode {
  const { trace, fromUs, toUs, atUs, size, colours, selection, onSeek, onWindow, onSelect } = props;
  const { filter, isTracing, live } = props;
  const element = useRef<HTMLElement>(null);
  const scene = spaceTimeScene({
    trace,
    fromUs,
    toUs,
    atUs,
    size,
    theme: colours,
    selection,
    filter,
    isTracing,
  });
  const plot = spaceTimePlot(trace, size, colours);
  const time = timeScale(plot, fromUs, toUs);
  const nowUs = live?.nowUs ?? (() => atUs);
  usePointing(element, { scene, plot, time, nowUs, onSeek, onWindow, onSelect });
  const layer = { size, scale: scene.scale, theme: colours };
  return (
    <figure ref={element} className={styles['surface']} aria-label={scene.sentence}>
      <CanvasLayer marks={scene.still} {...layer} />
      {live === null ? (
        <CanvasLayer marks={scene.moving} {...layer} />
      ) : (
        <MovingLayer
          marksNow={() => scene.movingAt(live.nowUs())}
          follow={live.follow}
          {...layer}
        />
      )}
      <LoopBand loop={props.loop} time={time} height={plot.bottom} onMove={props.onLoopMove} />
      <TimeSlider label="Moment shown" time={time} atUs={atUs} onMove={onSeek} />
      {live === null && <LaterTable table={scene.table} />}
    </figure>
  );
}

/** Rows for those who hear them may come a little later than the picture. */
function LaterTable({ table }: { readonly table: Table }): ReactNode {
  return <SceneTable table={useDeferredValue(table)} />;
}
