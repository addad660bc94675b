import type { Key } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';

const numberBytes = 8;

/** What a key and its versions weigh, as messages are weighed: text as UTF-8, 8 bytes a number. */
export function weightOf(held: {
  readonly key: Key;
  readonly versions: readonly Version[];
}): number {
  return (
    utf8Bytes(held.key) + held.versions.reduce((sum, version) => sum + versionBytes(version), 0)
  );
}

function versionBytes({ value, clock, dot, unseen }: Version): number {
  const pairs = clock.map(({ actor }) => ({ actor, numbers: 2 }));
  const dots = [dot, ...unseen].map(({ actor }) => ({ actor, numbers: 1 }));
  const named = [...pairs, ...dots].reduce(
    (sum, { actor, numbers }) => sum + utf8Bytes(actor) + numbers * numberBytes,
    0,
  );
  return (value === null ? 1 : utf8Bytes(value)) + named + numberBytes;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
