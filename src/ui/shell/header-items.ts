import type { Lab } from '../../lab/lab.ts';
import { chooseFile, saveScript, saveTrace } from '../files/file-acts.ts';
import { playButtonId } from '../transport/Transport.tsx';
import type { MenuItem } from '../widgets/menu-item.ts';
import type { Demo } from './demo.ts';
import type { DialogName } from './dialog-name.ts';

/*
 * What is in the menus of the header: the first picture needs none of it.
 */

type Open = (dialog: DialogName) => void;

export function demoItems(lab: Lab, demos: readonly Demo[]): readonly MenuItem[] {
  return demos.map((demo) => ({
    id: demo.title,
    name: demo.title,
    group: demo.group,
    note: demo.note,
    onChoose: () => void openDemo(lab, demo),
  }));
}

async function openDemo({ door, playback }: Lab, { script }: Demo): Promise<void> {
  if (!(await door.openScript(script)).ok) return;
  playback.play();
  document.getElementById(playButtonId)?.focus();
}

export function fileItems(lab: Lab, open: Open): readonly MenuItem[] {
  return [
    {
      id: 'open',
      name: 'Open a file…',
      note: 'script, trace or picture; or drop it on the page',
      onChoose: () => chooseFile(lab),
    },
    {
      id: 'script',
      name: 'Save the script',
      note: '.lab: settings, random seed and commands',
      onChoose: () => void saveScript(lab),
    },
    {
      id: 'trace',
      name: 'Save the trace',
      note: '.jsonl: everything that happened so far',
      onChoose: () => void saveTrace(lab),
    },
    {
      id: 'picture',
      name: 'Save a picture…',
      note: '.svg or .png of this moment, with the run in it',
      onChoose: () => open('picture'),
    },
    {
      id: 'film',
      name: 'Make a film…',
      note: '.mp4 or .webm of a stretch of the run, with captions',
      onChoose: () => open('film'),
    },
  ];
}

export function moreItems(lab: Lab, open: Open): readonly MenuItem[] {
  return [
    { id: 'palette', name: 'Find and do…', onChoose: () => open('palette') },
    { id: 'share', name: 'Share a link', onChoose: () => open('share') },
    ...fileItems(lab, open),
  ];
}
