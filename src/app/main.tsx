import { createRoot } from 'react-dom/client';

import { present } from '../base/assert.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { LabProvider } from '../ui/lab-context.tsx';
import { ErrorBoundary } from '../ui/shell/ErrorBoundary.tsx';
import { fetchLaterPanels } from '../ui/shell/later.tsx';
import { Shell } from '../ui/shell/Shell.tsx';
import '../ui/theme/base.css';
import { startEngine } from '../workers/start-engine.ts';
import { driveFrames } from './frames.ts';
import { browserMemory } from './memory.ts';
import { engineKind, isTesting } from './options.ts';

async function start(): Promise<void> {
  const told: { lab: Lab | null } = { lab: null };
  const starting = startEngine({
    kind: engineKind(location.search),
    onError: (error) => told.lab?.notices.tell('failure', error, afterFailure),
  });
  fetchLaterPanels();
  const [engine, { demos, firstRun }] = await Promise.all([starting, import('./demos.ts')]);
  const lab = createLab(engine, firstRun(), browserMemory());
  told.lab = lab;
  createRoot(present(document.getElementById('root'), 'the root element')).render(
    <ErrorBoundary name="The page">
      <LabProvider value={lab}>
        <Shell demos={demos} />
      </LabProvider>
    </ErrorBoundary>,
  );
  driveFrames(lab.playback);
  if (isTesting(location.search)) {
    const { openTestSeam } = await import('./test-seam.ts');
    openTestSeam(lab);
  }
  await lab.timeline.attempt(() => lab.timeline.start());
  lab.playback.play();
}

const afterFailure = 'Go back to before it happened, or open the run anew from its script.';

void start();
