import { present } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Branch } from './branch.ts';
import type { Progress } from './engine.ts';

/**
 * What the engine has brought ahead of what is shown, step by step. At play it is at work on the
 * frames to come while one is painted, so that neither waits for the other; nobody has seen any of
 * it, and whoever does something sees it first. Of one branch at a time.
 */
export class Lead {
  #branch = 0;
  #steps: Progress[] = [];

  /** The branch whose steps these are; null when there are none. */
  get branch(): number | null {
    return this.#steps.length === 0 ? null : this.#branch;
  }

  /** How far the run is known by now. */
  knownUs({ id, horizonUs }: Branch): Micros {
    const last = this.#steps.at(-1);
    return last && id === this.#branch ? last.horizonUs : horizonUs;
  }

  /** How much time the next step takes; null when there is none. */
  nextUs({ id, horizonUs }: Branch): Micros | null {
    const next = this.#steps[0];
    return next && id === this.#branch ? next.horizonUs - horizonUs : null;
  }

  add(branch: number, step: Progress): void {
    this.#branch = branch;
    this.#steps.push(step);
  }

  take(): Progress {
    return present(this.#steps.shift(), 'a step ahead');
  }
}
