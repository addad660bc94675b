import { lostShownLimit } from '../view.ts';
import type { FlightView } from '../view.ts';
import type { MessageId, EventOf } from '../event.ts';
import type { Draft, Editable } from '../draft.ts';
import type { View } from '../view.ts';

export type NetworkEvent = EventOf<
  | 'message-sent'
  | 'message-delayed'
  | 'message-delivered'
  | 'message-lost'
  | 'links-cut'
  | 'link-shaped'
  | 'timer-fired'
>;

/** What is under way between the nodes, and which ways are closed. */
export function reduceNetwork(draft: Draft, event: NetworkEvent): void {
  switch (event.type) {
    case 'message-sent':
      return send(draft, event);
    case 'message-delayed':
      return delay(draft, event);
    case 'message-delivered':
      takeOff(draft, event.message);
      counts(draft).delivered += 1;
      return;
    case 'message-lost':
      return lose(draft, event);
    case 'links-cut':
      draft.view.cutLinks = new Set(event.links.map(([from, to]) => `${from}>${to}`));
      return;
    case 'link-shaped':
    case 'timer-fired':
      return;
  }
}

function send(draft: Draft, event: EventOf<'message-sent'>): void {
  draft.view.inFlight = draft.map(draft.view.inFlight).set(event.message, {
    message: event.message,
    from: event.node,
    to: event.to,
    sentAt: event.at,
    arrivesAt: event.arrivesAt,
    body: event.body,
    sentBy: event.id,
  });
  const sums = counts(draft);
  sums.sent += 1;
  sums.bytes += event.bytes;
}

function delay(draft: Draft, event: EventOf<'message-delayed'>): void {
  const flight = draft.view.inFlight.get(event.message);
  if (!flight) return;
  const changed = { ...flight, arrivesAt: event.arrivesAt };
  draft.view.inFlight = draft.map(draft.view.inFlight).set(event.message, changed);
}

function lose(draft: Draft, event: EventOf<'message-lost'>): void {
  counts(draft).lost += 1;
  const flight = takeOff(draft, event.message);
  if (!flight) return;
  const lost = draft.list(draft.view.lost);
  lost.push({ flight, lostAt: event.at, reason: event.reason, event: event.id });
  if (lost.length > lostShownLimit) lost.shift();
  draft.view.lost = lost;
}

function takeOff(draft: Draft, message: MessageId): FlightView | null {
  const flight = draft.view.inFlight.get(message);
  if (!flight) return null;
  const inFlight = draft.map(draft.view.inFlight);
  inFlight.delete(message);
  draft.view.inFlight = inFlight;
  return flight;
}

function counts(draft: Draft): Editable<View['counts']> {
  const sums = draft.record(draft.view.counts);
  draft.view.counts = sums;
  return sums;
}
