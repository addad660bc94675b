import { noMemory, type Memory } from '../lab/preferences.ts';

/** The browser's storage where it is allowed; else nothing is remembered, and nothing breaks. */
export function browserMemory(): Memory {
  try {
    const storage = window.localStorage;
    return {
      read: (name) => storage.getItem(name),
      write: (name, text) => {
        try {
          storage.setItem(name, text);
        } catch {
          // Full or forbidden by now: it is only about the next visit.
        }
      },
    };
  } catch {
    return noMemory;
  }
}
