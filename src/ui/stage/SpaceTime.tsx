import { type KeyboardEvent, type ReactNode, useDeferredValue, useRef } from 'react';

import { showTime, type Micros } from '../../base/time.ts';
import type { Loop } from '../../lab/playback.ts';
import type { Size, Table, Target } from '../../scenes/mark.ts';
import { type TimeScale, timeScale } from '../../scenes/space-time/plot.ts';
import { spaceTimePlot, spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import { type Theme, type ThemeName, themes } from '../../scenes/theme.ts';
import type { Filter } from '../../trace/filter.ts';
import type { TraceLike } from '../../scenes/trace-like.ts';
import { CanvasLayer, type Follow, MovingLayer } from './CanvasLayer.tsx';
import { SceneTable } from './SceneTable.tsx';
import styles from './SpaceTime.module.css';
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
      <LoopBand loop={props.loop} time={time} />
      <CursorHandle time={time} atUs={atUs} onSeek={onSeek} />
      {live === null && <LaterTable table={scene.table} />}
    </figure>
  );
}

/** Rows for those who hear them may come a little later than the picture. */
function LaterTable({ table }: { readonly table: Table }): ReactNode {
  return <SceneTable table={useDeferredValue(table)} />;
}

/** From where to where the loop goes; while one end is not set, a line at the other. */
function LoopBand({ loop, time }: { readonly loop: Loop; readonly time: TimeScale }): ReactNode {
  const { fromUs, toUs, isOn } = loop;
  if (fromUs === null && toUs === null) return null;
  const within = (us: Micros): number => time.x(Math.min(Math.max(us, time.fromUs), time.toUs));
  const left = within(fromUs ?? toUs ?? 0);
  const right = within(toUs ?? fromUs ?? 0);
  if ((toUs ?? fromUs ?? 0) < time.fromUs || (fromUs ?? 0) > time.toUs) return null;
  return (
    <div
      className={styles['loop']}
      data-on={isOn || undefined}
      style={{ left: `${left}px`, width: `${Math.max(1, right - left)}px` }}
    />
  );
}

interface CursorHandleProps {
  readonly time: TimeScale;
  readonly atUs: Micros;
  readonly onSeek: (us: Micros) => void;
}

/** The cursor as a slider: arrows move it by a hundredth of the window, with Shift by a tenth. */
function CursorHandle({ time, atUs, onSeek }: CursorHandleProps): ReactNode {
  const press = (event: KeyboardEvent): void => {
    const us = keyed(event, time, atUs);
    if (us === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(us);
  };
  const isShown = atUs >= time.fromUs && atUs <= time.toUs;
  return (
    <input
      type="range"
      className={styles['cursor']}
      style={{ left: `${time.x(Math.min(Math.max(atUs, time.fromUs), time.toUs))}px` }}
      hidden={!isShown}
      aria-label="Moment shown"
      aria-valuetext={showTime(atUs)}
      min={time.fromUs}
      max={time.toUs}
      step={1}
      value={atUs}
      onKeyDown={press}
      onChange={(event) => onSeek(event.target.valueAsNumber)}
    />
  );
}

function keyed(event: KeyboardEvent, time: TimeScale, atUs: Micros): Micros | null {
  const stepUs = Math.max(1, Math.round((time.toUs - time.fromUs) / (event.shiftKey ? 10 : 100)));
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, atUs - stepUs);
    case 'ArrowRight':
    case 'ArrowUp':
      return atUs + stepUs;
    case 'PageDown':
      return Math.max(0, atUs - stepUs * 10);
    case 'PageUp':
      return atUs + stepUs * 10;
    case 'Home':
      return time.fromUs;
    case 'End':
      return time.toUs;
    default:
      return null;
  }
}
