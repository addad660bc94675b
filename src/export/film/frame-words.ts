import { showTime } from '../../base/time.ts';
import type { Mark } from '../../scenes/mark.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import { fitText, textWidth } from '../../scenes/text-width.ts';
import { saidNow } from '../../trace/said-now.ts';
import type { FilmFrame } from './film-frames.ts';
import { layoutSize } from './film-order.ts';
import type { Shot } from './shot.ts';

/** What stands below the picture. */
export interface FrameWords {
  /** To the audience, until the next thing is done. */
  readonly said: string | null;
  /** What the picture shows, in words. */
  readonly sentence: string;
}

/** How much of the frame the words take, below the picture. */
export const wordsPx = 128;
const captionPx = 24;
const linePx = 31;
const smallPx = 18;
const titlePx = 34;
const marginPx = 28;
const widestPx = layoutSize.width - 2 * marginPx;

export function wordsOf(shot: Shot): FrameWords {
  const { view, trace, selection, picture } = shot;
  const sentence = picture?.sentence(shot) ?? sentenceAt(view, trace, selection);
  const said = saidNow(view);
  return { said: said === sentence ? null : said, sentence };
}

/** The same as the text of a caption: a line for what is said, one for the sentence. */
export function captionOf({ said, sentence }: FrameWords): string {
  return said === null ? sentence : `${said}\n${sentence}`;
}

/** What is said, and smaller what happens; else what happens. Below it when that is, and of what. */
export function wordMarks(
  frame: FilmFrame,
  { said, sentence }: FrameWords,
  title: string | null,
): readonly Mark[] {
  const foot = footMarks(frame, frame.isTitle ? null : title);
  const top = layoutSize.height - wordsPx + captionPx;
  if (frame.isTitle && title !== null) {
    const words = fitText(title, titlePx, widestPx, true);
    return [centred('title', 'command-mark', words, top + titlePx / 2, titlePx), ...foot];
  }
  const lines = wrapped(said ?? sentence).map((text, row) =>
    centred(`caption ${row}`, 'command', text, top + row * linePx, captionPx),
  );
  if (said === null) return [...lines, ...foot];
  const below = top + (lines.length - 1) * linePx + 27;
  const small = fitText(sentence, smallPx, widestPx);
  return [...lines, centred('sentence', 'axis-text', small, below, smallPx), ...foot];
}

function footMarks({ cursor, skippedUs }: FilmFrame, title: string | null): readonly Mark[] {
  const time = `${(cursor.at / 1_000_000).toFixed(3)} s`;
  const text = skippedUs === null ? time : `${time}, then ${showTime(skippedUs)} pass`;
  const line = { type: 'text', style: 'axis-text', size: smallPx } as const;
  const y = layoutSize.height - 14;
  const width = widestPx - textWidth(text, smallPx) - marginPx;
  const name = title === null ? '' : fitText(title, smallPx, width);
  return [
    { ...line, key: 'time', x: marginPx, y, text, anchor: 'start' },
    { ...line, key: 'title', x: layoutSize.width - marginPx, y, text: name, anchor: 'end' },
  ];
}

function centred(
  key: string,
  style: 'command' | 'command-mark' | 'axis-text',
  text: string,
  y: number,
  size: number,
): Mark {
  return { type: 'text', key, style, x: layoutSize.width / 2, y, text, size, anchor: 'middle' };
}

/** Two lines at most; what is still too long ends in dots. */
function wrapped(text: string): readonly string[] {
  const words = text.split(' ');
  let first = '';
  while (words.length > 0) {
    const longer = `${first} ${words[0]}`.trim();
    if (first !== '' && textWidth(longer, captionPx) > widestPx) break;
    first = longer;
    words.shift();
  }
  const lines = [fitText(first, captionPx, widestPx)];
  return words.length === 0 ? lines : [...lines, fitText(words.join(' '), captionPx, widestPx)];
}
