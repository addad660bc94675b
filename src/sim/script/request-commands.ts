import type { Arguments } from './arguments.ts';
import type { Command, Requester } from './command.ts';
import { defaultClient } from './command.ts';
import { readClient, readKey, readNode, readValue } from './operands.ts';

/* What clients ask for: `put`, `get`, `delete`, `cart`. */

export function readPut(words: Arguments): Command {
  const key = readKey(words);
  const value = readValue(words, 'a value');
  let blind = false;
  const requester = readRequester(words, { blind: () => (blind = true) });
  return { type: 'put', key, value, blind, ...requester };
}

export function readGet(words: Arguments): Command {
  return { type: 'get', key: readKey(words), ...readRequester(words) };
}

export function readDelete(words: Arguments): Command {
  return { type: 'delete', key: readKey(words), ...readRequester(words) };
}

export function readCart(words: Arguments): Command {
  const type = words.keyword('add', 'remove') === 'remove' ? 'cart-remove' : 'cart-add';
  const key = readKey(words);
  const item = readValue(words, 'an item');
  return { type, key, item, ...readRequester(words) };
}

function readRequester(words: Arguments, others: Record<string, () => void> = {}): Requester {
  let client = defaultClient;
  let via: string | null = null;
  words.options({
    as: () => (client = readClient(words)),
    via: () => (via = readNode(words)),
    ...others,
  });
  return { client, via };
}
