import type { Playback } from '../lab/playback.ts';

/** Calls `tick` once a frame while something moves; while nothing does, no frame is asked for. */
export function driveFrames(playback: Playback): void {
  let last: number | null = null;
  const frame = (nowMs: number): void => {
    if (!playback.isMoving) {
      last = null;
      return;
    }
    if (last !== null) playback.tick(nowMs - last);
    last = nowMs;
    requestAnimationFrame(frame);
  };
  const wake = (): void => {
    if (last !== null || !playback.isMoving) return;
    last = performance.now();
    requestAnimationFrame(frame);
  };
  playback.store.subscribe(wake);
  wake();
}

/** Calls back when what the page shows by now has been painted. */
export function afterPainting(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then));
}
