import type { Micros } from '../../base/time.ts';
import { isLongWait } from '../../lab/pace.ts';
import type { Projector } from '../../trace/project.ts';
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
}

/** A skipped stretch is told for so long, and the last moment is seen for so long. */
const toldFrames = framesPerSecond;
const lastFrames = 2 * framesPerSecond;

/**
 * The moments of a film, one a frame, from the trace alone: what playback shows at that speed,
 * without what a screen may miss. The same trace and order give the same frames.
 */
export function* filmFrames(
  trace: Trace,
  projector: Projector,
  { fromUs, toUs, speed }: Pick<FilmOrder, 'fromUs' | 'toUs' | 'speed'>,
): Generator<FilmFrame> {
  const stepUs = (1_000_000 / framesPerSecond) * speed;
  let us: number = fromUs;
  let frame = frameAt(projector, trace.cursorAt(fromUs));
  while (Math.round(us) < toUs) {
    yield frame;
    const nextUs = isQuiet(frame.view) ? Math.min(nextWorthSeeing(trace, frame.cursor), toUs) : us;
    if (isLongWait(nextUs - us, speed)) {
      const told = { ...frame, skippedUs: nextUs - Math.round(us) };
      for (let count = 0; count < toldFrames; count += 1) yield told;
      us = nextUs;
    } else us += stepUs;
    frame = frameAt(projector, trace.cursorAt(Math.min(Math.round(us), toUs)));
  }
  for (let count = 0; count < lastFrames; count += 1) yield frame;
}

function frameAt(projector: Projector, cursor: Cursor): FilmFrame {
  return { cursor, view: projector.at(cursor), skippedUs: null };
}

/** When something happens again that is worth being seen. */
function nextWorthSeeing(trace: Trace, { events }: Cursor): Micros {
  for (let id = events; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event && isWorthSeeing(event)) return event.at;
  }
  return Infinity;
}
