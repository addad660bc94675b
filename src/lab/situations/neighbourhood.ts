import type { Address, ClientId, Key, NodeId } from '../../dynamo/names.ts';
import type { View } from '../../trace/view.ts';
import type { About } from './situation.ts';

/** Who keeps a key, and who of them can be used now. */
export interface Neighbourhood {
  readonly key: Key;
  /** Who writes: the client that asked last. */
  readonly client: ClientId;
  /** In walking order: the home nodes first, then the stand-ins. (§4.3) */
  readonly homes: readonly NodeId[];
  readonly standIns: readonly NodeId[];
  /** The home nodes that are up and that the client reaches: any of them coordinates. */
  readonly coordinators: readonly NodeId[];
  /** W, or as many as there are home nodes. */
  readonly needed: number;
  /** Home nodes that a coordinator reaches now, itself included. */
  readonly homesNear: (coordinator: NodeId) => readonly NodeId[];
  /** All that may take part in a write, stand-ins too where they are allowed. (§4.6) */
  readonly near: (coordinator: NodeId) => readonly NodeId[];
}

/** Or why nobody can be told to do anything with this key now. */
export function neighbourhoodOf(view: View, { key }: About): Neighbourhood | string {
  const keyView = view.keys.get(key);
  if (!keyView || keyView.preferenceList.length === 0) {
    return `Nobody knows yet where ${key} belongs: put or get it once first.`;
  }
  const { preferenceList } = keyView;
  const homes = preferenceList.slice(0, keyView.homes);
  const standIns = preferenceList.slice(keyView.homes);
  const client = latestClient(view);
  const isUp = (node: NodeId): boolean => view.nodes.get(node)?.status === 'up';
  const coordinators = homes.filter((node) => isUp(node) && canTalk(view, client, node));
  if (coordinators.length === 0)
    return `No home node of ${key} can be reached: ${homes.join(', ')}.`;
  const nearOf = (nodes: readonly NodeId[], coordinator: NodeId): readonly NodeId[] =>
    nodes.filter((node) => isUp(node) && canTalk(view, coordinator, node));
  return {
    key,
    client,
    homes,
    standIns,
    coordinators,
    needed: Math.min(view.settings.w, homes.length),
    homesNear: (coordinator) => nearOf(homes, coordinator),
    near: (coordinator) => nearOf(view.settings.sloppy ? preferenceList : homes, coordinator),
  };
}

/** The person who asked last; a workload (`load-1`…) goes its own way. */
function latestClient(view: View): ClientId {
  let latest: ClientId = 'client';
  for (const { client } of view.requests.values()) if (!isWorkload(client)) latest = client;
  return latest;
}

/** Another client than this one: one that was there, or somebody new. */
export function anotherClient(view: View, client: ClientId): ClientId {
  const others = [...view.clients, 'alice', 'bob'].filter((other) => other !== client);
  return others.find((other) => !isWorkload(other)) ?? 'bob';
}

function isWorkload(client: ClientId): boolean {
  return /^load-\d+$/.test(client);
}

function canTalk({ cutLinks }: View, a: Address, b: Address): boolean {
  return a === b || (!cutLinks.has(`${a}>${b}`) && !cutLinks.has(`${b}>${a}`));
}
