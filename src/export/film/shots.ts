import { windowAround } from '../../lab/time-window.ts';
import type { Picture } from '../../scenes/picture.ts';
import { isPictureName, pictureNames, type PictureName } from '../../trace/pictures.ts';
import { subjectOf } from '../../trace/subject.ts';
import type { Trace } from '../../trace/trace.ts';
import type { View } from '../../trace/view.ts';
import type { FilmOrder } from './film-order.ts';
import type { Shot } from './shot.ts';

type LaterPicture = Exclude<PictureName, 'ring'>;

/** Fetched by the maker of films alone: a worker has nothing else of the page. */
const loaders: Readonly<Record<LaterPicture, () => Promise<Picture>>> = {
  history: async () => (await import('../../scenes/history/history.ts')).history,
  request: async () => (await import('../../scenes/request/request.ts')).request,
  replicas: async () => (await import('../../scenes/replicas/replicas-picture.ts')).replicas,
  hints: async () => (await import('../../scenes/hints/hints.ts')).hints,
  merkle: async () => (await import('../../scenes/merkle/merkle.ts')).merkle,
  members: async () => (await import('../../scenes/members/members.ts')).members,
  load: async () => (await import('../../scenes/load/load.ts')).load,
  health: async () => (await import('../../scenes/health/health.ts')).health,
};

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
    if (name !== 'ring' && names.has(name)) pictures.set(name, await loaders[name]());
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
