import type { Picture } from '../../scenes/picture.ts';
import { pictureNames, type PictureName } from '../../trace/pictures.ts';

/** Every picture but the first is fetched when it is first looked at. */
export type LaterPicture = Exclude<PictureName, 'ring'>;

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

const loading = new Map<LaterPicture, Promise<Picture>>();

/** The same promise each time; one that failed is asked for again the next time. */
export function loadPicture(name: LaterPicture): Promise<Picture> {
  let picture = loading.get(name);
  if (picture === undefined) {
    picture = loaders[name]();
    loading.set(name, picture);
    void tellReact(picture, name);
  }
  return picture;
}

/** What React looks for on a promise: one that says so is used at once, with no empty stage. */
async function tellReact(picture: Promise<Picture>, name: LaterPicture): Promise<void> {
  try {
    void Object.assign(picture, { status: 'fulfilled', value: await picture });
  } catch {
    loading.delete(name);
  }
}

/** One after the other, so that a run that shows one finds it there. */
export async function loadAllPictures(): Promise<void> {
  for (const name of pictureNames) {
    if (name !== 'ring') await loadPicture(name);
  }
}
