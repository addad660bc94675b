import { createStore, type StoreApi } from 'zustand/vanilla';

export type ThemeChoice = 'system' | 'light' | 'dark' | 'projector';
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark', 'projector'];

/** How a person likes the lab. Nothing of it changes a run. */
export interface Preferences {
  readonly theme: ThemeChoice;
  /** Do single keys act? Off for those whose tools use them. */
  readonly keysOn: boolean;
}

/** Where text is kept between visits. May be absent, full or forbidden; the lab goes on. */
export interface Memory {
  read(name: string): string | null;
  write(name: string, text: string): void;
}

export const noMemory: Memory = { read: () => null, write: () => undefined };

const defaults: Preferences = { theme: 'system', keysOn: true };
const entry = 'dynamo-lab/preferences';

export function createPreferences(memory: Memory): StoreApi<Preferences> {
  const store = createStore<Preferences>(() => recall(memory.read(entry)));
  store.subscribe((preferences) => memory.write(entry, JSON.stringify(preferences)));
  return store;
}

/** What was remembered, as far as it still means something. */
function recall(text: string | null): Preferences {
  if (text === null) return defaults;
  try {
    const { theme, keysOn } = JSON.parse(text) as Record<string, unknown>;
    return {
      theme: themeChoices.find((choice) => choice === theme) ?? defaults.theme,
      keysOn: typeof keysOn === 'boolean' ? keysOn : defaults.keysOn,
    };
  } catch {
    return defaults;
  }
}
