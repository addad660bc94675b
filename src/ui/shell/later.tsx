import { Suspense, lazy, type ComponentProps } from 'react';

import { loadMenuItems } from '../widgets/Menu.tsx';

/*
 * Panels that the first picture does not need. They are fetched as soon as it is there, so that
 * nothing is loaded beside it that it would have to wait for.
 */

let allow = (): void => undefined;

export const isFirstPictureThere = new Promise<void>((resolve) => {
  allow = resolve;
});

const loadPictures = () => import('../stage/PictureStage.tsx');

/** The first picture is there: what it did not need may come now. */
export function allowLaterPanels(): void {
  allow();
  void Promise.allSettled([loadPictures(), loadMenuItems(), import('../palette/Palette.tsx')]);
}

const LazyPictureStage = lazy(async () => ({ default: (await loadPictures()).PictureStage }));
const LazyPictureSentence = lazy(async () => ({ default: (await loadPictures()).PictureSentence }));

const LazyLog = lazy(async () => {
  await isFirstPictureThere;
  return { default: (await import('../log/LogPanel.tsx')).LogPanel };
});

const LazyTimeline = lazy(async () => {
  await isFirstPictureThere;
  return { default: (await import('./TimelinePanel.tsx')).TimelinePanel };
});

const LazyContextMenus = lazy(async () => {
  await isFirstPictureThere;
  return { default: (await import('../menus/ContextMenus.tsx')).ContextMenus };
});

const LazyWalkControl = lazy(async () => {
  await isFirstPictureThere;
  return { default: (await import('../stage/WalkControl.tsx')).WalkControl };
});

export function WalkControl(props: ComponentProps<typeof LazyWalkControl>) {
  return (
    <Suspense>
      <LazyWalkControl {...props} />
    </Suspense>
  );
}

export function ContextMenus() {
  return (
    <Suspense>
      <LazyContextMenus />
    </Suspense>
  );
}

const LazyCompareView = lazy(async () => ({
  default: (await import('../compare/CompareView.tsx')).CompareView,
}));

export function CompareView(props: ComponentProps<typeof LazyCompareView>) {
  return (
    <Suspense>
      <LazyCompareView {...props} />
    </Suspense>
  );
}

export function LogPanel() {
  return (
    <Suspense>
      <LazyLog />
    </Suspense>
  );
}

export function TimelinePanel(props: ComponentProps<typeof LazyTimeline>) {
  return (
    <Suspense>
      <LazyTimeline {...props} />
    </Suspense>
  );
}

export function PictureStage(props: ComponentProps<typeof LazyPictureStage>) {
  return (
    <Suspense>
      <LazyPictureStage {...props} />
    </Suspense>
  );
}

export function PictureSentence(props: ComponentProps<typeof LazyPictureSentence>) {
  return (
    <Suspense>
      <LazyPictureSentence {...props} />
    </Suspense>
  );
}
