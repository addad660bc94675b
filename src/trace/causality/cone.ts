import type { EventId, TraceEvent } from '../event.ts';
import type { Causality } from './causality.ts';

/** How an event stands to what is asked about. */
export type Standing = 'itself' | 'past' | 'future' | 'apart';

const subjectMark = 1;
const pastMark = 2;
const futureMark = 4;

/**
 * The causal past and future of some events, the subject:
 *
 *        past  ╲    ╱  future
 *               ╲  ╱             itself: the subject, and what lies between two events of it
 *        apart   ◆   apart       apart: neither led to it nor follows from it
 *               ╱  ╲
 *              ╱    ╲
 *
 * Grows with its trace: an event is looked at when it comes, and as past at most once more.
 */
export class Cone {
  readonly #causality: Causality;
  readonly #isSubject: (event: TraceEvent) => boolean;
  #marks = new Uint8Array(1024);
  #length = 0;
  #pastCount = 0;
  #futureCount = 0;
  #subjectCount = 0;
  #firstSubject: EventId | null = null;
  #lastSubject: EventId | null = null;

  constructor(causality: Causality, isSubject: (event: TraceEvent) => boolean) {
    this.#causality = causality;
    this.#isSubject = isSubject;
  }

  /** How many events led to the subject. */
  get pastCount(): number {
    return this.#pastCount;
  }

  /** How many events follow from it, as far as the trace goes. */
  get futureCount(): number {
    return this.#futureCount;
  }

  /** How many events it is itself; 0: there is nothing to tell. */
  get subjectCount(): number {
    return this.#subjectCount;
  }

  /** The first and the last event of the subject; null: there is none. */
  get subjectEnds(): readonly [EventId, EventId] | null {
    if (this.#firstSubject === null || this.#lastSubject === null) return null;
    return [this.#firstSubject, this.#lastSubject];
  }

  get length(): number {
    return this.#length;
  }

  update(): void {
    const causality = this.#causality;
    causality.update();
    if (causality.length > this.#marks.length) {
      const larger = new Uint8Array(Math.max(causality.length, this.#marks.length * 2));
      larger.set(this.#marks);
      this.#marks = larger;
    }
    for (; this.#length < causality.length; this.#length += 1) {
      const event = causality.trace.event(this.#length);
      if (event !== undefined) this.#take(event);
    }
  }

  standingOf(id: EventId): Standing {
    const mark = this.#marks[id] ?? 0;
    if ((mark & subjectMark) !== 0 || mark === (pastMark | futureMark)) return 'itself';
    if (mark === pastMark) return 'past';
    return mark === futureMark ? 'future' : 'apart';
  }

  /** The latest events of the past and the earliest of the future, at most so many of each, in order. */
  nearest(limit: number): readonly EventId[] {
    const [past, itself, future]: [EventId[], EventId[], EventId[]] = [[], [], []];
    for (let id = this.#length - 1; id >= 0 && past.length < limit; id -= 1) {
      if (this.standingOf(id) === 'past') past.push(id);
    }
    for (let id = 0; id < this.#length && itself.length < limit; id += 1) {
      if (this.standingOf(id) === 'itself') itself.push(id);
    }
    for (let id = 0; id < this.#length && future.length < limit; id += 1) {
      if (this.standingOf(id) === 'future') future.push(id);
    }
    return [...past, ...itself, ...future].toSorted((a, b) => a - b);
  }

  #take(event: TraceEvent): void {
    const { id } = event;
    if (this.#causality.hasSource(id, this.#marks, subjectMark | futureMark)) {
      this.#mark(id, futureMark);
    }
    if (!this.#isSubject(event)) return;
    this.#mark(id, subjectMark);
    this.#firstSubject ??= id;
    this.#lastSubject = id;
    this.#walkBack(id);
  }

  /** Marks all that led to it; stops where somebody has been before. */
  #walkBack(id: EventId): void {
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const source of this.#causality.sourcesOf(at)) {
        if (((this.#marks[source] ?? 0) & pastMark) !== 0) continue;
        this.#mark(source, pastMark);
        open.push(source);
      }
    }
  }

  #mark(id: EventId, mark: number): void {
    this.#count(id, -1);
    this.#marks[id] = (this.#marks[id] ?? 0) | mark;
    this.#count(id, 1);
  }

  #count(id: EventId, by: number): void {
    const standing = this.standingOf(id);
    if (standing === 'past') this.#pastCount += by;
    else if (standing === 'future') this.#futureCount += by;
    else if (standing === 'itself') this.#subjectCount += by;
  }
}
