import type { Range } from '../anti-entropy/place.ts';
import type { MemberChange, TokenClaim } from '../membership/history.ts';
import type { Key, NodeId } from '../names.ts';
import type { Version } from '../versioning/version.ts';

/**
 * One record of a node's log, its only durable memory. (§4.6, protocol.md 35)
 * Replaying the log from the start gives back what the node held.
 */
export type LogRecord =
  /** First in every log: who counts here, and whether a crash may lose what it acknowledged. */
  | { readonly type: 'identity'; readonly incarnation: number; readonly buffered: boolean }
  | { readonly type: 'version'; readonly key: Key; readonly version: Version }
  | { readonly type: 'hint'; readonly for: NodeId; readonly key: Key; readonly version: Version }
  /** These hints arrived, and are deleted here. */
  | {
      readonly type: 'hint-gone';
      readonly for: NodeId;
      readonly key: Key;
      readonly dots: readonly { readonly actor: string; readonly counter: number }[];
    }
  /** What became known of members and tokens. (§4.8.1) */
  | { readonly type: 'member'; readonly change: MemberChange }
  | { readonly type: 'token'; readonly claim: TokenClaim }
  /** Ranges that this node keeps from now on, and is still to be given. (§4.9) */
  | { readonly type: 'awaited'; readonly ranges: readonly Range[] }
  /** Ranges that this node is to hand over; null: it has. */
  | {
      readonly type: 'transfer';
      readonly transfer: number;
      readonly to: NodeId;
      readonly ranges: readonly Range[] | null;
    }
  /** Keys that this node does not keep any more. */
  | { readonly type: 'dropped'; readonly keys: readonly Key[] }
  /** The key was nothing but this tombstone, which all home nodes held. */
  | { readonly type: 'reaped'; readonly key: Key; readonly version: Version }
  /** Own counters up to here are used, though nothing else in the log shows it. */
  | { readonly type: 'retired'; readonly key: Key; readonly counter: number };

/** A record as it lies on disk: a checksum of its text, a space, its text. */
export function encodeRecord(record: LogRecord): string {
  const text = JSON.stringify(record);
  return `${checksum(text)} ${text}`;
}

/**
 * Reads a log back. A record that fails its checksum was being written when the node crashed:
 * it and whatever follows it are dropped, and counted.
 */
export function readLog(disk: readonly string[]): { records: LogRecord[]; torn: number } {
  const records: LogRecord[] = [];
  for (const line of disk) {
    const text = line.slice(9);
    if (line.slice(0, 8) !== checksum(text)) break;
    records.push(JSON.parse(text) as LogRecord);
  }
  return { records, torn: disk.length - records.length };
}

/** FNV-1a over UTF-16 code units, 32 bits as 8 hex digits: enough to notice a torn record. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
