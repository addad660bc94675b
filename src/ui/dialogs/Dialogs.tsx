import { useStore } from 'zustand';

import type { FilmWorker } from '../../export/film/film-studio.ts';
import { useLab } from '../lab-context.tsx';
import { later, opening } from '../later.tsx';
import type { Demo } from '../shell/demo.ts';
import type { DialogName } from '../shell/dialog-name.ts';
import type { ThemeName } from '../../scenes/theme.ts';

const KeySheet = later(async () => (await import('./KeySheet.tsx')).KeySheet, opening);
const Palette = later(async () => (await import('../palette/Palette.tsx')).Palette, opening);
const ScriptDialog = later(async () => (await import('./ScriptDialog.tsx')).ScriptDialog, opening);
const FilmDialog = later(async () => (await import('./FilmDialog.tsx')).FilmDialog, opening);
const PictureDialog = later(
  async () => (await import('./PictureDialog.tsx')).PictureDialog,
  opening,
);
const ShareDialog = later(async () => (await import('./ShareDialog.tsx')).ShareDialog, opening);
const WhatIfDialog = later(async () => (await import('./WhatIfDialog.tsx')).WhatIfDialog, opening);

export interface DialogsProps {
  /** The one that is open, beside what is asked from many places. */
  readonly dialog: DialogName | null;
  readonly theme: ThemeName;
  readonly demos: Promise<readonly Demo[]>;
  /** null: this host has no worker for it. */
  readonly startFilmWorker: () => FilmWorker | null;
  readonly open: (dialog: DialogName) => void;
  readonly onClose: () => void;
}

/** What is open above the page. */
export function Dialogs({ dialog, theme, demos, startFilmWorker, open, onClose }: DialogsProps) {
  return (
    <>
      {dialog === 'palette' && <Palette demos={demos} open={open} onClose={onClose} />}
      {dialog === 'keys' && <KeySheet onClose={onClose} />}
      {dialog === 'script' && <ScriptDialog onClose={onClose} />}
      {dialog === 'share' && <ShareDialog onClose={onClose} />}
      {dialog === 'film' && (
        <FilmDialog theme={theme} startWorker={startFilmWorker} onClose={onClose} />
      )}
      <Asking />
      {dialog === 'picture' && <PictureDialog theme={theme} onClose={onClose} />}
    </>
  );
}

/** It is asked from many places what would have been. */
function Asking() {
  const { comparing } = useLab();
  const isAsking = useStore(comparing, (state) => state.isAsking);
  return isAsking && <WhatIfDialog onClose={() => comparing.setState({ isAsking: false })} />;
}
