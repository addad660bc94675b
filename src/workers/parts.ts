import type { Progress } from '../sim/engine.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { AnswerOnPort } from './wire.ts';

/** Reading a message is one task of the page, whatever is in it: so many events take half a frame. */
const eventsOfPart = 2_000;

/** A long progress as several messages, so that the page can be drawn while they arrive. */
export function* inParts(turn: number, progress: Progress): Generator<AnswerOnPort> {
  const { events } = progress;
  let from = 0;
  for (; events.length - from > eventsOfPart; from += eventsOfPart) {
    yield { turn, part: events.slice(from, from + eventsOfPart) };
  }
  yield { turn, progress: from === 0 ? progress : { ...progress, events: events.slice(from) } };
}

/** Puts what came in parts together again, answer by answer. */
export class Parts {
  #arrived: TraceEvent[] = [];

  add(part: readonly TraceEvent[]): void {
    for (const event of part) this.#arrived.push(event);
  }

  /** With all that came before; the next answer begins anew. */
  whole(last: Progress): Progress {
    if (this.#arrived.length === 0) return last;
    this.add(last.events);
    const events = this.#arrived;
    this.#arrived = [];
    return { ...last, events };
  }
}
