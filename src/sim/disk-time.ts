import type { Effect } from '../dynamo/effect.ts';
import type { Message } from '../dynamo/message.ts';

/*
 * How busy a step keeps the node's disk. With `disk=0ms`, the default, disks take no time. With
 * more, a node does one thing after the other: what comes in while its disk is busy waits, so
 * that background work costs the requests something. (§6.5)
 */

/** What a step appends goes to the log in one write; what it reads lies all over the disk. */
export function diskAccesses(effects: readonly Effect[]): number {
  let reads = 0;
  let writes = 0;
  for (const effect of effects) {
    if (effect.type === 'persist') writes = 1;
    else if (effect.type === 'send') reads += recordsRead(effect.message);
  }
  return reads + writes;
}

function recordsRead(message: Message): number {
  switch (message.type) {
    case 'fetch-reply':
    case 'handoff':
      return 1;
    case 'range-transfer':
    case 'sync-exchange':
    case 'sync-entries':
      return message.entries.length;
    default:
      return 0;
  }
}
