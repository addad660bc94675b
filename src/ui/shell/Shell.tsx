import { useCallback, useState } from 'react';
import { useStore } from 'zustand';

import type { FilmWorker } from '../../export/film/film-studio.ts';
import { useLab } from '../lab-context.tsx';
import { useTheme } from '../theme/use-theme.ts';
import { Transport } from '../transport/Transport.tsx';
import type { Demo } from './demo.ts';
import type { DialogName } from './dialog-name.ts';
import { Header } from './Header.tsx';
import { ContextMenus, Dialogs, DropTarget, LiveRegion } from './later.tsx';
import { NarrowPanels } from './NarrowPanels.tsx';
import styles from './Shell.module.css';
import { useIsNarrow } from './use-is-narrow.ts';
import { useKeys } from './use-keys.ts';
import { WidePanels } from './WidePanels.tsx';

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
  const { comparing } = useLab();
  const isAsking = useStore(comparing, (state) => state.isAsking);
  useKeys(setDialog);
  return (
    <div className={styles['shell']}>
      <Header demos={demos} isNarrow={isNarrow} open={setDialog} />
      {isNarrow ? <NarrowPanels theme={theme} /> : <WidePanels theme={theme} />}
      {isNarrow && <Transport />}
      <LiveRegion />
      <DropTarget />
      <ContextMenus />
      {(dialog !== null || isAsking) && (
        <Dialogs
          dialog={dialog}
          theme={theme}
          demos={demos}
          startFilmWorker={startFilmWorker}
          open={setDialog}
          onClose={close}
        />
      )}
    </div>
  );
}
