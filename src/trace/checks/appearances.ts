import type { Key, RequestId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { EventOf, TraceEvent } from '../event.ts';
import type { Trace } from '../trace.ts';
import { isPause } from './check.ts';

/** A version where it comes to light: kept by a node, or sent to one to be kept. */
export interface Appearance {
  readonly event: EventOf<'version-stored' | 'hint-stored' | 'message-sent'>;
  readonly key: Key;
  readonly version: Version;
  readonly request: RequestId | null;
  /** Nobody had this dot of the key before: the node of the event has just made it. */
  readonly isFirst: boolean;
}

/** Every appearance of every version, in order; null: it is time to pause ({@link isPause}). */
export function* appearances(trace: Trace): Generator<Appearance | null> {
  const known = new Map<Key, Set<string>>();
  for (const event of trace.events) {
    if (isPause(event)) yield null;
    const found = versionsIn(event);
    if (!found) continue;
    const { key } = found;
    const dots = known.get(key) ?? new Set<string>();
    known.set(key, dots);
    for (const version of found.versions) {
      const dot = `${version.dot.actor} ${version.dot.counter}`;
      const isFirst = !dots.has(dot);
      dots.add(dot);
      yield { event: found.event, key, version, request: found.request, isFirst };
    }
  }
}

type Found = Pick<Appearance, 'event' | 'key' | 'request'> & {
  readonly versions: readonly Version[];
};

function versionsIn(event: TraceEvent): Found | null {
  switch (event.type) {
    case 'version-stored':
    case 'hint-stored':
      return { event, key: event.key, request: event.request, versions: [event.version] };
    case 'message-sent': {
      const { body } = event;
      if (body.type !== 'store') return null;
      return { event, key: body.key, request: body.request, versions: body.versions };
    }
    default:
      return null;
  }
}
