import type { Micros } from '../base/time.ts';
import type { EventId } from '../trace/event.ts';
import { beforeAll, type Trace } from '../trace/trace.ts';
import { horizonOf, isAtHorizon, isInPast, withinHorizon, type Branch } from './branch.ts';
import { lastCommandUs } from './idle.ts';
import type { Playback } from './playback.ts';
import type { Timeline } from './timeline.ts';

/** Calls to the engine that one step forward may cost before it gives up. */
const stepCalls = 400;
/** Events that a long way brings before the page is drawn again. */
const sliceEvents = 20_000;
/** A script without `until` ends at most this long after its last command. (design.md §4) */
const longestTailUs: Micros = 60_000_000;

/** Going to another moment at once, by time, by event or by steps. It pauses playback. */
export class Travel {
  readonly #timeline: Timeline;
  readonly #playback: Playback;
  #isStepping = false;

  constructor(timeline: Timeline, playback: Playback) {
    this.#timeline = timeline;
    this.#playback = playback;
  }

  /** To a moment; beyond the horizon the run goes on, as fast as it can, until it gets there. */
  async seek(us: Micros): Promise<void> {
    this.#playback.pause();
    const toUs = Math.max(0, Math.round(us));
    this.#timeline.moveTo(withinHorizon(this.#branch, toUs));
    if (toUs > this.#branch.horizonUs) await this.#runTo(() => toUs);
  }

  /** To the moment just after an event. */
  seekAfter(event: EventId): void {
    this.#playback.pause();
    this.#timeline.moveTo(this.#branch.trace.cursorAfter(event));
  }

  /** To the moment just after a line of the log took effect, with what it did at once. */
  async seekLine(index: number): Promise<void> {
    const line = this.#branch.run.commands[index];
    if (line && this.#branch.issued[index] === undefined) await this.seek(line.at + 1);
    const event = this.#branch.issued[index];
    if (event !== undefined) this.seekAfter(lastEffectOf(this.#branch.trace, event));
  }

  toStart(): void {
    this.#playback.pause();
    const { trace } = this.#branch;
    this.#timeline.moveTo(trace.nextCursor(beforeAll, 'event') ?? beforeAll);
  }

  /**
   * To the horizon; from there, as fast as it goes, until nothing but periodic work is left. A
   * command that was given just before is waited for: what it does lies before the end.
   */
  async toEnd(): Promise<void> {
    this.#playback.pause();
    if (this.#timeline.isBusy) await this.#timeline.idle();
    // What was only looked ahead to is no past: from there it goes on, too.
    const isLive = !isInPast(this.#branch);
    this.#timeline.moveTo(horizonOf(this.#branch));
    if (isLive) await this.runOut();
  }

  stepBack(): void {
    this.#playback.pause();
    const { trace, cursor } = this.#branch;
    const { unit } = this.#playback.state;
    this.#timeline.moveTo(trace.previousCursor(cursor, unit) ?? beforeAll);
  }

  /**
   * To the next stop of the unit; at the horizon the run goes on until there is one. False when
   * none is in sight.
   */
  async stepForward(): Promise<boolean> {
    this.#playback.pause();
    if (this.#isStepping) return true;
    this.#isStepping = true;
    try {
      return await this.#stepToStop();
    } finally {
      this.#isStepping = false;
    }
  }

  /**
   * Runs to the end: `until`, all of that time included; or when only periodic work is left,
   * which is looked at after every window. (design.md §4; the command line ends there too.)
   */
  async runOut(): Promise<void> {
    if (this.#branch.isRecorded) return;
    const { untilUs } = this.#branch.run;
    if (untilUs !== null) return this.#runTo(() => untilUs + 1);
    const lastUs = lastCommandUs(this.#branch);
    await this.#runTo(() => lastUs);
    await this.#runTo(
      (branch) => (branch.settled ? 0 : lastUs + longestTailUs + 1),
      () => this.#timeline.settle(lastUs + longestTailUs + 1),
    );
  }

  get #branch(): Branch {
    return this.#timeline.state.branch;
  }

  /** Goes on until the target is reached, in slices; gives way as soon as somebody looks elsewhere. */
  async #runTo(
    targetUs: (branch: Branch) => Micros,
    goOn: (target: (branch: Branch) => Micros) => Promise<true> = (target) =>
      this.#timeline.advance(target, sliceEvents),
  ): Promise<void> {
    const { id } = this.#branch;
    const target = (branch: Branch): Micros => (branch.id === id ? targetUs(branch) : 0);
    for (;;) {
      const branch = this.#branch;
      const isThere = branch.horizonUs >= target(branch) || hasNoMore(branch);
      if (isThere || !isAtHorizon(branch)) return;
      if (!(await this.#ahead(() => goOn(target)))) return;
    }
  }

  async #stepToStop(): Promise<boolean> {
    const { unit } = this.#playback.state;
    const { cursor, id } = this.#branch;
    for (let call = 0; call < stepCalls; call += 1) {
      const branch = this.#branch;
      if (branch.id !== id || branch.cursor !== cursor) return true;
      const stop = branch.trace.nextCursor(cursor, unit);
      if (stop) {
        this.#timeline.moveTo(stop);
        return true;
      }
      const toUs = unit === 'mark' ? nextMarkUs(branch) : branch.nextAtUs;
      if (toUs === null || hasNoMore(branch)) return false;
      if (!(await this.#ahead(() => this.#timeline.peek(toUs)))) return true;
    }
    return false;
  }

  /** False when it failed, which has been told. */
  async #ahead(work: () => Promise<true>): Promise<boolean> {
    return (await this.#timeline.attempt(work)) ?? false;
  }
}

/** However long one waits, nothing is added to what is known. */
function hasNoMore({ isRecorded, trace }: Branch): boolean {
  return isRecorded || trace.isFull;
}

/** The last event of the same microsecond before the next line of the log. */
function lastEffectOf(trace: Trace, issued: EventId): EventId {
  const at = trace.event(issued)?.at;
  let last = issued;
  for (;;) {
    const next = trace.event(last + 1);
    if (!next || next.at !== at || next.type === 'command-issued') return last;
    last += 1;
  }
}

/** When the next mark of the script is due; null: it has no more. */
function nextMarkUs(branch: Branch): Micros | null {
  const ahead = branch.run.commands.slice(branch.issued.length);
  return ahead.find(({ command }) => command.type === 'mark')?.at ?? null;
}
