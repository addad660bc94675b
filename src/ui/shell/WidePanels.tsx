import type { CSSProperties } from 'react';

import type { ThemeName } from '../../scenes/theme.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { Transport } from '../transport/Transport.tsx';
import { Divider } from './Divider.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { usePane, type PaneLimits } from './panes.ts';
import { LogPanel } from './later.tsx';
import styles from './Shell.module.css';
import { StageArea } from './StageArea.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';

const logLimits: PaneLimits = { usualPx: 240, leastPx: 180, mostPx: 420, closedPx: 0 };
const inspectorLimits: PaneLimits = { usualPx: 320, leastPx: 220, mostPx: 560, closedPx: 0 };
const timeLimits: PaneLimits = { usualPx: 160, leastPx: 70, mostPx: 480, closedPx: 0 };

/** Log, stage and inspector side by side, time below; sizes are remembered where that can be. */
export function WidePanels({ theme }: { theme: ThemeName }) {
  const log = usePane('log', logLimits);
  const inspector = usePane('inspector', inspectorLimits);
  const time = usePane('time', timeLimits);
  const sizes = {
    '--log': `${log.px}px`,
    '--inspector': `${inspector.px}px`,
    '--time': `${time.px}px`,
  } as CSSProperties;
  return (
    <div className={styles['wide']} style={sizes}>
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
        <div className={styles['side']} inert={inspector.px === 0}>
          <ErrorBoundary name="The inspector">
            <Inspector />
          </ErrorBoundary>
        </div>
      </div>
      <Divider label="Height of the space–time diagram" pane={time} side="below" />
      <Transport />
      <div className={styles['time']} inert={time.px === 0}>
        <ErrorBoundary name="The space–time diagram">
          <TimelinePanel theme={theme} />
        </ErrorBoundary>
      </div>
    </div>
  );
}
