import type { Dot } from '../../dynamo/versioning/version.ts';
import type { Selected } from '../../lab/selection.ts';
import { makerOf } from '../../scenes/history/family.ts';
import type { EventId, MessageId } from '../../trace/event.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';

/** The event that made what is looked at what it is now; null when it is not there now. */
export function eventBehind(view: View, trace: Trace, selected: Selected | null): EventId | null {
  switch (selected?.type) {
    case undefined:
      return null;
    case 'event':
      return selected.event;
    case 'node':
      return view.nodes.get(selected.node)?.statusEvent ?? null;
    case 'key':
      return view.keys.get(selected.key)?.changedBy ?? null;
    case 'request': {
      const request = view.requests.get(selected.request);
      return request?.completedBy ?? request?.issuedBy ?? null;
    }
    case 'message': {
      const lost = view.lost.find(({ flight }) => flight.message === selected.message);
      const flying = view.inFlight.get(selected.message)?.sentBy ?? lost?.event;
      return flying ?? sentBefore(trace, view.cursor.events, selected.message);
    }
    case 'version': {
      const held = view.keys.get(selected.key)?.replicas.get(selected.node) ?? [];
      const kept = held.find(({ version }) => isSame(version.dot, selected.dot));
      // What nobody holds any more was made once.
      return kept?.storedBy ?? makerOf(trace, view.cursor.events, selected.key, selected.dot);
    }
    case 'hint': {
      const hint = view.keys
        .get(selected.key)
        ?.hints.find(
          (each) =>
            each.holder === selected.holder &&
            each.for === selected.for &&
            isSame(each.version.dot, selected.dot),
        );
      return hint?.storedBy ?? null;
    }
    case 'client': {
      const requests = [...view.requests.values()];
      return requests.findLast(({ client }) => client === selected.client)?.issuedBy ?? null;
    }
  }
}

/** How far the trace was looked through for a message last, and what was found. */
let search = { trace: null as Trace | null, message: '', from: 0, sent: null as EventId | null };

/** What has arrived was sent once: an arrow of the space–time diagram is asked why, too. */
function sentBefore(trace: Trace, events: number, message: MessageId): EventId | null {
  if (search.trace !== trace || search.message !== message) {
    search = { trace, message, from: 0, sent: null };
  }
  for (; search.sent === null && search.from < events; search.from += 1) {
    const event = trace.event(search.from);
    if (event?.type === 'message-sent' && event.message === message) search.sent = event.id;
  }
  return search.sent !== null && search.sent < events ? search.sent : null;
}

function isSame(a: Dot, b: Dot): boolean {
  return a.actor === b.actor && a.counter === b.counter;
}
