import type { Micros } from '../../base/time.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { EventId } from '../../trace/event.ts';
import { isSameDot } from '../clocks.ts';
import { remember } from '../remember.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** One hint from when it was stored to when it was deleted. (Dynamo §4.6) */
export interface Stay {
  readonly key: Key;
  readonly holder: NodeId;
  readonly for: NodeId;
  readonly version: Version;
  readonly storedAt: Micros;
  readonly storedBy: EventId;
  /** Each time it was sent home. */
  readonly trips: readonly { readonly at: Micros; readonly event: EventId }[];
  /** The intended node has acknowledged it. */
  readonly homeAt: Micros | null;
  readonly end: {
    readonly at: Micros;
    readonly event: EventId;
    readonly reason: 'handed-off' | 'superseded';
  } | null;
}

const eventsIn = sieve(
  ['hint-stored', 'hint-handed-off', 'hint-discarded', 'message-sent'],
  (event) => (event.type !== 'message-sent' || event.body.type === 'handoff' ? 'hint' : null),
);

/** All hints that there have been, in the order in which they were stored. */
export const staysOf = remember((trace: TraceLike, events: number): readonly Stay[] => {
  const stays: Stay[] = [];
  const change = (isIt: (stay: Stay) => boolean, to: (stay: Stay) => Partial<Stay>): void => {
    stays.forEach((stay, at) => {
      if (stay.end === null && isIt(stay)) stays[at] = { ...stay, ...to(stay) };
    });
  };
  for (const event of eventsIn(trace, events, 'hint')) {
    const { at, id, node } = event;
    switch (event.type) {
      case 'hint-stored': {
        const { key, version } = event;
        const isKnown = stays.some(
          (stay) =>
            stay.end === null &&
            stay.holder === node &&
            stay.for === event.for &&
            stay.key === key &&
            isSameDot(stay.version.dot, version.dot),
        );
        if (isKnown) break;
        stays.push({
          key,
          holder: node,
          for: event.for,
          version,
          storedAt: at,
          storedBy: id,
          trips: [],
          homeAt: null,
          end: null,
        });
        break;
      }
      case 'message-sent': {
        const { body, to } = event;
        if (body.type !== 'handoff') break;
        change(
          (stay) =>
            stay.holder === node &&
            stay.for === to &&
            stay.key === body.key &&
            body.versions.some(({ dot }) => isSameDot(dot, stay.version.dot)),
          (stay) => ({ trips: [...stay.trips, { at, event: id }] }),
        );
        break;
      }
      case 'hint-handed-off':
        change(
          (stay) =>
            stay.holder === node &&
            stay.for === event.to &&
            stay.key === event.key &&
            event.dots.some((dot) => isSameDot(dot, stay.version.dot)),
          () => ({ homeAt: at }),
        );
        break;
      case 'hint-discarded':
        change(
          (stay) =>
            stay.holder === node &&
            stay.for === event.for &&
            stay.key === event.key &&
            isSameDot(event.dot, stay.version.dot),
          () => ({ end: { at, event: id, reason: event.reason } }),
        );
        break;
    }
  }
  return stays;
});
