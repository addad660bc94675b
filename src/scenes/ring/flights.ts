import type { Micros } from '../../base/time.ts';
import type { MessageKind } from '../../dynamo/message.ts';
import type { Address } from '../../dynamo/names.ts';
import type { FlightView, LostView, View } from '../../trace/view.ts';
import { clamp } from '../geometry.ts';
import type { Identities } from '../identity.ts';
import type { Mark, Target } from '../mark.ts';
import { kindOf, messageText, turns } from '../message-form.ts';
import { remember } from '../remember.ts';
import type { Hue } from '../style.ts';
import type { RingLayout } from './frame.ts';
import { bodiesOf, type MessageBodies, radiusOf } from './message-bodies.ts';
import { alongWay, headingAt, type Way, wayBetween } from './ways.ts';

/** How long a lost message stays to be seen, of virtual time. */
const lostLingerUs: Micros = 30_000;

/** Ways are drawn as lines up to this many messages in flight. */
const waysLimit = 80;

/** A message with all that does not change while it flies. */
interface Flight extends Way {
  readonly key: string;
  readonly flight: FlightView;
  readonly lost: LostView | null;
  readonly kind: MessageKind;
  readonly hue: Hue;
  /** How far it comes at most: half way where its link is cut. */
  readonly furthest: number;
  readonly label: string;
  readonly target: Target;
  readonly bodies: MessageBodies;
}

/** The ways of all messages in flight, and of those just lost. */
const flightsOf = remember(
  (
    inFlight: View['inFlight'],
    lost: View['lost'],
    cutLinks: View['cutLinks'],
    identities: Identities,
    layout: RingLayout,
  ): readonly Flight[] => {
    const flights: Flight[] = [];
    for (const loss of lost) {
      const { flight } = loss;
      const isCut = isOnCut(flight, cutLinks);
      const flying = flyingOf(flight, isCut, identities, layout);
      if (flying === null) continue;
      const furthest = furthestOf(flight, loss, isCut);
      flights.push({ ...flying, lost: loss, furthest, label: `${flying.label}, lost` });
    }
    for (const flight of inFlight.values()) {
      const flying = flyingOf(flight, isOnCut(flight, cutLinks), identities, layout);
      if (flying !== null) flights.push(flying);
    }
    return flights;
  },
);

function isOnCut({ from, to }: FlightView, cutLinks: View['cutLinks']): boolean {
  return cutLinks.size > 0 && cutLinks.has(`${from}>${to}`);
}

/** What a message looks like and where it flies, kept as long as it is in the air. */
function flyingOf(
  flight: FlightView,
  isCut: boolean,
  identities: Identities,
  layout: RingLayout,
): Flight | null {
  const kept = known.get(flight);
  if (kept !== undefined && kept.layout === layout && kept.isCut === isCut) return kept.flying;
  const way = wayBetween(flight.from, flight.to, layout);
  const kind = kindOf(flight.body);
  const hue = identities.get(flight.from)?.hue ?? ('ink' as const);
  const flying =
    way === null
      ? null
      : {
          key: `message ${flight.message}`,
          flight,
          lost: null,
          ...way,
          hue,
          kind,
          furthest: furthestOf(flight, null, isCut),
          label: describeFlight(flight),
          target: { type: 'message', message: flight.message } as const,
          bodies: bodiesOf(kind, hue, layout),
        };
  known.set(flight, { layout, isCut, flying });
  return flying;
}

const known = new WeakMap<
  FlightView,
  { readonly layout: RingLayout; readonly isCut: boolean; readonly flying: Flight | null }
>();

function describeFlight(flight: FlightView): string {
  const { message, body, from, to } = flight;
  return `Message ${message}, ${messageText(body)}, from ${from} to ${to}`;
}

/** The thin lines along which messages fly. */
export function wayMarks(view: View, identities: Identities, layout: RingLayout): readonly Mark[] {
  return waysOf(view.inFlight, view.cutLinks, identities, layout);
}

const noLosses: View['lost'] = [];

