import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { defaultSettings, type Settings } from '../../dynamo/settings.ts';
import type { EventId, MessageId, TraceEvent } from '../event.ts';

/** Settings that a node goes by which stood still when they changed. */
interface Former {
  readonly settings: Settings;
  /** The event that changed them, and when that was. */
  readonly changedBy: EventId;
  readonly changedAt: Micros;
}

/**
 * By which settings each node goes at a moment of a trace. A paused one learns of a change when it
 * goes on, after all that came to it before. (protocol.md 36) Takes in one event after the other.
 */
export class SettingsKnowledge {
  #settings: Settings = defaultSettings;
  readonly #paused = new Set<NodeId>();
  /** By node: oldest first. */
  readonly #former = new Map<NodeId, readonly Former[]>();
  readonly #arrivals = new Map<MessageId, Micros>();

  of(node: NodeId): Settings {
    return this.#former.get(node)?.[0]?.settings ?? this.#settings;
  }

  /** Whose settings are others now: a node's, or null for those of all. */
  take(event: TraceEvent): NodeId | null | undefined {
    switch (event.type) {
      case 'run-started':
        this.#settings = event.settings;
        return null;
      case 'setting-changed':
        for (const node of this.#paused) {
          const former = { settings: this.#settings, changedBy: event.id, changedAt: event.at };
          this.#former.set(node, [...(this.#former.get(node) ?? []), former]);
        }
        this.#settings = event.settings;
        return null;
      case 'node-paused':
        this.#paused.add(event.target);
        return undefined;
      case 'node-resumed':
        this.#paused.delete(event.target);
        return undefined;
      case 'node-killed':
        this.#paused.delete(event.target);
        return this.#learn(event.target, Infinity);
      case 'message-sent':
      case 'message-delayed':
        this.#arrivals.set(event.message, event.arrivesAt);
        return undefined;
      case 'message-delivered': {
        const arrivedAt = this.#arrivals.get(event.message) ?? event.at;
        this.#arrivals.delete(event.message);
        return this.#learn(event.node, arrivedAt);
      }
      case 'message-lost':
        this.#arrivals.delete(event.message);
        return undefined;
      case 'timer-fired':
        return this.#learn(event.node, Infinity);
      default: {
        const told = this.#former.get(event.node)?.find((each) => each.changedBy === event.cause);
        return told ? this.#learn(event.node, told.changedAt) : undefined;
      }
    }
  }

  /** It has come to what happened at `us`, and knows what had changed by then. */
  #learn(node: NodeId, us: Micros): NodeId | undefined {
    const former = this.#former.get(node);
    if (former === undefined) return undefined;
    this.#former.set(
      node,
      former.filter(({ changedAt }) => changedAt > us),
    );
    return node;
  }
}
