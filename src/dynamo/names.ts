import type { Flavor } from '../base/flavor.ts';

/** A storage node, by the letter or word that people call it: `A`, `node-7`. */
export type NodeId = Flavor<string, 'NodeId'>;

/** Somebody who reads and writes: `alice`. Sits on the network, owns no data. */
export type ClientId = Flavor<string, 'ClientId'>;

/** Either end of a message: a node or a client; their names never coincide. */
export type Address = string;

/** What a value is stored under: any text, compared by its UTF-8 bytes. (§4.2) */
export type Key = Flavor<string, 'Key'>;

/** One client request, `r1`, `r2`…, in the order in which they were issued. */
export type RequestId = Flavor<string, 'RequestId'>;

/**
 * Who counts in a vector clock: a node, or a later incarnation of it (`A~2`) that started
 * without its old counters and must never use one of them again. (§4.4, protocol.md 35)
 */
export type Actor = Flavor<string, 'Actor'>;

export function actorOf(node: NodeId, incarnation: number): Actor {
  return incarnation === 1 ? (node as string) : `${node}~${incarnation}`;
}

/** The node behind an actor: `A` for `A` and `A~2`. */
export function nodeOfActor(actor: Actor): NodeId {
  const tilde = actor.indexOf('~');
  return tilde < 0 ? (actor as string) : actor.slice(0, tilde);
}
