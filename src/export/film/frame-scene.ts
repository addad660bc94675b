import type { Scene, Size } from '../../scenes/mark.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import { spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import type { Theme } from '../../scenes/theme.ts';
import type { FilmFrame } from './film-frames.ts';
import { layoutOf } from './film-order.ts';
import { captionOf, type FrameWords, wordMarks, wordsShare } from './frame-words.ts';
import type { Shot } from './shot.ts';

/** The picture of this moment, and below it what is said or happens, and what time it is. */
export function frameScene(
  frame: FilmFrame,
  shot: Shot,
  words: FrameWords,
  title: string | null,
  theme: Theme,
): Scene {
  const frameSize = layoutOf(theme.name);
  const size = { ...frameSize, height: Math.round(frameSize.height * (1 - wordsShare)) };
  const scene = pictureOf(frame, shot, size, theme);
  return {
    size: frameSize,
    scale: scene.scale,
    still: scene.still,
    moving: [...scene.moving, ...wordMarks(frame, words, title, frameSize)],
    sentence: captionOf(words),
    get table() {
      return scene.table;
    },
  };
}

function pictureOf({ view, cursor }: FilmFrame, shot: Shot, size: Size, theme: Theme): Scene {
  const { trace, selection, picture, diagram } = shot;
  const atUs = cursor.at;
  if (diagram !== null) {
    const { window, filter, isTracing } = diagram;
    return spaceTimeScene({ trace, ...window, atUs, size, theme, selection, filter, isTracing });
  }
  return (
    picture?.scene({ ...shot, size, theme }) ?? ringScene({ view, size, theme, selection, atUs })
  );
}
