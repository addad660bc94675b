import type { Key, NodeId } from '../../dynamo/names.ts';
import type { EventId, EventOf, TraceEvent } from '../event.ts';
import type { Trace } from '../trace.ts';
import { dotName } from './check.ts';
import { sentBehind } from './sent-behind.ts';

type Part = EventOf<'message-sent'> & {
  readonly body: Extract<EventOf<'message-sent'>['body'], { readonly type: 'range-transfer' }>;
};

/** A transfer of ranges as its messages show it, while its old owner lives. (Dynamo §4.9) */
export class RangeTransfer {
  /** What the new owner has acknowledged of each key. */
  readonly arrived = new Map<Key, string>();
  /** The part that was acknowledged last was the last one. */
  isComplete = false;
  /** The part that was acknowledged last. */
  acknowledged: number | null = null;
  #underWay: Part | null = null;

  send(part: Part): void {
    this.#underWay = part;
  }

  /** The part under way has arrived, unless that was another one. */
  acknowledge(part: number): void {
    const sent = this.#underWay;
    if (sent?.body.part !== part) return;
    for (const { key, versions } of sent.body.entries) this.arrived.set(key, dotsOf(versions));
    this.isComplete = sent.body.isLast;
    this.acknowledged = part;
    this.#underWay = null;
  }

  /** The old owner waits no longer: an acknowledgement that comes later counts for nothing. */
  breakOff(): void {
    this.#underWay = null;
  }
}

export function dotsOf(versions: Part['body']['entries'][number]['versions']): string {
  return versions
    .map(({ dot }) => dotName(dot))
    .toSorted()
    .join(' ');
}

/** Follows all transfers; a node that goes down forgets what had arrived of its own. */
export class RangeTransfers {
  readonly #open = new Map<string, RangeTransfer>();

  take(trace: Trace, event: TraceEvent): void {
    switch (event.type) {
      case 'node-killed':
      case 'node-crashed':
        for (const name of this.#open.keys()) {
          if (name.startsWith(`${event.target} `)) this.#open.delete(name);
        }
        break;
      case 'message-delivered': {
        const answer = acknowledgementBehind(trace, event.id);
        if (answer) this.of(event.node, answer.from, answer.transfer).acknowledge(answer.part);
        break;
      }
      case 'timer-fired':
        if (event.timer.type === 'transfer-timeout')
          this.#breakOff(event.node, event.timer.transfer);
        break;
      default:
        break;
    }
  }

  #breakOff(from: NodeId, transfer: number): void {
    for (const [name, open] of this.#open) {
      if (name.startsWith(`${from} `) && name.endsWith(` ${transfer}`)) open.breakOff();
    }
  }

  of(from: NodeId, to: NodeId, transfer: number): RangeTransfer {
    const name = `${from} ${to} ${transfer}`;
    const known = this.#open.get(name) ?? new RangeTransfer();
    this.#open.set(name, known);
    return known;
  }
}

export function isPart(event: TraceEvent): event is Part {
  return (
    event.type === 'message-sent' && event.body.type === 'range-transfer' && event.copyOf === null
  );
}

/** The acknowledgement of a part that led to this event; null when that was something else. */
export function acknowledgementBehind(
  trace: Trace,
  cause: EventId | null,
): { readonly from: NodeId; readonly transfer: number; readonly part: number } | null {
  const sent = sentBehind(trace, cause);
  if (sent?.body.type !== 'range-received') return null;
  const { transfer, part } = sent.body;
  return { from: sent.node, transfer, part };
}
