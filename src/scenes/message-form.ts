import { unreachable } from '../base/assert.ts';
import type { Message, MessageKind } from '../dynamo/message.ts';
import type { RequestId } from '../dynamo/names.ts';
import { polar, turn } from './geometry.ts';
import type { Point } from './mark.ts';

/** The kind of a message, which decides its shape. */
export function kindOf(body: Message): MessageKind {
  switch (body.type) {
    case 'get':
    case 'fetch':
      return 'read';
    case 'put':
    case 'repair':
    case 'reap':
      return 'write';
    case 'store':
      return body.hintFor === null ? 'write' : 'hint';
    case 'forward':
      return kindOf(body.request);
    case 'response':
    case 'store-ack':
    case 'fetch-reply':
    case 'handoff-ack':
    case 'probe-reply':
      return 'reply';
    case 'handoff':
      return 'hint';
    case 'probe':
      return 'probe';
    default:
      return kindOfCluster(body);
  }
}

/** What goes on all the time, whether anybody asks for anything: drawn so that it does not shout. */
export function isQuiet(kind: MessageKind): boolean {
  return kind === 'gossip' || kind === 'merkle' || kind === 'probe';
}

function kindOfCluster(body: ClusterMessage): MessageKind {
  if (body.type.startsWith('gossip') || body.type.startsWith('members')) return 'gossip';
  return body.type.startsWith('range-') ? 'transfer' : 'merkle';
}

/** The request that a message belongs to; null for what nodes do of their own accord. */
export function requestOfBody(body: Message): RequestId | null {
  if (body.type === 'forward') return body.request.request;
  return 'request' in body ? body.request : null;
}

/** Does its outline point to where it flies? */
export function turns(kind: MessageKind): boolean {
  return kind === 'reply';
}

/**
 * The outline of a message around the origin; null is a circle. `heading` is where it flies, as
 * radians clockwise from twelve o'clock.
 *
 *   read ●   write ■   reply ▶   hint ■ with a corner off   probe ✚
 *   gossip ⬟   merkle ▲   transfer ■ with a bar behind it
 */
export function messageOutline(
  kind: MessageKind,
  r: number,
  heading: number,
): readonly Point[] | null {
  const ring = (count: number, radius: number, from = 0): readonly Point[] =>
    Array.from({ length: count }, (_, k) =>
      polar({ x: 0, y: 0 }, radius, from + (k / count) * turn),
    );
  const side = r * 0.92;
  switch (kind) {
    case 'read':
      return null;
    case 'write':
      return box(side);
    case 'hint': {
      const fold = side * 0.9;
      return [
        { x: -side, y: -side },
        { x: side - fold, y: -side },
        { x: side, y: -side + fold },
        { x: side, y: side },
        { x: -side, y: side },
      ];
    }
    case 'reply':
      return ring(3, r * 1.3, heading);
    case 'probe':
      return plus(r * 1.15, r * 0.4);
    case 'gossip':
      return ring(5, r * 1.15);
    case 'merkle':
      return ring(3, r * 1.25);
    case 'transfer':
      return barred(side);
  }
}

function box(side: number): readonly Point[] {
  return [
    { x: -side, y: -side },
    { x: side, y: -side },
    { x: side, y: side },
    { x: -side, y: side },
  ];
}

/** A box that drags a bar behind it: a range is more than one write. */
function barred(side: number): readonly Point[] {
  const [back, gap, bar] = [side * 1.9, side * 1.45, side * 0.35];
  return [
    { x: -gap, y: -bar },
    { x: -side, y: -bar },
    { x: -side, y: -side },
    { x: side, y: -side },
    { x: side, y: side },
    { x: -side, y: side },
    { x: -side, y: bar },
    { x: -gap, y: bar },
    { x: -gap, y: side },
    { x: -back, y: side },
    { x: -back, y: -side },
    { x: -gap, y: -side },
  ];
}

function plus(reach: number, half: number): readonly Point[] {
  return [
    [-half, -reach],
    [half, -reach],
    [half, -half],
    [reach, -half],
    [reach, half],
    [half, half],
    [half, reach],
    [-half, reach],
    [-half, half],
    [-reach, half],
    [-reach, -half],
    [-half, -half],
  ].map(([x, y]) => ({ x: x as number, y: y as number }));
}

/** What a message says, in a few words: `store cart = eggs`. */
export function messageText(body: Message): string {
  switch (body.type) {
    case 'get':
      return `get ${body.key}`;
    case 'put':
      return body.value === null ? `delete ${body.key}` : `put ${body.key} = ${body.value}`;
    case 'forward':
      return `forward ${messageText(body.request)}`;
    case 'store':
      return body.hintFor === null
        ? `store ${body.key}${body.durable ? ' on disk' : ''}`
        : `store ${body.key} with a hint for ${body.hintFor}`;
    case 'fetch':
      return `fetch ${body.key}`;
    case 'repair':
      return `read repair of ${body.key}`;
    case 'handoff':
      return `hand off ${body.key}`;
    case 'store-ack':
      return 'acknowledgement';
    case 'fetch-reply':
      return body.versions.length === 0
        ? 'reply: nothing stored'
        : `reply with ${body.versions.length} ${body.versions.length === 1 ? 'version' : 'versions'}`;
    case 'response':
      return body.outcome === 'ok' ? 'answer: ok' : 'answer: failed';
    case 'handoff-ack':
      return 'handoff acknowledged';
    case 'reap':
      return `drop the tombstone of ${body.key}`;
    case 'probe':
      return 'are you there?';
    case 'probe-reply':
      return 'here I am';
    default:
      return clusterText(body);
  }
}

/** What nodes tell each other of members, ranges and trees. */
export type ClusterMessage = Extract<
  Message,
  { readonly type: `gossip${string}` | `members-${string}` | `range-${string}` | `sync-${string}` }
>;

function clusterText(body: ClusterMessage): string {
  switch (body.type) {
    case 'gossip':
      return 'gossip';
    case 'gossip-reply':
      return body.history === null ? 'gossip: the same' : 'gossip: what I know';
    case 'gossip-history':
      return 'gossip: what I know';
    case 'members-ask':
      return 'who are the members?';
    case 'members-reply':
      return 'the members, as I know';
    case 'range-offer':
      return `offer of ${countedRanges(body.ranges.length)}`;
    case 'range-accept':
      return body.accepted ? 'offer accepted' : 'offer not accepted yet';
    case 'range-transfer':
      return `transfer of ${body.entries.length} ${body.entries.length === 1 ? 'key' : 'keys'}`;
    case 'range-received':
      return 'transfer received';
    case 'sync-roots':
      return `roots of ${body.roots.length} Merkle ${body.roots.length === 1 ? 'tree' : 'trees'}`;
    case 'sync-differing':
      return body.roots.length === 0 ? 'all roots equal' : `${body.roots.length} roots differ`;
    case 'sync-ask':
      return 'what lies below?';
    case 'sync-branches':
      return 'hashes of the level below';
    case 'sync-exchange':
    case 'sync-entries':
      return `versions of ${body.entries.length} ${body.entries.length === 1 ? 'key' : 'keys'}`;
    default:
      return unreachable(body);
  }
}

function countedRanges(count: number): string {
  return `${count} ${count === 1 ? 'range' : 'ranges'}`;
}
