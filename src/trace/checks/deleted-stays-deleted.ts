import type { Slices } from '../../base/slices.ts';
import { positionOf } from '../../base/position.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import { sameDot } from '../../dynamo/versioning/causality.ts';
import { supersedes } from '../../dynamo/versioning/reconcile.ts';
import type { Versioning } from '../../dynamo/settings.ts';
import type { Dot, Version } from '../../dynamo/versioning/version.ts';
import type { EventOf } from '../event.ts';
import type { Trace } from '../trace.ts';
import { broken, dotName, holds, isPause } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { RingKnowledge } from './ring-knowledge.ts';
import { sentBehind } from './sent-behind.ts';

/**
 * A tombstone goes when every home node has had it, or what came after it, never before; and a node that has let it go does
 * not take back what it had deleted, from wherever that comes. (protocol.md 13) What a node knew of
 * it goes with its disk, or with its write buffer.
 */
export function* deletedStaysDeleted({ trace, end }: Evidence): Slices<Finding> {
  const knowledge = new RingKnowledge();
  const tombstones = new Tombstones();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    knowledge.take(event);
    switch (event.type) {
      case 'version-stored': {
        const why = tombstones.store(event, end.settings.versioning);
        if (why !== null) return broken(why, event);
        break;
      }
      case 'tombstone-reaped': {
        const homes = knowledge.homesAt(event.node, positionOf(event.key));
        const missing = isToldTo(trace, event)
          ? undefined
          : tombstones.lacking(event, homes, end.settings.versioning);
        if (missing !== undefined) {
          const name = `the tombstone ${dotName(event.dot)} of ${event.key}`;
          return broken(`${event.node} let ${name} go, which ${missing} never had`, event);
        }
        tombstones.reap(event);
        break;
      }
      case 'disk-wiped':
      case 'write-lost':
        tombstones.forget(event.target);
        break;
      default:
        break;
    }
  }
  return holds;
}

/** Another home node, which made sure of it, said that the tombstone may go. */
function isToldTo(trace: Trace, { cause }: EventOf<'tombstone-reaped'>): boolean {
  return sentBehind(trace, cause)?.body.type === 'reap';
}

class Tombstones {
  /** Every tombstone there was. */
  readonly #known = new Map<string, Version>();
  /** By node and key: all that it ever stored. */
  readonly #stored = new Map<string, Version[]>();
  /** By node: the tombstone of each key that it has let go. */
  readonly #reaped = new Map<NodeId, Map<Key, Version>>();

  /** What is wrong with a node's taking this version in; null: nothing is. */
  store(
    { node, key, version, reason }: EventOf<'version-stored'>,
    versioning: Versioning,
  ): string | null {
    const reaped = this.#reaped.get(node)?.get(key);
    this.#stored.set(`${node} ${key}`, [...(this.#stored.get(`${node} ${key}`) ?? []), version]);
    if (version.value === null) {
      this.#known.set(nameOf(key, version.dot), version);
      // It is back to supersede what another replica still has.
      if (reaped && sameDot(reaped.dot, version.dot)) this.#reaped.get(node)?.delete(key);
      return null;
    }
    if (!reaped || reason === 'coordinated' || !supersedes(reaped, version, versioning))
      return null;
    return `${node} took ${dotName(version.dot)} of ${key} back by ${reason}, which ${dotName(reaped.dot)} had deleted`;
  }

  lacking(
    { key, dot }: EventOf<'tombstone-reaped'>,
    homes: readonly NodeId[],
    versioning: Versioning,
  ): NodeId | undefined {
    const tombstone = this.#known.get(nameOf(key, dot));
    const isIt = (version: Version): boolean =>
      sameDot(version.dot, dot) || (tombstone ? supersedes(version, tombstone, versioning) : false);
    return homes.find((home) => !this.#stored.get(`${home} ${key}`)?.some(isIt));
  }

  reap({ node, key, dot }: EventOf<'tombstone-reaped'>): void {
    const tombstone = this.#known.get(nameOf(key, dot));
    if (!tombstone) return;
    const ofNode = this.#reaped.get(node) ?? new Map<Key, Version>();
    this.#reaped.set(node, ofNode.set(key, tombstone));
  }

  forget(node: NodeId): void {
    this.#reaped.delete(node);
  }
}

function nameOf(key: Key, { actor, counter }: Dot): string {
  return `${actor} ${counter} ${key}`;
}
