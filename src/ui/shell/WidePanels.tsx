import { useEffect, type CSSProperties } from 'react';

import type { ThemeName } from '../../scenes/theme.ts';
import { useIsComparing, useLab } from '../lab-context.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Transport } from '../transport/Transport.tsx';
import { Divider } from './Divider.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { usePane, type Pane, type PaneLimits } from './panes.ts';
import { CompareView, LogPanel, TimelinePanel } from './later.tsx';
import styles from './Shell.module.css';
import { StageArea } from './StageArea.tsx';

const logLimits: PaneLimits = { usualPx: 240, leastPx: 180, mostPx: 420, closedPx: 0 };
const inspectorLimits: PaneLimits = { usualPx: 320, leastPx: 220, mostPx: 560, closedPx: 0 };
const timeLimits: PaneLimits = { usualPx: 172, leastPx: 70, mostPx: 480, closedPx: 0 };

/** Before a hall the picture counts, and the log opens when somebody types. */
const projectorLogLimits: PaneLimits = { ...logLimits, usualPx: 300 };
const projectorTimeLimits: PaneLimits = { ...timeLimits, usualPx: 230 };
/** In a lower window, and before a hall, there is no room for the diagram at first. */
const roomForTimePx = 620;
const projectorRoomForTimePx = 900;

/** Log, stage and inspector side by side, time below; sizes are remembered where that can be. */
export function WidePanels({ theme }: { theme: ThemeName }) {
  // On a projector the panels have sizes of their own, so that going back finds the others.
  return theme === 'projector' ? <ProjectorPanels /> : <UsualPanels theme={theme} />;
}

function UsualPanels({ theme }: { theme: ThemeName }) {
  const log = usePane('log', logLimits);
  const inspector = usePane('inspector', inspectorLimits);
  const time = usePane('time', timeLimits, firstTimePx(timeLimits, roomForTimePx));
  return <Panels theme={theme} log={log} inspector={inspector} time={time} />;
}

function ProjectorPanels() {
  const log = usePane('projector-log', projectorLogLimits, 0);
  const inspector = usePane('projector-inspector', inspectorLimits);
  const firstPx = firstTimePx(projectorTimeLimits, projectorRoomForTimePx);
  const time = usePane('projector-time', projectorTimeLimits, firstPx);
  return <Panels theme="projector" log={log} inspector={inspector} time={time} />;
}

function firstTimePx({ usualPx }: PaneLimits, roomPx: number): number {
  return window.innerHeight < roomPx ? 0 : usualPx;
}

interface PanelsProps {
  readonly theme: ThemeName;
  readonly log: Pane;
  readonly inspector: Pane;
  readonly time: Pane;
}

function Panels({ theme, log, inspector, time }: PanelsProps) {
  useOpenForPrompt(log);
  const isComparing = useIsComparing();
  const sizes = {
    '--log': `${log.px}px`,
    '--inspector': `${inspector.px}px`,
    '--time': `${time.px}px`,
  } as CSSProperties;
  return (
    <main className={styles['wide']} style={sizes}>
      {isComparing ? (
        <ErrorBoundary name="The comparison">
          <CompareView theme={theme} isNarrow={false} />
        </ErrorBoundary>
      ) : (
        <div className={styles['columns']}>
          <div className={styles['side']} inert={log.px === 0}>
            <ErrorBoundary name="The log">
              <LogPanel />
            </ErrorBoundary>
          </div>
          <Divider label="Width of the log" pane={log} side="left" />
          <ErrorBoundary name="The stage">
            <StageArea theme={theme} />
          </ErrorBoundary>
          <Divider label="Width of the inspector" pane={inspector} side="right" />
          <section aria-label="Inspector" className={styles['side']} inert={inspector.px === 0}>
            <ErrorBoundary name="The inspector">
              <Inspector />
            </ErrorBoundary>
          </section>
        </div>
      )}
      <Divider label="Height of the space–time diagram" pane={time} side="below" />
      <Transport />
      <section aria-label="Space–time" className={styles['time']} inert={time.px === 0}>
        <ErrorBoundary name="The space–time diagram">
          <TimelinePanel theme={theme} />
        </ErrorBoundary>
      </section>
    </main>
  );
}

/** Whoever is offered a line to type must see where. */
function useOpenForPrompt({ px, resize, limits }: Pane): void {
  const { prompt } = useLab();
  useEffect(() => {
    if (px > 0) return;
    return prompt.store.subscribe(({ offers }, before) => {
      if (offers !== before.offers) resize(limits.usualPx);
    });
  }, [prompt, px, resize, limits]);
}
