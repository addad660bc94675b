import { showTime } from '../../base/time.ts';
import type { Mark, Size } from '../../scenes/mark.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import { fitText, textWidth } from '../../scenes/text-width.ts';
import { saidNow } from '../../trace/said-now.ts';
import type { FilmFrame } from './film-frames.ts';
import type { Shot } from './shot.ts';

/** What stands below the picture. */
export interface FrameWords {
  /** To the audience, until the next thing is done. */
  readonly said: string | null;
  /** What the picture shows, in words. */
  readonly sentence: string;
}

/** How much of the frame the words take, below the picture. */
export const wordsShare = 128 / 720;

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
  words: FrameWords,
  title: string | null,
  size: Size,
): readonly Mark[] {
  const lines = frame.isTitle && title !== null ? titleLines(title) : captionLines(words);
  const foot = footLines(frame, frame.isTitle ? null : title);
  const scale = size.height / page.height;
  return [...lines, ...foot].map(({ x = page.width / 2, y, text, px, ...line }) => ({
    type: 'text',
    style: 'axis-text',
    anchor: 'middle',
    ...line,
    x: x * scale,
    y: y * scale,
    size: px * scale,
    text,
  }));
}

/** Words are laid out for this many px, and scaled to the frame. */
const page = { width: 1280, height: 720 };
const marginPx = 28;
const widestPx = page.width - 2 * marginPx;
const topPx = page.height * (1 - wordsShare) + 24;
const sizes = { title: 34, caption: 24, small: 18 } as const;
const linePx = 31;

interface Line {
  readonly key: string;
  readonly text: string;
  readonly px: number;
  readonly y: number;
  /** The middle of the frame, unless it is said. */
  readonly x?: number;
  readonly anchor?: 'start' | 'end';
  readonly style?: 'command' | 'command-mark';
}

function titleLines(title: string): readonly Line[] {
  const text = fitText(title, sizes.title, widestPx, true);
  return [{ key: 'title', style: 'command-mark', text, px: sizes.title, y: topPx + 17 }];
}

function captionLines({ said, sentence }: FrameWords): readonly Line[] {
  const lines = wrapped(said ?? sentence).map((text, row): Line => {
    const y = topPx + row * linePx;
    return { key: `caption ${row}`, style: 'command', text, px: sizes.caption, y };
  });
  if (said === null) return lines;
  const y = topPx + (lines.length - 1) * linePx + 27;
  const text = fitText(sentence, sizes.small, widestPx);
  return [...lines, { key: 'sentence', text, px: sizes.small, y }];
}

function footLines({ cursor, skippedUs }: FilmFrame, title: string | null): readonly Line[] {
  const time = `${(cursor.at / 1_000_000).toFixed(3)} s`;
  const text = skippedUs === null ? time : `${time}, then ${showTime(skippedUs)} pass`;
  const line = { px: sizes.small, y: page.height - 14 };
  const roomPx = widestPx - textWidth(text, sizes.small) - marginPx;
  const name = title === null ? '' : fitText(title, sizes.small, roomPx);
  return [
    { ...line, key: 'time', x: marginPx, text, anchor: 'start' },
    { ...line, key: 'title', x: page.width - marginPx, text: name, anchor: 'end' },
  ];
}

/** Two lines at most; what is still too long ends in dots. */
function wrapped(text: string): readonly string[] {
  const words = text.split(' ');
  let first = '';
  while (words.length > 0) {
    const longer = `${first} ${words[0]}`.trim();
    if (first !== '' && textWidth(longer, sizes.caption) > widestPx) break;
    first = longer;
    words.shift();
  }
  const lines = [fitText(first, sizes.caption, widestPx)];
  return words.length === 0 ? lines : [...lines, fitText(words.join(' '), sizes.caption, widestPx)];
}
