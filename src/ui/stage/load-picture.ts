import { type LaterPicture, laterPictures } from '../../export/later-pictures.ts';
import type { Picture } from '../../scenes/picture.ts';
import { pictureNames } from '../../trace/pictures.ts';

const loading = new Map<LaterPicture, Promise<Picture>>();

/** The same promise each time; one that failed is asked for again the next time. */
export function loadPicture(name: LaterPicture): Promise<Picture> {
  let picture = loading.get(name);
  if (picture === undefined) {
    picture = laterPictures[name]();
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
