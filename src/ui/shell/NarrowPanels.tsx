import { useState } from 'react';
import { useStore } from 'zustand';

import type { InspectorTab } from '../../lab/selection.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { InspectorPanel, inspectorTabs } from '../inspector/Inspector.tsx';
import { useIsComparing, useLab, useSelection } from '../lab-context.tsx';
import { Tabs, type TabItem } from '../widgets/Tabs.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { CompareView, LogPanel, TimelinePanel } from './later.tsx';
import styles from './Shell.module.css';
import { StageArea } from './StageArea.tsx';

type NarrowTab = InspectorTab | 'log' | 'time';

const tabs: readonly TabItem<NarrowTab>[] = [
  { id: 'log', name: 'Log' },
  ...inspectorTabs,
  { id: 'time', name: 'Time' },
];

/** Stage on top, one tabbed panel below; whatever is selected opens its tab. */
export function NarrowPanels({ theme }: { theme: ThemeName }) {
  const { selecting, prompt } = useLab();
  const inspectorTab = useSelection((selection) => selection.tab);
  const selected = useSelection((selection) => selection.selected);
  const [own, setOwn] = useState<'log' | 'time' | null>('log');
  const [seen, setSeen] = useState(selected);
  if (selected !== seen) {
    setSeen(selected);
    if (selected !== null) setOwn(null);
  }
  const offers = useStore(prompt.store, (state) => state.offers);
  const [seenOffers, setSeenOffers] = useState(offers);
  if (offers !== seenOffers) {
    setSeenOffers(offers);
    setOwn('log');
  }
  const open = (id: NarrowTab): void => {
    if (id === 'log' || id === 'time') return setOwn(id);
    setOwn(null);
    selecting.openTab(id);
  };
  if (useIsComparing()) {
    return (
      <main className={styles['narrow']}>
        <ErrorBoundary name="The comparison">
          <CompareView theme={theme} isNarrow />
        </ErrorBoundary>
      </main>
    );
  }
  return (
    <main className={styles['narrow']}>
      <div className={styles['narrowStage']}>
        <ErrorBoundary name="The stage">
          <StageArea theme={theme} />
        </ErrorBoundary>
      </div>
      <div className={styles['narrowPanel']}>
        <ErrorBoundary name="This panel">
          <Tabs label="Panels" tabs={tabs} open={own ?? inspectorTab} onOpen={open}>
            {own === 'log' && <LogPanel />}
            {own === 'time' && <TimelinePanel theme={theme} />}
            {own === null && <InspectorPanel tab={inspectorTab} />}
          </Tabs>
        </ErrorBoundary>
      </div>
    </main>
  );
}
