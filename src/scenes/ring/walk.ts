import type { NodeId } from '../../dynamo/names.ts';
import type { KeyView, NodeView, RequestView, View } from '../../trace/view.ts';
import { type Focus, standInsOf } from '../focus.ts';
import { angleOfPosition, clockwise } from '../geometry.ts';
import { isSameDot } from '../clocks.ts';
import { currentOf } from '../replicas/replicas.ts';
import { remember } from '../remember.ts';
import { type RingToken, ringTokens } from './rim.ts';

/** What a node on the preference walk is to the key just now. */
export type StopRole = 'home' | 'struck' | 'stand-in' | 'passed';

export interface WalkStop {
  readonly node: NodeId;
  /** Its place in the preference list, from 1. */
  readonly place: number;
  /** Where its token lies; radians clockwise from twelve o'clock. */
  readonly angle: number;
  readonly role: StopRole;
  /** It has answered the request in hand; without one: it holds a version that is current. */
  readonly hasAnswered: boolean;
  readonly standsInFor: NodeId | null;
}

/** The way from a key to the last node that matters to it. (§4.3, §4.6) */
export interface Walk {
  /** Where the key lies. */
  readonly from: number;
  readonly stops: readonly WalkStop[];
  /** Tokens that were passed by: their machine is on the list, or not the next that is wanted. */
  readonly skipped: readonly SkippedToken[];
}

export interface SkippedToken {
  readonly node: NodeId;
  /** Where it lies; radians clockwise from twelve o'clock. */
  readonly angle: number;
  /** How many stops come before it. */
  readonly after: number;
}

/**
 * Walks clockwise from the key as far as the home nodes and those that stand in for them. Follows
 * the preference list: a token whose machine is not the next on the list is one that is skipped.
 */
export function walkOf(
  key: KeyView,
  liveRequest: RequestView | null,
  tokens: readonly RingToken[],
  nodes: ReadonlyMap<NodeId, NodeView>,
): Walk {
  const standIns = new Map(standInsOf(key, liveRequest).map((one) => [one.node, one.for]));
  const places = key.preferenceList
    .map((node, at) => (at < key.homes || standIns.has(node) ? at + 1 : 0))
    .reduce((a, b) => Math.max(a, b), 0);
  const from = angleOfPosition(key.position);
  const first = tokens.findIndex((token) => token.position >= key.position);
  const stops: WalkStop[] = [];
  const skipped: SkippedToken[] = [];
  for (let step = 0; step < tokens.length && stops.length < places; step += 1) {
    const token = tokens[(Math.max(0, first) + step) % tokens.length] as RingToken;
    if (token.node !== key.preferenceList[stops.length]) {
      skipped.push({ node: token.node, angle: token.angle, after: stops.length });
      continue;
    }
    const standsInFor = standIns.get(token.node) ?? null;
    stops.push({
      node: token.node,
      place: stops.length + 1,
      angle: token.angle,
      role: roleOf(token.node, stops.length < key.homes, standsInFor, standIns, nodes),
      hasAnswered: hasAnswered(token.node, key, liveRequest),
      standsInFor,
    });
  }
  return { from, stops, skipped };
}

/** The preference walk of the key in focus; null without one. */
export function walkInView(view: View, focus: Focus): Walk | null {
  const live = focus.isLive ? focus.request : null;
  return focus.key === null ? null : walkFor(focus.key, live, ringTokens(view.nodes), view.nodes);
}

const walkFor = remember(walkOf);

function roleOf(
  node: NodeId,
  isHome: boolean,
  standsInFor: NodeId | null,
  standIns: ReadonlyMap<NodeId, NodeId>,
  nodes: ReadonlyMap<NodeId, NodeView>,
): StopRole {
  if (isHome) {
    const isReplaced = [...standIns.values()].includes(node);
    return isReplaced || nodes.get(node)?.status === 'down' ? 'struck' : 'home';
  }
  return standsInFor === null ? 'passed' : 'stand-in';
}

function hasAnswered(node: NodeId, key: KeyView, request: RequestView | null): boolean {
  if (request !== null && request.key === key.key) {
    return request.replies.some(({ by }) => by === node);
  }
  const current = currentOf(key);
  const held = [
    ...(key.replicas.get(node) ?? []),
    ...key.hints.filter(({ holder }) => holder === node),
  ];
  return held.some(({ version }) => current.some(({ dot }) => isSameDot(dot, version.dot)));
}

/**
 * Angles for the stops so that none covers another or the key: each is moved on clockwise as far
 * as it must be, in order. Empty when there are more than go round.
 */
export function spreadStops(walk: Walk, roomRadians: number): readonly number[] {
  const reach = 2 * Math.PI - roomRadians;
  if (walk.stops.length * roomRadians > reach) return [];
  const wishes = walk.stops.map((stop) => clockwise(walk.from, stop.angle));
  const places: number[] = [];
  for (const wish of wishes) places.push(Math.max(wish, (places.at(-1) ?? 0) + roomRadians));
  let most = reach;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    places[at] = Math.min(places[at] as number, most);
    most = (places[at] as number) - roomRadians;
  }
  return places.map((place) => walk.from + place);
}
