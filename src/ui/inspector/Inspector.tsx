import { Suspense, lazy } from 'react';

import type { InspectorTab } from '../../lab/selection.ts';
import { useLab, useSelection } from '../lab-context.tsx';
import { Tabs, type TabItem } from '../widgets/Tabs.tsx';
import { KeyTab } from './KeyTab.tsx';

/* The first picture needs the first tab only. */
const NodeTab = lazy(async () => ({ default: (await import('./NodeTab.tsx')).NodeTab }));
const RequestTab = lazy(async () => ({ default: (await import('./RequestTab.tsx')).RequestTab }));
const WhyTab = lazy(async () => ({ default: (await import('./WhyTab.tsx')).WhyTab }));

export const inspectorTabs: readonly TabItem<InspectorTab>[] = [
  { id: 'key', name: 'Key' },
  { id: 'node', name: 'Node' },
  { id: 'request', name: 'Request' },
  { id: 'why', name: 'Why' },
];

export function Inspector() {
  const { selecting } = useLab();
  const tab = useSelection((selection) => selection.tab);
  return (
    <Tabs label="Inspector" tabs={inspectorTabs} open={tab} onOpen={(id) => selecting.openTab(id)}>
      <InspectorPanel tab={tab} />
    </Tabs>
  );
}

export function InspectorPanel({ tab }: { tab: InspectorTab }) {
  return (
    <Suspense>
      <OpenTab tab={tab} />
    </Suspense>
  );
}

function OpenTab({ tab }: { tab: InspectorTab }) {
  switch (tab) {
    case 'key':
      return <KeyTab />;
    case 'node':
      return <NodeTab />;
    case 'request':
      return <RequestTab />;
    case 'why':
      return <WhyTab />;
  }
}
