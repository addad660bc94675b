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
  /** What is told later of the same takes its place: of two steps, the first is old news. */
  readonly about: string | null;
}

type More = Partial<Pick<Notice, 'advice' | 'remedy' | 'about'>>;

interface Remedy {
  readonly name: string;
  readonly act: () => void;
}

/** The oldest go when there are more. */
const noticeLimit = 4;

export interface Notices {
  readonly store: StoreApi<readonly Notice[]>;
  tell(kind: Notice['kind'], text: string, more?: More): void;
  dismiss(id: number): void;
}

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>(() => []);
  let nextId = 1;
  return {
    store,
    tell: (kind, text, { advice = null, remedy = null, about = null } = {}) => {
      const notice = { id: nextId, kind, text, advice, remedy, about };
      nextId += 1;
      const isOld = (other: Notice): boolean =>
        other.text === text || (about !== null && other.about === about);
      const others = store.getState().filter((other) => !isOld(other));
      store.setState([...others, notice].slice(-noticeLimit), true);
    },
    dismiss: (id) =>
      store.setState(
        store.getState().filter((notice) => notice.id !== id),
        true,
      ),
  };
}