const waysOf = remember(
  (
    inFlight: View['inFlight'],
    cutLinks: View['cutLinks'],
    identities: Identities,
    layout: RingLayout,
  ): readonly Mark[] => {
    if (inFlight.size > waysLimit) return [];
    const flights = flightsOf(inFlight, noLosses, cutLinks, identities, layout);
    const marks = flights
      .filter(({ kind }) => kind !== 'gossip')
      .map(({ flight, from, bend, to, hue }): Mark => ({
        type: 'path',
        key: `way ${flight.message}`,
        segments: [
          { to: 'move', ...from },
          { to: 'bend', cx: bend.x, cy: bend.y, ...to },
        ],
        style: 'flight',
        hue,
      }));
    return [{ type: 'group', key: 'ways', x: 0, y: 0, opacity: 0.55, marks }];
  },
);

/**
 * Every message where it is at this moment: a function of the cursor's time alone. Without a moment
 * each stands half way, or where it was lost.
 */
export function flightMarks(
  view: View,
  atUs: Micros | null,
  identities: Identities,
  layout: RingLayout,
  selection: Target | null,
): readonly Mark[] {
  const flights = flightsOf(view.inFlight, view.lost, view.cutLinks, identities, layout);
  const selected = selection?.type === 'message' ? selection.message : null;
  const waiting = new Map<Address, number>();
  const marks: Mark[] = [];
  for (const one of flights) {
    const moment = atUs ?? view.cursor.at;
    if (one.lost !== null && moment >= one.lost.lostAt + lostLingerUs) continue;
    const share = atUs === null ? standingShare(one) : shareAt(one, atUs);
    const queued = share >= 1 && one.lost === null ? (waiting.get(one.flight.to) ?? 0) : 0;
    if (share >= 1 && one.lost === null) waiting.set(one.flight.to, queued + 1);
    marks.push(messageMark(one, share, queued, layout, selected === one.flight.message));
  }
  return marks;
}

/** How far along its way a message is: 0 at the sender, `furthest` where it stops. */
function shareAt(one: Flight, atUs: Micros): number {
  return clamp(flownAt(one.flight, atUs), 0, one.furthest);
}

function standingShare({ lost, furthest }: Flight): number {
  return lost === null ? Math.min(0.5, furthest) : furthest;
}

function flownAt({ sentAt, arrivesAt }: FlightView, atUs: Micros): number {
  return arrivesAt <= sentAt ? 1 : (atUs - sentAt) / (arrivesAt - sentAt);
}

/** Where a lost message fell: at a cut half way, at a dead machine's port, or where it was. */
function furthestOf(flight: FlightView, loss: LostView | null, isCut: boolean): number {
  if (loss === null) return isCut ? 0.5 : 1;
  switch (loss.reason) {
    case 'unreachable':
    case 'no-receiver':
      return 0.5;
    case 'node-down':
      return 1;
    case 'lossy-link':
      return clamp(Math.max(0.6, flownAt(flight, loss.lostAt)), 0, 1);
    case 'dropped':
      return clamp(flownAt(flight, loss.lostAt), 0.08, 1);
  }
}

function messageMark(
  one: Flight,
  share: number,
  queued: number,
  layout: RingLayout,
  isSelected: boolean,
): Mark {
  const heading = queued > 0 || turns(one.kind) ? headingAt(one, share) : 0;
  const at = alongWay(one, share);
  const back = queued * 5 * layout.scale;
  const isFallen = (one.lost !== null || one.furthest < 1) && share >= one.furthest;
  const body = one.bodies.at(heading, isFallen);
  return {
    type: 'group',
    key: one.key,
    x: at.x - Math.sin(heading) * back,
    y: at.y + Math.cos(heading) * back,
    target: one.target,
    label: one.label,
    isStamp: !isSelected,
    marks: isSelected ? [...body, focusMark(one.kind, layout)] : body,
  };
}

function focusMark(kind: MessageKind, layout: RingLayout): Mark {
  const r = radiusOf(kind, layout) + 5 * layout.scale;
  return { type: 'circle', key: 'focus', x: 0, y: 0, r, style: 'message-focus' };
}
