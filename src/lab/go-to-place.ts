import type { Micros } from '../base/time.ts';
import { pictureNames } from '../trace/pictures.ts';
import type { View } from '../trace/view.ts';
import { isRunLink, readLink } from './link.ts';
import type { Lab } from './lab.ts';
import type { Place } from './place.ts';
import type { Selected } from './selection.ts';

/** Where the lab stands now. */
export function placeNow({ timeline, selecting, staging }: Lab): Place {
  const { cursor } = timeline.state.branch;
  const { selected } = selecting.store.getState();
  const view = staging.store.getState().picture;
  return { atUs: cursor.at, after: cursor.events, view, selected };
}

/** Lets the run of a recorded trace happen here, up to the same moment. */
export async function runHere(lab: Lab): Promise<void> {
  const place = placeNow(lab);
  const { run } = lab.timeline.state.branch;
  await lab.timeline.attempt(() => lab.timeline.open(run));
  await goToPlace(lab, place);
}

/** To that moment of the run that is shown, and looking at the same; without one it plays. */
export async function goToPlace(lab: Lab, { atUs, after, view, selected }: Place): Promise<void> {
  if (atUs === null) lab.playback.play();
  else await goTo(lab, atUs, after);
  const picture = pictureNames.find((name) => name === view);
  if (picture) lab.staging.choose(picture);
  else if (view !== null) lab.notices.tell('note', `This lab has no picture called “${view}”.`);
  if (selected === null) return;
  if (atUs === null || isKnown(lab.timeline.state.view, selected)) lab.selecting.select(selected);
  else
    lab.notices.tell('note', `The ${selected.type} to be looked at is not there at this moment.`);
}

/** Of what has a name in the run; the rest says itself when it is gone. */
function isKnown({ nodes, keys, requests }: View, selected: Selected): boolean {
  switch (selected.type) {
    case 'node':
      return nodes.has(selected.node);
    case 'key':
      return keys.has(selected.key);
    case 'request':
      return requests.has(selected.request);
    default:
      return true;
  }
}

async function goTo({ timeline, travel }: Lab, atUs: Micros, after: number | null): Promise<void> {
  // What happens at that very microsecond is known only behind it.
  await travel.seek(atUs + 1);
  const { trace } = timeline.state.branch;
  const [last, next] = [trace.event((after ?? 0) - 1), trace.event(after ?? 0)];
  const isThere = (last?.at ?? 0) <= atUs && (next?.at ?? atUs) >= atUs;
  const events = after !== null && after <= trace.length && isThere ? after : null;
  timeline.moveTo({ at: atUs, events: events ?? trace.cursorAt(atUs).events });
}

/** Shows the run that a link names, beside those there are; or tells what is wrong with it. */
export async function followLink(lab: Lab, fragment: string): Promise<void> {
  if (!isRunLink(fragment)) return;
  const link = await readLink(fragment);
  if (!link.ok) return lab.notices.tell('refusal', link.sentence);
  lab.playback.pause();
  await lab.timeline.attempt(() => lab.timeline.open(link.run));
  await goToPlace(lab, link.place);
}
