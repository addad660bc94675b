import { later, opening, tellFirstPicture } from '../later.tsx';
import { loadMenuItems } from '../widgets/Menu.tsx';

/*
 * Parts that the first picture does not need. They are fetched as soon as it is there, so that
 * nothing is loaded beside it that it would have to wait for.
 */

const loadPictures = () => import('../stage/PictureStage.tsx');
const loadNotes = () => import('./StageNotes.tsx');
const loadDialogs = () => import('../dialogs/Dialogs.tsx');

/** The first picture is there: what it did not need may come now. */
export function allowLaterPanels(): void {
  tellFirstPicture();
  const wanted = [loadMenuItems(), loadDialogs(), import('../palette/Palette.tsx')];
  void Promise.allSettled(wanted);
}

export const Crashes = later(async () => (await loadNotes()).Crashes);
export const CornerNotes = later(async () => (await loadNotes()).CornerNotes);
export const PictureStage = later(async () => (await loadPictures()).PictureStage, null, true);
export const PictureSentence = later(
  async () => (await loadPictures()).PictureSentence,
  null,
  true,
);
export const Dialogs = later(async () => (await loadDialogs()).Dialogs, opening);
export const LogPanel = later(async () => (await import('../log/LogPanel.tsx')).LogPanel);
export const TimelinePanel = later(async () => (await import('./TimelinePanel.tsx')).TimelinePanel);
export const ContextMenus = later(
  async () => (await import('../menus/ContextMenus.tsx')).ContextMenus,
);
export const WalkControl = later(
  async () => (await import('../stage/WalkControl.tsx')).WalkControl,
);
export const CompareView = later(
  async () => (await import('../compare/CompareView.tsx')).CompareView,
);
export const LiveRegion = later(async () => (await import('./LiveRegion.tsx')).LiveRegion);
export const DropTarget = later(async () => (await import('../files/DropTarget.tsx')).DropTarget);
