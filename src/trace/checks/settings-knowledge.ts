import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { defaultSettings, type Settings } from '../../dynamo/settings.ts';
import type { MessageId, TraceEvent } from '../event.ts';

/** What a node goes by that stood still when settings changed. */
interface Former {
  readonly settings: Settings;
  readonly changedAt: Micros;
}

/**
 * By which settings each node goes at a moment of a trace. A paused one learns of a change when it
 * goes on, after all that came to it before. (protocol.md 36) Takes in one event after the other.
 */
export class SettingsKnowledge {
  #settings: Settings = defaultSettings;
  readonly #paused = new Set<NodeId>();
  readonly #former = new Map<NodeId, Former>();
  readonly #arrivals = new Map<MessageId, Micros>();

  of(node: NodeId): Settings {
    return this.#former.get(node)?.settings ?? this.#settings;
  }

  /** Whose settings are others now: a node's, or null for those of all. */
  take(event: TraceEvent): NodeId | null | undefined {
    switch (event.type) {
      case 'run-started':
        this.#settings = event.settings;
        return null;
      case 'setting-changed':
        for (const node of this.#paused) {
          const known = this.#former.get(node);
          this.#former.set(node, known ?? { settings: this.#settings, changedAt: event.at });
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
        return this.#learn(event.target);
      case 'message-sent':
      case 'message-delayed':
        this.#arrivals.set(event.message, event.arrivesAt);
        return undefined;
      case 'message-delivered': {
        const arrivedAt = this.#arrivals.get(event.message) ?? event.at;
        this.#arrivals.delete(event.message);
        const former = this.#former.get(event.node);
        return former && arrivedAt >= former.changedAt ? this.#learn(event.node) : undefined;
      }
      case 'message-lost':
        this.#arrivals.delete(event.message);
        return undefined;
      case 'timer-fired':
        return this.#learn(event.node);
      default:
        return undefined;
    }
  }

  #learn(node: NodeId): NodeId | undefined {
    return this.#former.delete(node) ? node : undefined;
  }
}
