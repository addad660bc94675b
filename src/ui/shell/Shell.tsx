import { Suspense, lazy, useCallback, useState } from 'react';
import { useStore } from 'zustand';

import { DropTarget } from '../files/DropTarget.tsx';
import type { FilmWorker } from '../../export/film/film-studio.ts';
import { useLab } from '../lab-context.tsx';
import { useTheme } from '../theme/use-theme.ts';
import { Transport } from '../transport/Transport.tsx';
import type { Demo } from './demo.ts';
import type { DialogName } from './dialog-name.ts';
import { Header } from './Header.tsx';
import { ContextMenus } from './later.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { NarrowPanels } from './NarrowPanels.tsx';
import styles from './Shell.module.css';
import { useIsNarrow } from './use-is-narrow.ts';
import { useKeys } from './use-keys.ts';
import { WidePanels } from './WidePanels.tsx';

const KeySheet = lazy(async () => ({
  default: (await import('../dialogs/KeySheet.tsx')).KeySheet,
}));

const Palette = lazy(async () => ({
  default: (await import('../palette/Palette.tsx')).Palette,
}));

const ScriptDialog = lazy(async () => ({
  default: (await import('../dialogs/ScriptDialog.tsx')).ScriptDialog,
}));

const FilmDialog = lazy(async () => ({
  default: (await import('../dialogs/FilmDialog.tsx')).FilmDialog,
}));

const PictureDialog = lazy(async () => ({
  default: (await import('../dialogs/PictureDialog.tsx')).PictureDialog,
}));

const ShareDialog = lazy(async () => ({
  default: (await import('../dialogs/ShareDialog.tsx')).ShareDialog,
}));

const WhatIfDialog = lazy(async () => ({
  default: (await import('../dialogs/WhatIfDialog.tsx')).WhatIfDialog,
}));

interface ShellProps {
  readonly demos: Promise<readonly Demo[]>;
  /** null: this host has no worker for it. */
  readonly startFilmWorker: () => FilmWorker | null;
}

/** The whole page: one screen, the stage first. (look.md) */
export function Shell({ demos, startFilmWorker }: ShellProps) {
  const theme = useTheme();
  const isNarrow = useIsNarrow();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const close = useCallback(() => setDialog(null), []);
  useKeys(setDialog);
  return (
    <div className={styles['shell']}>
      <Header demos={demos} isNarrow={isNarrow} open={setDialog} />
      {isNarrow ? <NarrowPanels theme={theme} /> : <WidePanels theme={theme} />}
      {isNarrow && <Transport />}
      <LiveRegion />
      <DropTarget />
      <ContextMenus />
      <Suspense fallback={<i hidden data-opening />}>
        {dialog === 'palette' && <Palette demos={demos} open={setDialog} onClose={close} />}
        {dialog === 'keys' && <KeySheet onClose={close} />}
        {dialog === 'script' && <ScriptDialog onClose={close} />}
        {dialog === 'share' && <ShareDialog onClose={close} />}
        {dialog === 'film' && (
          <FilmDialog theme={theme} startWorker={startFilmWorker} onClose={close} />
        )}
        <Asking />
        {dialog === 'picture' && <PictureDialog theme={theme} onClose={close} />}
      </Suspense>
    </div>
  );
}

/** It is asked from many places what would have been. */
function Asking() {
  const { comparing } = useLab();
  const isAsking = useStore(comparing, (state) => state.isAsking);
  return isAsking && <WhatIfDialog onClose={() => comparing.setState({ isAsking: false })} />;
}
