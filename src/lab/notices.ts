import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * Something a person should be told. A `failure` is a fault of the lab; a `refusal` is what
 * could not be done and why; a `note` is good to know and goes away by itself.
 */
export interface Notice {
  readonly id: number;
  readonly kind: 'failure' | 'refusal' | 'note';
  readonly text: string;
  /** What to do next, for failures. */
  readonly advice: string | null;
  /** What can be done about it at once: `Undo`. */
  readonly remedy: Remedy | null;
}

interface Remedy {
  readonly name: string;
  readonly act: () => void;
}

/** The oldest go when there are more. */
const noticeLimit = 4;

export interface Notices {
  readonly store: StoreApi<readonly Notice[]>;
  tell(kind: Notice['kind'], text: string, advice?: string, remedy?: Remedy): void;
  dismiss(id: number): void;
}

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>(() => []);
  let nextId = 1;
  return {
    store,
    tell: (kind, text, advice, remedy) => {
      const more = { advice: advice ?? null, remedy: remedy ?? null };
      const notice = { id: nextId, kind, text, ...more };
      nextId += 1;
      const others = store.getState().filter((other) => other.text !== text);
      store.setState([...others, notice].slice(-noticeLimit), true);
    },
    dismiss: (id) =>
      store.setState(
        store.getState().filter((notice) => notice.id !== id),
        true,
      ),
  };
}
