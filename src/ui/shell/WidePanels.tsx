import { useEffect, type CSSProperties } from 'react';

import type { ThemeName } from '../../scenes/theme.ts';
import { useLab } from '../lab-context.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Transport } from '../transport/Transport.tsx';
import { Divider } from './Divider.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { usePane, type Pane, type PaneLimits } from './panes.ts';
import { LogPanel } from './later.tsx';
import styles from './Shell.module.css';
import { StageArea } from './StageArea.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';

const logLimits: PaneLimits = { usualPx: 240, leastPx: 180, mostPx: 420, closedPx: 0 };
const inspectorLimits: PaneLimits = { usualPx: 320, leastPx: 220, mostPx: 560, closedPx: 0 };
const timeLimits: PaneLimits = { usualPx: 160, leastPx: 70, mostPx: 480, closedPx: 0 };

/** Log, stage and inspector side by side, time below; sizes are remembered where that can be. */
export function WidePanels({ theme }: { theme: ThemeName }) {
  // On a projector the panels have sizes of their own, so that going back finds the others.
  return <Panels key={String(theme === 'projector')} theme={theme} />;
}

function Panels({ theme }: { theme: ThemeName }) {
  const isProjector = theme === 'projector';
  const prefix = isProjector ? 'projector-' : '';
  const log = usePane(`${prefix}log`, logLimits, isProjector ? 0 : logLimits.usualPx);
  const inspector = usePane(`${prefix}inspector`, inspectorLimits);
  const hasRoom = !isProjector || window.innerHeight >= 900;
  const time = usePane(`${prefix}time`, timeLimits, hasRoom ? timeLimits.usualPx : 0);
  useOpenForPrompt(log);
  const sizes = {
    '--log': `${log.px}px`,
    '--inspector': `${inspector.px}px`,
    '--time': `${time.px}px`,
  } as CSSProperties;
  return (
    <main className={styles['wide']} style={sizes}>
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
