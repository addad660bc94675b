import { hashText, type Hash } from '../../base/hash.ts';
import type { Key } from '../names.ts';
import type { Version } from '../versioning/version.ts';

/**
 * The leaf of a key: the key and which versions there are of it, in whatever order they came.
 * (§4.7) A version's dot stands for it: the same dot is the same version.
 */
export function leafHash(key: Key, versions: readonly Version[]): Hash {
  const dots = versions.map(({ dot }) => `${dot.actor}:${dot.counter}`).toSorted();
  return hashText(`${key}\n${dots.join('\n')}`);
}
