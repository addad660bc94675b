import type { Message } from './message.ts';

/*
 * What a message would weigh on a wire: a fixed header, names and texts as UTF-8, 8 bytes a
 * number. An estimate that is the same everywhere, for counting traffic.
 */

const headerBytes = 24;
const numberBytes = 8;

export function messageBytes(message: Message): number {
  return headerBytes + fieldBytes(message);
}

/** Goes through members by name and makes no lists of them: every message is weighed. */
function fieldBytes(value: unknown): number {
  if (typeof value === 'string') return utf8Bytes(value);
  if (typeof value === 'number') return numberBytes;
  if (typeof value !== 'object' || value === null) return 1;
  let bytes = 0;
  if (Array.isArray(value)) {
    for (const inner of value) bytes += fieldBytes(inner);
    return bytes;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) bytes += fieldBytes(members[name]);
  return bytes;
}

/** UTF-8 length of a text without lone surrogates. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : isSurrogate(unit) ? 1 : 2;
  }
  return bytes;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
