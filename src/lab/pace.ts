import type { Micros } from '../base/time.ts';

/** Virtual time per time of the person watching, slowest first: a log scale by stops. */
export const speeds: readonly number[] = [
  1 / 1000,
  1 / 500,
  1 / 200,
  1 / 100,
  1 / 60,
  1 / 30,
  1 / 20,
  1 / 10,
  1 / 5,
  1 / 2,
  1,
  2,
  5,
  10,
];

/** A hop of 10 ms takes 0.6 s to watch. */
export const defaultSpeed = 1 / 60;

/** What a speed is called: `1/60`, `1`, `10`. */
export function showSpeed(speed: number): string {
  return speed < 1 ? `1/${Math.round(1 / speed)}` : String(Math.round(speed));
}

/** The stop nearest to a speed, as an index into {@link speeds}. */
export function speedStop(speed: number): number {
  let nearest = 0;
  for (const [stop, candidate] of speeds.entries()) {
    const isNearer =
      Math.abs(Math.log(candidate / speed)) < Math.abs(Math.log(present(nearest) / speed));
    if (isNearer) nearest = stop;
  }
  return nearest;
}

function present(stop: number): number {
  return speeds[stop] ?? defaultSpeed;
}

/** A frame never counts for more: after a stall the run goes on, it does not leap. */
const longestFrameMs = 100;

/** Sixty frames of 1/60 are one, whatever their sum in binary. */
const rounding = 1e-6;

/** The virtual time that has become due and was not yet used up. At most a quarter second of play. */
export class Pace {
  #owedUs = 0;

  /** A frame of `frameMs` passed at this speed. */
  owe(frameMs: number, speed: number): void {
    const limitUs = 250_000 * speed;
    const frameUs = Math.min(frameMs, longestFrameMs) * 1_000 * speed;
    this.#owedUs = Math.min(this.#owedUs + frameUs, Math.max(limitUs, frameUs));
  }

  /** Whole microseconds to go now; the fraction stays owed. */
  take(): Micros {
    const whole = Math.floor(this.#owedUs + rounding);
    this.#owedUs = Math.max(0, this.#owedUs - whole);
    return whole;
  }

  /** Time that was taken and could not be used yet. */
  giveBack(us: Micros): void {
    this.#owedUs += us;
  }

  forget(): void {
    this.#owedUs = 0;
  }
}

/** Waiting longer than this to see something happen is skipped. */
const longestWaitMs = 1_000;

/** Is a stretch in which nothing moves too long to sit through at this speed? */
export function isLongWait(us: Micros, speed: number): boolean {
  return us > longestWaitMs * 1_000 * speed;
}

/** How long it takes to read what was said: a glance, and so long for each letter. */
const glanceMs = 1_000;
const letterMs = 45;

/** So long what was said must stand before anything is skipped. Who plays faster reads faster. */
export function readingMs(said: string | null, speed: number): number {
  if (said === null) return 0;
  return (glanceMs + letterMs * said.length) * Math.min(1, defaultSpeed / speed);
}
