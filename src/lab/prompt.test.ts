import { expect, test } from 'vitest';

import { Prompt } from './prompt.ts';

const accepting = (): Prompt => new Prompt(async () => ({ ok: true }));
const textOf = (prompt: Prompt): string => prompt.store.getState().text;

async function enter(prompt: Prompt, text: string): Promise<void> {
  prompt.type(text);
  await prompt.submit();
}

test('A line that was taken makes room for the next', async () => {
  const prompt = accepting();
  await enter(prompt, 'kill B');
  expect(textOf(prompt)).toBe('');
});

test('A line that was not taken stays, with the reason, until it is changed', async () => {
  const prompt = new Prompt(async () => ({ ok: false, sentence: 'No such node.', error: null }));
  await enter(prompt, 'kill Z');
  expect(prompt.store.getState()).toMatchObject({ text: 'kill Z', sentence: 'No such node.' });
  prompt.type('kill B');
  expect(prompt.store.getState().sentence).toBeNull();
});

test('Earlier lines come back, and then what was being typed', async () => {
  const prompt = accepting();
  for (const line of ['put cart milk', 'kill B', 'kill B']) await enter(prompt, line);
  prompt.type('get c');
  prompt.older();
  expect(textOf(prompt)).toBe('kill B');
  prompt.older();
  prompt.older();
  expect(textOf(prompt)).toBe('put cart milk');
  prompt.newer();
  prompt.newer();
  expect(textOf(prompt)).toBe('get c');
});

test('An offered line marks what to change', () => {
  const prompt = accepting();
  prompt.offer('put cart milk as alice', 'milk');
  expect(prompt.store.getState().changeable).toEqual([9, 13]);
  expect(prompt.store.getState().offers).toBe(1);
});
