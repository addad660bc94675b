import { createRoot } from 'react-dom/client';

import { present } from '../base/assert.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { LabProvider } from '../ui/lab-context.tsx';
import { ErrorBoundary } from '../ui/shell/ErrorBoundary.tsx';
import { isFirstPictureThere } from '../ui/later.tsx';
import { allowLaterPanels } from '../ui/shell/later.tsx';
import { Shell } from '../ui/shell/Shell.tsx';
import '../ui/theme/base.css';
import { startFilmWorker } from '../workers/film-worker.ts';
import { startEngine } from '../workers/start-engine.ts';
import type { Failure } from '../workers/wire.ts';
import { firstRun } from './first-run.ts';
import { afterPainting, driveFrames } from './frames.ts';
import { linkedRun, showLinked } from './linked.ts';
import { browserMemory } from './memory.ts';
import { engineKind, isTesting } from './options.ts';

const demos = isFirstPictureThere.then(async () => (await import('./demos.ts')).demos);

async function start(): Promise<void> {
  const told: { lab: Lab | null } = { lab: null };
  const engine = startEngine({
    kind: engineKind(location.search),
    onFailure: (failure) => tellFailure(told.lab, failure),
  });
  const link = await linkedRun(location.hash);
  const lab = createLab(engine, link?.ok ? link.run : firstRun, browserMemory());
  told.lab = lab;
  createRoot(present(document.getElementById('root'), 'the root element')).render(
    <ErrorBoundary name="The page">
      <LabProvider value={lab}>
        <Shell demos={demos} startFilmWorker={startFilmWorker} />
      </LabProvider>
    </ErrorBoundary>,
  );
  driveFrames(lab.playback);
  if (isTesting(location.search)) {
    const { openTestSeam } = await import('./test-seam.ts');
    openTestSeam(lab);
  }
  await lab.timeline.attempt(() => lab.timeline.start());
  afterPainting(allowLaterPanels);
  void isFirstPictureThere.then(async () =>
    (await import('../lab/branches.ts')).tellWhoMakesRoom(lab),
  );
  await showLinked(lab, link);
}

/** What went wrong in a worker, and what to do next. */
function tellFailure(lab: Lab | null, { node, error }: Failure): void {
  if (node === null) {
    const advice = 'Open the run anew from its script, or load the page again.';
    lab?.notices.tell('failure', `The conductor failed: ${error}`, { advice });
  } else {
    const advice = `The lab goes on without it. Restart ${node}, or go back to before it happened.`;
    lab?.notices.tell('failure', `${node} failed: ${error}`, { advice });
  }
}

void start();
