import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Submission } from './door.ts';

export interface PromptState {
  readonly text: string;
  /** Why the text was not taken; it stays to be mended. */
  readonly sentence: string | null;
  /** Counts the offers: each puts the focus into the line. */
  readonly offers: number;
  /** What of an offered text is there to be changed, as [from, to]. */
  readonly changeable: readonly [number, number];
}

const historyLimit = 200;

/** The command line: what is being typed, and what was. */
export class Prompt {
  readonly store: StoreApi<PromptState>;
  readonly #submit: (text: string) => Promise<Submission>;
  readonly #history: string[] = [];
  /** Which line of the history is shown; its length is the line being typed. */
  #at = 0;
  #draft = '';

  constructor(submit: (text: string) => Promise<Submission>) {
    this.#submit = submit;
    this.store = createStore<PromptState>(() => ({
      text: '',
      sentence: null,
      offers: 0,
      changeable: [0, 0],
    }));
  }

  type(text: string): void {
    this.#at = this.#history.length;
    this.store.setState({ text, sentence: null });
  }

  /** Puts a line there to be completed; the last of its words is marked to be changed. */
  offer(text: string, changeable: string): void {
    const from = text.lastIndexOf(changeable);
    this.type(text);
    this.store.setState(({ offers }) => ({
      offers: offers + 1,
      changeable: from < 0 ? [text.length, text.length] : [from, from + changeable.length],
    }));
  }

  async submit(): Promise<void> {
    const { text } = this.store.getState();
    const submission = await this.#submit(text);
    if (!submission.ok) {
      this.store.setState({ sentence: submission.sentence });
    } else if (this.store.getState().text === text) {
      this.#remember(text.trim());
      this.type('');
    }
  }

  older(): void {
    if (this.#at === this.#history.length) this.#draft = this.store.getState().text;
    this.#show(this.#at - 1);
  }

  newer(): void {
    this.#show(this.#at + 1);
  }

  #show(at: number): void {
    if (at < 0 || at > this.#history.length) return;
    this.#at = at;
    this.store.setState({ text: this.#history[at] ?? this.#draft, sentence: null });
  }

  #remember(text: string): void {
    if (text !== '' && this.#history.at(-1) !== text) this.#history.push(text);
    if (this.#history.length > historyLimit) this.#history.shift();
  }
}
