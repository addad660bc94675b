import type { Message } from '../../dynamo/message.ts';
import type { Key, RequestId } from '../../dynamo/names.ts';

const none: readonly Key[] = [];

/**
 * The keys that a message is about. A reply names only its request: `keyOf` knows the key of that.
 * What is between nodes, such as gossip, is about none.
 */
export function keysOfMessage(
  body: Message,
  keyOf: (request: RequestId) => Key | null,
): readonly Key[] {
  switch (body.type) {
    case 'get':
    case 'put':
    case 'store':
    case 'fetch':
    case 'repair':
    case 'handoff':
    case 'reap':
      return [body.key];
    case 'forward':
      return [body.request.key];
    case 'response':
    case 'store-ack':
    case 'fetch-reply': {
      const key = keyOf(body.request);
      return key === null ? none : [key];
    }
    case 'range-transfer':
    case 'sync-exchange':
    case 'sync-entries':
      return body.entries.map(({ key }) => key);
    default:
      return none;
  }
}

/** Does it tell what its sender holds of those keys? */
export function tellsVersions({ type }: Message): boolean {
  return (
    type === 'store' ||
    type === 'fetch-reply' ||
    type === 'repair' ||
    type === 'handoff' ||
    type === 'reap' ||
    type === 'range-transfer' ||
    type === 'sync-exchange' ||
    type === 'sync-entries'
  );
}
