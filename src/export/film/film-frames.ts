import type { Micros } from '../../base/time.ts';
import { isLongWait, readingMs } from '../../lab/pace.ts';
import type { Projector } from '../../trace/project.ts';
import { saidNow } from '../../trace/said-now.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Cursor, View } from '../../trace/view.ts';
import { isQuiet, isWorthSeeing } from '../../trace/worth-seeing.ts';
import { type FilmOrder, framesPerSecond } from './film-order.ts';

/** One thirtieth of a second of the film. */
export interface FilmFrame {
  /** The moment shown. */
  readonly cursor: Cursor;
  readonly view: View;
  /** How much time with nothing to see is being skipped; null: time passes as usual. */
  readonly skippedUs: Micros | null;
  /** It stands at the beginning, with the title of the run. */
  readonly isTitle: boolean;
}

/** A skipped stretch is told for so long, and the last moment is seen for so long. */
const toldFrames = framesPerSecond;
const lastFrames = 2 * framesPerSecond;
/** How long the title stands before anything moves. */
const titleFrames = 2 * framesPerSecond;

type Stretch = Pick<FilmOrder, 'fromUs' | 'toUs' | 'speed' | 'title'>;

/**
 * The moments of a film, one a frame, from the trace alone: what playback shows at that speed,
 * without what a screen may miss. The same trace and order give the same frames.
 */
export function* filmFrames(
  trace: Trace,
  projector: Projector,
  { fromUs, toUs, speed, title }: Stretch,
): Generator<FilmFrame> {
  const stepUs = (1_000_000 / framesPerSecond) * speed;
  const reading = new Reading(speed);
  let us: number = fromUs;
  let frame = frameAt(projector, trace.cursorAt(fromUs));
  if (title !== null) yield* repeated({ ...frame, isTitle: true }, titleFrames);
  while (Math.round(us) < toUs) {
    yield frame;
    reading.sees(frame.view, 1);
    const nextUs = isQuiet(frame.view) ? Math.min(nextWorthSeeing(trace, frame.cursor), toUs) : us;
    if (isLongWait(nextUs - us, speed)) {
      const count = Math.max(toldFrames, reading.framesLeft);
      yield* repeated({ ...frame, skippedUs: nextUs - Math.round(us) }, count);
      reading.sees(frame.view, count);
      us = nextUs;
    } else us += stepUs;
    frame = frameAt(projector, trace.cursorAt(Math.min(Math.round(us), toUs)));
  }
  reading.sees(frame.view, 0);
  yield* repeated(frame, Math.max(lastFrames, reading.framesLeft));
}

/** How much longer what was said must stand to be read. */
class Reading {
  readonly #speed: number;
  #said: string | null = null;
  #frames = 0;

  constructor(speed: number) {
    this.#speed = speed;
  }

  sees(view: View, frames: number): void {
    const said = saidNow(view);
    this.#frames = said === this.#said ? this.#frames + frames : frames;
    this.#said = said;
  }

  get framesLeft(): number {
    const frames = (readingMs(this.#said, this.#speed) / 1_000) * framesPerSecond;
    return Math.ceil(frames) - this.#frames;
  }
}

function* repeated(frame: FilmFrame, count: number): Generator<FilmFrame> {
  for (let times = 0; times < count; times += 1) yield frame;
}

function frameAt(projector: Projector, cursor: Cursor): FilmFrame {
  return { cursor, view: projector.at(cursor), skippedUs: null, isTitle: false };
}

/** When something happens again that is worth being seen. */
function nextWorthSeeing(trace: Trace, { events }: Cursor): Micros {
  for (let id = events; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event && isWorthSeeing(event)) return event.at;
  }
  return Infinity;
}
