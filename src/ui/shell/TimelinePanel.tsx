import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';

import { horizonOf } from '../../lab/branch.ts';
import { type LoopEnd, moveLoopEnd } from '../../lab/loop.ts';
import type { Target } from '../../scenes/mark.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { prepareCausality } from '../../trace/causality/causality.ts';
import type { Trace } from '../../trace/trace.ts';
import { PartProvider, useBranch, useLab, usePlayback, useSelection } from '../lab-context.tsx';
import { DiagramTools } from '../stage/DiagramTools.tsx';
import { type LiveCursor, SpaceTime } from '../stage/SpaceTime.tsx';
import styles from './TimelinePanel.module.css';
import { useSelect } from './use-select.ts';

/** The run as lanes of time, and how it is looked at. */
export function TimelinePanel({ theme }: { theme: ThemeName }) {
  return (
    <PartProvider value="diagram">
      <Timeline theme={theme} />
    </PartProvider>
  );
}

function Timeline({ theme }: { theme: ThemeName }) {
  const lab = useLab();
  const { timeline, travel, diagram } = lab;
  const trace = useBranch((branch) => branch.trace);
  const events = useBranch((branch) => branch.events);
  const atUs = useBranch((branch) => branch.cursor.at);
  const selection = useSelection((state): Target | null => state.selected);
  const loop = usePlayback((state) => state.loop);
  const { window, filter, isTracing } = useStore(diagram.store);
  const select = useSelect();
  const live = useLiveCursor();
  usePrepared(trace, events);
  const seek = useCallback(
    (us: number) => void travel.seek(Math.min(us, horizonOf(timeline.state.branch).at)),
    [timeline, travel],
  );
  const moveLoop = useCallback((end: LoopEnd, us: number) => moveLoopEnd(lab, end, us), [lab]);
  const show = useCallback((next: typeof window) => diagram.show(next), [diagram]);
  return (
    <div className={styles['panel']}>
      <DiagramTools trace={trace} traceLength={events} atUs={atUs} selection={selection} />
      <SpaceTime
        trace={trace}
        traceLength={events}
        fromUs={window.fromUs}
        toUs={window.toUs}
        atUs={atUs}
        live={live}
        theme={theme}
        selection={selection}
        filter={filter}
        isTracing={isTracing}
        loop={loop}
        onLoopMove={moveLoop}
        onSeek={seek}
        onWindow={show}
        onSelect={select}
      />
    </div>
  );
}

function useLiveCursor(): LiveCursor | null {
  const { store } = useLab().timeline;
  const isMoving = usePlayback(({ isPlaying, isResting }) => isPlaying && !isResting);
  return useMemo(
    () =>
      isMoving
        ? {
            nowUs: () => store.getState().branch.cursor.at,
            follow: (onMove) => store.subscribe(everySoOften(onMove)),
          }
        : null,
    [store, isMoving],
  );
}

/** Its cursor goes about a px a frame: half as many pictures of it move as well. */
const cursorMs = 30;

function everySoOften(call: () => void): () => void {
  let lastMs = -Infinity;
  return () => {
    const now = performance.now();
    if (now - lastMs < cursorMs) return;
    lastMs = now;
    call();
  };
}

/** Events that are taken in at once, and how long the page has for itself before the next. */
const sliceEvents = 2_000;
const restMs = 30;

/** Finds out what led to what bit by bit, so that it is known when something is selected. */
function usePrepared(trace: Trace, events: number): void {
  useEffect(() => {
    if (events === 0) return;
    let timer = setTimeout(function goOn() {
      if (!prepareCausality(trace, sliceEvents)) timer = setTimeout(goOn, restMs);
    }, 0);
    return () => clearTimeout(timer);
  }, [trace, events]);
}
