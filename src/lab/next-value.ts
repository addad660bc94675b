import type { View } from '../trace/view.ts';

const groceries = ['milk', 'eggs', 'bread', 'tea', 'jam', 'rice', 'figs', 'salt', 'oats', 'plums'];

/** A value that was not put yet, to be taken or changed; `skip` for the one after it. */
export function nextValue(view: View, skip = 0): string {
  const used = new Set([...view.requests.values()].map(({ value }) => value));
  const fresh = groceries.filter((item) => !used.has(item));
  return fresh[skip] ?? `item-${view.requests.size + 1 + skip}`;
}
