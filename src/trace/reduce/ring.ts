import type { Position } from '../../base/position.ts';
import { PreferenceLists } from '../../dynamo/ring/preference-lists.ts';
import { makeRing } from '../../dynamo/ring/ring.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { Draft } from '../draft.ts';
import type { EventId } from '../event.ts';
import type { NodeView } from '../view.ts';

export type Places = ReadonlyMap<NodeId, readonly Position[]>;

/**
 * The ring is another one: every key belongs to those who own its range now. Between two requests
 * nobody says so; the next coordinator may still know an older ring, and then says that. (§4.3)
 */
export function followRing(draft: Draft, event: EventId, before: Places): void {
  const { nodes, keys, settings } = draft.view;
  const places = placesOf(nodes);
  if (keys.size === 0 || !isOther(before, places)) return;
  const tokens = [...places.values()].flat();
  // A file from elsewhere may claim anything: no ring, no lists.
  if (places.size === 0 || new Set(tokens).size < tokens.length) return;
  const ring = makeRing(places);
  const dataCentreOf = (node: NodeId): string | null => nodes.get(node)?.dataCentre ?? null;
  const lists = new PreferenceLists(ring, settings, dataCentreOf);
  for (const { key, preferenceList: known, homes } of keys.values()) {
    if (known.length === 0) continue;
    const preferenceList = lists.of(key);
    const isSame =
      homes === lists.homes &&
      known.length === preferenceList.length &&
      known.every((node, index) => node === preferenceList[index]);
    if (!isSame) draft.setKey(key, event, { preferenceList, homes: lists.homes });
  }
}

/** The tokens of all that are on the ring, as they are now. */
export function placesOf(nodes: ReadonlyMap<NodeId, NodeView>): Places {
  return new Map(
    [...nodes.values()].filter(isOnRing).map(({ node, tokens }) => [node, tokens] as const),
  );
}

function isOnRing({ standing, tokens }: NodeView): boolean {
  return standing !== 'leaving' && standing !== 'removed' && tokens.length > 0;
}

function isOther(before: Places, after: Places): boolean {
  if (before.size !== after.size) return true;
  for (const [node, tokens] of after) if (before.get(node) !== tokens) return true;
  return false;
}
