import { expect, test } from 'vitest';

import { createPreferences, noMemory, type Memory } from './preferences.ts';

function memoryOf(text: string | null): Memory & { text: string | null } {
  return {
    text,
    read() {
      return this.text;
    },
    write(_name, next) {
      this.text = next;
    },
  };
}

test('What a person likes is remembered', () => {
  const memory = memoryOf(null);
  createPreferences(memory).setState({ theme: 'projector', keysOn: false });
  expect(createPreferences(memory).getState()).toEqual({ theme: 'projector', keysOn: false });
});

test.each([null, 'not json', '{"theme":"pink","keysOn":1}', 'null'])(
  'What makes no sense is forgotten: %s',
  (text) => {
    expect(createPreferences(memoryOf(text)).getState()).toEqual({ theme: 'system', keysOn: true });
  },
);

test('Nothing depends on a memory', () => {
  const preferences = createPreferences(noMemory);
  preferences.setState({ theme: 'dark' });
  expect(preferences.getState().theme).toBe('dark');
});
