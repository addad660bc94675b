import type { Draft } from '../draft.ts';
import type { EventId } from '../event.ts';
import { listsOf, type Places, placesOf } from '../ranges.ts';

/**
 * The ring is another one: every key belongs to those who own its range now. Between two requests
 * nobody says so; the next coordinator may still know an older ring, and then says that. (§4.3)
 */
export function followRing(draft: Draft, event: EventId, before: Places): void {
  const { nodes, keys, settings } = draft.view;
  const places = placesOf(nodes);
  if (keys.size === 0 || !isOther(before, places)) return;
  const lists = listsOf(nodes, settings);
  if (!lists) return;
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

function isOther(before: Places, after: Places): boolean {
  if (before.size !== after.size) return true;
  for (const [node, tokens] of after) if (before.get(node) !== tokens) return true;
  return false;
}
