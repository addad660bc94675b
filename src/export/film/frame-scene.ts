import { showTime } from '../../base/time.ts';
import type { DiagramState } from '../../lab/diagram.ts';
import type { Mark, Scene, Size } from '../../scenes/mark.ts';
import type { Moment, Picture } from '../../scenes/picture.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import { spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import { textWidth } from '../../scenes/text-width.ts';
import type { Theme } from '../../scenes/theme.ts';
import type { FilmFrame } from './film-frames.ts';
import { layoutSize } from './film-order.ts';

const captionPx = 104;
const textPx = 24;
const marginPx = 28;

/** What one frame shows. */
export interface Shot extends Moment {
  /** null: the ring, or the diagram. */
  readonly picture: Picture | null;
  /** null: it is not the space–time diagram. */
  readonly diagram: DiagramState | null;
}

/** The picture of this moment, and below it what is said or happens, and what time it is. */
export function frameScene(frame: FilmFrame, shot: Shot, caption: string, theme: Theme): Scene {
  const size = { width: layoutSize.width, height: layoutSize.height - captionPx };
  const scene = pictureOf(frame, shot, size, theme);
  return {
    size: layoutSize,
    scale: scene.scale,
    still: scene.still,
    moving: [...scene.moving, ...captionMarks(caption), ...timeMarks(frame)],
    sentence: caption,
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

/** What was said to the audience until the next thing is done; else the sentence of the picture. */
export function captionOf(shot: Shot): string {
  const { view, trace, selection, picture } = shot;
  const latest = view.log.findLast(({ line }) => line.startsWith('say') || !isAside(line));
  const said = latest?.line.startsWith('say') ? view.said : null;
  return said ?? picture?.sentence(shot) ?? sentenceAt(view, trace, selection);
}

const isAside = (line: string): boolean => /^(show|mark)\b/.test(line);

function captionMarks(caption: string): readonly Mark[] {
  const lines = wrapped(caption, layoutSize.width - 2 * marginPx);
  const top = layoutSize.height - captionPx + textPx;
  return lines.map((text, row) => ({
    type: 'text',
    key: `caption ${row}`,
    style: 'command',
    x: layoutSize.width / 2,
    y: top + row * textPx * 1.3,
    text,
    size: textPx,
    anchor: 'middle',
  }));
}

function timeMarks({ cursor, skippedUs }: FilmFrame): readonly Mark[] {
  const time = `${(cursor.at / 1_000_000).toFixed(3)} s`;
  const text = skippedUs === null ? time : `${time}, then ${showTime(skippedUs)} pass`;
  return [
    {
      type: 'text',
      key: 'time',
      style: 'axis-text',
      x: marginPx,
      y: layoutSize.height - 16,
      text,
      size: 16,
      anchor: 'start',
    },
  ];
}

/** Two lines at most; what is still too long ends in dots. */
function wrapped(text: string, widthPx: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, textPx) <= widthPx) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.length <= 2 ? lines : [lines[0] ?? '', `${lines[1]} …`];
}
