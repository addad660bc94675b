import { framesPerSecond } from './film-order.ts';

/** The sentences of a film as WebVTT: each for as many frames as it stands below the picture. */
export class Captions {
  readonly #cues: { text: string; from: number; to: number }[] = [];

  /** What the frame of this number says; they come in order. */
  add(frame: number, text: string): void {
    const last = this.#cues.at(-1);
    if (last?.text === text && last.to === frame) last.to = frame + 1;
    else this.#cues.push({ text, from: frame, to: frame + 1 });
  }

  toString(): string {
    const cues = this.#cues
      .filter(({ text }) => text !== '')
      .map(({ text, from, to }) => `${timestamp(from)} --> ${timestamp(to)}\n${escape(text)}\n`);
    return ['WEBVTT\n', ...cues].join('\n');
  }
}

function timestamp(frame: number): string {
  const ms = Math.round((frame * 1_000) / framesPerSecond);
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1_000) % 60;
  return `${part(hours, 2)}:${part(minutes, 2)}:${part(seconds, 2)}.${part(ms % 1_000, 3)}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
