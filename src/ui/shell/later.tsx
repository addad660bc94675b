import { Suspense, lazy, type ComponentProps } from 'react';

/*
 * Panels that the first picture does not need. They are fetched beside it, as soon as the page
 * starts, and take their place when they are there.
 */

const loadLog = () => import('../log/LogPanel.tsx');
const loadSpaceTime = () => import('../stage/SpaceTime.tsx');

const loadPictures = () => import('../stage/PictureStage.tsx');

const LazyPictureStage = lazy(async () => ({ default: (await loadPictures()).PictureStage }));
const LazyPictureSentence = lazy(async () => ({ default: (await loadPictures()).PictureSentence }));
const LazyLog = lazy(async () => ({ default: (await loadLog()).LogPanel }));
const LazySpaceTime = lazy(async () => ({ default: (await loadSpaceTime()).SpaceTime }));

/** Fetches what will be needed anyway. */
export function fetchLaterPanels(): void {
  void Promise.allSettled([loadLog(), loadSpaceTime(), loadPictures()]);
}

export function LogPanel() {
  return (
    <Suspense>
      <LazyLog />
    </Suspense>
  );
}

export function SpaceTime(props: ComponentProps<typeof LazySpaceTime>) {
  return (
    <Suspense>
      <LazySpaceTime {...props} />
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
