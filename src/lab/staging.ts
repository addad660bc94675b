import { createStore, type StoreApi } from 'zustand/vanilla';

import { pictureNames, type PictureName } from '../trace/pictures.ts';
import { subjectOf, type Subject } from '../trace/subject.ts';
import type { ShownView, View } from '../trace/view.ts';
import type { Selecting } from './selection.ts';
import type { Timeline } from './timeline.ts';

export interface Staged {
  readonly picture: PictureName;
  /** How many times larger the picture is drawn than fits: 1 … {@link closest}. */
  readonly zoom: number;
}

/** As close as a picture is looked at. */
export const closest = 6;
export const closestSaid = 'This is as close as it gets.';
const zoomStep = 1.5;

/** Which picture is on the stage, and how close. */
export interface Staging {
  readonly store: StoreApi<Staged>;
  /** By hand: until the run itself shows another one. */
  choose(picture: PictureName): void;
  /** To the next picture in their order, or with −1 to the one before. */
  turn(by: 1 | -1): void;
  /** One step closer, or with −1 further away. */
  step(by: 1 | -1): void;
  /** Any number is taken: too small or too large ones are brought into the range. */
  zoomTo(zoom: number): void;
}

const first = pictureNames[0];

/**
 * The stage follows `show` wherever the cursor passes one, live and in replay, and also back to
 * before it, where what it selected is not looked at yet. Another run begins with the first picture.
 */
export function createStaging(timeline: Timeline, selecting: Selecting): Staging {
  const store = createStore<Staged>(() => ({ picture: first, zoom: 1 }));
  const zoomTo = (zoom: number): void => {
    store.setState({ zoom: Math.max(1, Math.min(zoom, closest)) });
  };
  const choose = (picture: PictureName): void => {
    store.setState(({ picture: before, zoom }) => ({
      picture,
      zoom: picture === before ? zoom : 1,
    }));
  };
  let subject: Subject | null = null;
  const follow = (view: View, shown: ShownView | null): void => {
    choose(shown?.picture ?? first);
    const before = subject;
    subject = shown && subjectOf(view, shown);
    if (subject) selecting.select(subject);
    else if (before && selecting.store.getState().selected === before) selecting.clear();
  };
  timeline.store.subscribe(({ view, branch }, before) => {
    const isOther = branch.run.cluster !== before.branch.run.cluster;
    const { shown } = view;
    if (isOther || shown?.event !== before.view.shown?.event) follow(view, shown);
  });
  return {
    store,
    choose,
    turn: (by) => {
      const at = pictureNames.indexOf(store.getState().picture) + by + pictureNames.length;
      choose(pictureNames[at % pictureNames.length] ?? first);
    },
    step: (by) => zoomTo(store.getState().zoom * zoomStep ** by),
    zoomTo,
  };
}
