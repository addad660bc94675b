/** As many names as a sentence can bear. */
const namesLimit = 8;

/**
 * `A`, `A and B`, `A, B and C`; nobody when there is none. Of more than `most` the first are
 * named, and the rest counted: `A, B and 3 more`.
 */
export function listed(names: readonly string[], most = namesLimit): string {
  const shown =
    names.length <= most ? names : [...names.slice(0, most - 1), `${names.length - most + 1} more`];
  const last = shown.at(-1) ?? 'nobody';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 version`, `2 versions`, `2 hashes`. */
export function counted(count: number, thing: string): string {
  return `${count} ${count === 1 ? thing : `${thing}${thing.endsWith('h') ? 'e' : ''}s`}`;
}
