import type { Address } from '../../dynamo/names.ts';
import type { Arguments } from './arguments.ts';
import type { Command, LinkShape } from './command.ts';
import { maxLatencyUs, share, time } from './kinds.ts';
import { readEnd, readKind, readMessage, readPair, readTime } from './operands.ts';
import { cite } from './text.ts';

/* What is done to the network: `partition`, `cut`, `heal`, `link`, `delay`. */

/** `partition A B / C D E` */
export function readPartition(words: Arguments): Command {
  const placed = new Set<Address>();
  let group: Address[] = [];
  const groups = [group];
  do {
    const place = words.line.peek();
    if (place?.text === '/' && !place.quoted) {
      words.line.fail(place, 'Expected a node or a client before "/".');
    }
    const address = readEnd(words);
    if (placed.has(address)) {
      words.line.fail(place, `${cite(address)} is in the partition twice; expected it once.`);
    }
    placed.add(address);
    group.push(address);
    if (words.accepts('/')) groups.push((group = []));
  } while (group.length === 0 || words.offers({ type: 'name', role: 'end' }));
  return { type: 'partition', groups };
}

/** `cut A > B` */
export function readCut(words: Arguments): Command {
  const [from, to] = readPair(words, readEnd, '>');
  return { type: 'cut', from, to };
}

/** `heal`, `heal A B` */
export function readHeal(words: Arguments): Command {
  const isWhole = !words.offers({ type: 'name', role: 'end' });
  return { type: 'heal', between: isWhole ? null : readPair(words, readEnd) };
}

const linkLatency = time(1, maxLatencyUs);
const linkJitter = time(0, maxLatencyUs);

/** `link A > B latency 200ms jitter 50ms`, `link * loss 5%`, `link A > B normal` */
export function readLink(words: Arguments): Command {
  const between = words.accepts('*') ? null : readPair(words, readEnd, '>');
  if (!words.line.peek()) words.keyword('latency', 'jitter', 'loss', 'duplicate', 'normal');
  if (words.accepts('normal')) return { type: 'link', between, shape: null };
  const shape: { -readonly [Part in keyof LinkShape]?: LinkShape[Part] } = {};
  words.options({
    latency: () => (shape.latencyUs = readKind(words, 'latency', linkLatency, 1)),
    jitter: () => (shape.jitterUs = readKind(words, 'jitter', linkJitter, 0)),
    loss: () => (shape.loss = readKind(words, 'loss', share, 0)),
    duplicate: () => (shape.duplicate = readKind(words, 'duplicate', share, 0)),
  });
  return { type: 'link', between, shape };
}

/** `delay m42 50ms` */
export function readDelay(words: Arguments): Command {
  return { type: 'delay', message: readMessage(words), byUs: readTime(words, 1) };
}
