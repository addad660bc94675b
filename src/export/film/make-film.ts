import { themes } from '../../scenes/theme.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { Projector } from '../../trace/project.ts';
import { Trace } from '../../trace/trace.ts';
import { Captions } from './captions.ts';
import { FilmEncoder, type FilmFormat, usableFormat } from './encoder.ts';
import { type FilmFrame, filmFrames } from './film-frames.ts';
import { type FilmOrder, framesPerSecond, layoutOf, mostFrames } from './film-order.ts';
import { FramePainter } from './frame-painter.ts';
import { frameScene } from './frame-scene.ts';
import { captionOf, type FrameWords, wordsOf } from './frame-words.ts';
import { shotsOf } from './shots.ts';

export interface Film {
  readonly bytes: ArrayBuffer;
  /** The sentences as WebVTT. */
  readonly captions: string;
  readonly format: FilmFormat;
  readonly frames: number;
}

/** How far it has come, and with how much to do. */
export interface FilmProgress {
  readonly frames: number;
  readonly ofFrames: number;
}

/** Progress is told so often, and the thread is given free for a moment. */
const framesAtOnce = 15;

/**
 * Paints the frames of a stretch of a run from its trace and encodes them. Fails with a sentence
 * when the browser can make no film, or the film would be too long.
 */
export async function makeFilm(
  events: readonly TraceEvent[],
  order: FilmOrder,
  onProgress: (progress: FilmProgress) => void,
  isCancelled: () => boolean = () => false,
): Promise<Film | null> {
  const layout = layoutOf(order.theme);
  const dotsPerPx = order.height / layout.height;
  const format = await usableFormat(Math.round(layout.width * dotsPerPx), order.height);
  if (!format) throw new Error(whyNone());
  const trace = Trace.of(events);
  const projector = new Projector(trace);
  const ofFrames = countFrames(trace, projector, order);
  const theme = themes[order.theme];
  const painter = new FramePainter(layout, dotsPerPx, theme);
  const encoder = await FilmEncoder.start(painter.canvas, format, order.title);
  const captions = new Captions();
  const shots = await shotsOf(trace, order);
  let frames = 0;
  let shown: FilmFrame | null = null;
  let words: FrameWords = { said: null, sentence: '' };
  for (const frame of filmFrames(trace, projector, order)) {
    if (frame !== shown) {
      const isNews = frame.cursor.events !== shown?.cursor.events;
      const shot = shots.at(frame.view);
      if (isNews) words = wordsOf(shot);
      painter.paint(frameScene(frame, shot, words, order.title, theme));
      shown = frame;
    }
    captions.add(frames, frame.isTitle ? (order.title ?? '') : captionOf(words));
    await encoder.add();
    frames += 1;
    if (frames % framesAtOnce !== 0) continue;
    onProgress({ frames, ofFrames });
    await freeThread();
    if (isCancelled()) return null;
  }
  onProgress({ frames, ofFrames });
  return { bytes: await encoder.finish(), captions: captions.toString(), format, frames };
}

function whyNone(): string {
  return globalThis.isSecureContext
    ? 'This browser can encode no film: it takes WebCodecs with H.264, VP9 or VP8, as in current Chrome, Edge, Firefox or Safari.'
    : 'Browsers encode films only on a page that came over https, or from this very machine: open the lab there.';
}

function countFrames(trace: Trace, projector: Projector, order: FilmOrder): number {
  let count = 0;
  for (const _ of filmFrames(trace, projector, order)) {
    count += 1;
    if (count > mostFrames) {
      const minutes = mostFrames / framesPerSecond / 60;
      throw new Error(
        `The film would last more than ${minutes} minutes: choose a shorter stretch or a faster pace.`,
      );
    }
  }
  return count;
}

function freeThread(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
