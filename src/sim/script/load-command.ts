import type { Arguments } from './arguments.ts';
import { loadDefaults, type Command } from './command.ts';
import { decimal, integer, share } from './kinds.ts';
import { maxLoadPerSecond, maxLoadRequests } from './limits.ts';
import { parseDecimal } from './number.ts';
import { readKind, readTime } from './operands.ts';
import { cite } from './text.ts';

const keysKind = integer(1, 100_000);
const zipfKind = decimal(0, 5);
const clientsKind = integer(1, 1_000);

/** `load 20/s for 10s keys=100 zipf=0.9 reads=50% clients=4` */
export function readLoad(words: Arguments): Command {
  const perSecond = readRate(words);
  words.keyword('for');
  const place = words.line.peek();
  const forUs = readTime(words, 1);
  if ((perSecond * forUs) / 1e6 > maxLoadRequests) {
    const message = `Expected at most ${maxLoadRequests} requests from one load; lower its rate or its time.`;
    words.line.fail(place, message);
  }
  let { keys, zipf, reads, clients }: Record<keyof typeof loadDefaults, number> = loadDefaults;
  words.assignments({
    keys: (text) => (keys = readKind(words, 'keys', keysKind, keys, text)),
    zipf: (text) => (zipf = readKind(words, 'zipf', zipfKind, zipf, text)),
    reads: (text) => (reads = readKind(words, 'reads', share, reads, text)),
    clients: (text) => (clients = readKind(words, 'clients', clientsKind, clients, text)),
  });
  return { type: 'load', perSecond, forUs, keys, zipf, reads, clients };
}

function readRate(words: Arguments): number {
  const token = words.word('a rate such as 20/s');
  const rate = token.text.endsWith('/s') ? parseDecimal(token.text.slice(0, -2)) : null;
  if (rate === null || rate <= 0 || rate > maxLoadPerSecond) {
    const message = `Expected a rate such as 20/s, above 0/s and at most ${maxLoadPerSecond}/s, found ${cite(token.text)}.`;
    words.line.fail(token, message);
  }
  return rate ?? 0;
}
