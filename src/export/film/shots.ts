import { laterPictures } from '../later-pictures.ts';
import { windowAround } from '../../lab/time-window.ts';
import type { Picture } from '../../scenes/picture.ts';
import { isPictureName, pictureNames, type PictureName } from '../../trace/pictures.ts';
import { subjectOf } from '../../trace/subject.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';
import type { FilmOrder } from './film-order.ts';
import type { Shot } from './shot.ts';

/** Finds what each frame of a film shows, one after the other. */
export interface Shots {
  at(view: View): Shot;
}

type Wanted = Pick<FilmOrder, 'picture' | 'selection' | 'diagram'>;

/**
 * The picture that is wanted all through; or, as the stage does, the one that the run showed last
 * (`show`), with what it showed of it.
 */
export async function shotsOf(trace: Trace, wanted: Wanted): Promise<Shots> {
  const { picture, selection } = wanted;
  if (picture === 'space-time') return diagramShots(trace, wanted);
  const shown = trace.events.flatMap((event) =>
    event.type === 'shown' && isPictureName(event.view) ? [event.view] : [],
  );
  const names = new Set<PictureName>(picture === null ? shown : [picture]);
  const pictures = new Map<PictureName, Picture>();
  for (const name of pictureNames) {
    if (name !== 'ring' && names.has(name)) pictures.set(name, await laterPictures[name]());
  }
  return {
    at: (view) => {
      const name = picture ?? view.shown?.picture ?? 'ring';
      const subject = view.shown === null ? null : subjectOf(view, view.shown);
      return {
        view,
        trace,
        selection: subject ?? selection,
        compared: null,
        picture: pictures.get(name) ?? null,
        diagram: null,
      };
    },
  };
}

/** The page turns when the moment leaves it. */
function diagramShots(trace: Trace, { selection, diagram }: Wanted): Shots {
  let { window } = diagram;
  return {
    at: (view) => {
      window = windowAround(window, view.cursor.at, 'runsOn');
      return {
        view,
        trace,
        selection,
        compared: null,
        picture: null,
        diagram: { ...diagram, window },
      };
    },
  };
}
