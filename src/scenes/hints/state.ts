import { showTime } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { lapse } from '../sentence/words.ts';
import type { Stay } from './stays.ts';

/** It has not been deleted, nor lost with its holder's disk. */
export function isOpen(stay: Stay, view: View): boolean {
  return stay.end === null && hintNow(stay, view) !== undefined;
}

function hintNow(stay: Stay, view: View) {
  const { dot } = stay.version;
  return view.keys
    .get(stay.key)
    ?.hints.find(
      (hint) =>
        hint.holder === stay.holder &&
        hint.for === stay.for &&
        hint.version.dot.actor === dot.actor &&
        hint.version.dot.counter === dot.counter,
    );
}

/** What became of it, in a few words. */
export function stateOf(stay: Stay, view: View): string {
  const { end, trips, storedAt } = stay;
  const tries = trips.length > 1 ? `, ${trips.length} tries` : '';
  if (end !== null) {
    const took = lapse(end.at - storedAt);
    return end.reason === 'handed-off'
      ? `home after ${took}${tries}, deleted`
      : `superseded after ${took}`;
  }
  if (!isOpen(stay, view)) return 'lost with its holder’s disk';
  return trips.length === 0
    ? `since ${showTime(storedAt)}`
    : `since ${showTime(storedAt)}, on its way${tries}`;
}
