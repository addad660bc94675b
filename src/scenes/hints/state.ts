import { showTime } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { isSameDot } from '../clocks.ts';
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
        hint.holder === stay.holder && hint.for === stay.for && isSameDot(hint.version.dot, dot),
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
  const since = `since ${showTime(storedAt)}`;
  if (trips.length === 0) return since;
  if (isUnderWay(stay, view)) return `${since}, on its way${tries}`;
  return `${since}, ${trips.length === 1 ? '1 try' : `${trips.length} tries`} in vain`;
}

/** It flies home, or the acknowledgement flies back. */
function isUnderWay(stay: Stay, view: View): boolean {
  return [...view.inFlight.values()].some(({ from, to, body }) => {
    if (body.type === 'handoff-ack') return from === stay.for && to === stay.holder;
    if (body.type !== 'handoff' || from !== stay.holder || to !== stay.for) return false;
    return (
      body.key === stay.key && body.versions.some(({ dot }) => isSameDot(dot, stay.version.dot))
    );
  });
}
