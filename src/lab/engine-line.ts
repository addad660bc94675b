import { createStore } from 'zustand/vanilla';

import type { Engine } from './engine.ts';

/**
 * One call to the engine at a time, in the order asked; the first waits until it is there. Whoever
 * would only add to a queue (playback, each frame) looks at `isBusy` first and lets the frame pass.
 */
export class EngineLine {
  readonly store = createStore(() => ({ isBusy: false }));
  readonly #engine: Engine | Promise<Engine>;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(engine: Engine | Promise<Engine>) {
    this.#engine = engine;
  }

  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  async ask<Answer>(call: (engine: Engine) => Promise<Answer>): Promise<Answer> {
    this.#waiting += 1;
    if (this.#waiting === 1) this.store.setState({ isBusy: true });
    const before = this.#tail;
    const answer = before.then(async () => call(await this.#engine));
    this.#tail = answer.then(
      () => this.#leave(),
      () => this.#leave(),
    );
    return answer;
  }

  /** Resolves when nobody is waiting. */
  async idle(): Promise<void> {
    while (this.isBusy) await this.#tail;
  }

  #leave(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.store.setState({ isBusy: false });
  }
}
