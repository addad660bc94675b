import type { TraceEvent } from './event.ts';
import { Draft, emptyProjection } from './draft.ts';
import type { Projection } from './draft.ts';
import { reduce } from './reduce/event.ts';
import type { Trace } from './trace.ts';
import type { Cursor, View } from './view.ts';

/** How far keyframes lie apart at first, in events. */
const firstSpacing = 512;

/** Keyframes kept at most; beyond that every second one goes and the spacing doubles. */
const keyframeLimit = 256;

/**
 * What there is to see at any moment of a trace. (design.md §2, §6)
 *
 * Going on from the last moment shown costs only the events between; going anywhere else
 * starts from the keyframe before it:
 *
 *   events    0 ────── 512 ────── 1024 ────── 1536 ──
 *   keyframes K         K          K           K
 *                                   └─ replay ─► cursor
 *
 * Views share what is equal between them, keyframes included, so a keyframe costs little more
 * than its maps. Events may be appended to the trace at any time.
 */
export class Projector {
  readonly #trace: Trace;
  /** The projection after i · spacing events; index 0 is before all. */
  #keyframes: Projection[] = [emptyProjection];
  #spacing = firstSpacing;
  /** The last moment shown, and after how many events it was. */
  #last: Projection = emptyProjection;
  #lastEvents = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The view at this moment; a cursor beyond the end of the trace shows its end. */
  at(cursor: Cursor): View {
    const events = Math.max(0, Math.min(cursor.events, this.#trace.length));
    this.#moveTo(events);
    const { view } = this.#last;
    if (view.cursor.at !== cursor.at || view.cursor.events !== events) {
      this.#last = { ...this.#last, view: { ...view, cursor: { at: cursor.at, events } } };
    }
    return this.#last.view;
  }

  /**
   * Lays keyframes for about this many events more, so that a trace that came as a whole
   * can be made ready in slices. True when it is.
   */
  prepare(events: number): boolean {
    const reached = (this.#keyframes.length - 1) * this.#spacing;
    const slice = Math.max(1, Math.ceil(events / this.#spacing)) * this.#spacing;
    const target = Math.min(reached + slice, this.#trace.length);
    const shown = [this.#last, this.#lastEvents] as const;
    this.#moveTo(target);
    [this.#last, this.#lastEvents] = shown;
    return target === this.#trace.length;
  }

  #moveTo(events: number): void {
    const keyframe = Math.min(Math.floor(events / this.#spacing), this.#keyframes.length - 1);
    const keyframeEvents = keyframe * this.#spacing;
    if (this.#lastEvents > events || this.#lastEvents < keyframeEvents) {
      this.#last = this.#keyframes[keyframe] as Projection;
      this.#lastEvents = keyframeEvents;
    }
    while (this.#lastEvents < events) {
      const nextKeyframe = (Math.floor(this.#lastEvents / this.#spacing) + 1) * this.#spacing;
      this.#step(Math.min(nextKeyframe, events));
    }
  }

  #step(to: number): void {
    const draft = new Draft(this.#last);
    for (let id = this.#lastEvents; id < to; id += 1) {
      reduce(draft, this.#trace.events[id] as TraceEvent);
    }
    this.#last = draft.finish();
    this.#lastEvents = to;
    if (to === this.#keyframes.length * this.#spacing) this.#layKeyframe();
  }

  #layKeyframe(): void {
    this.#keyframes.push(this.#last);
    if (this.#keyframes.length <= keyframeLimit) return;
    this.#keyframes = this.#keyframes.filter((_, index) => index % 2 === 0);
    this.#spacing *= 2;
  }
}

/** The view at this moment, from the start of the trace. */
export function project(trace: Trace, cursor: Cursor): View {
  return new Projector(trace).at(cursor);
}
