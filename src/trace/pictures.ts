/** The pictures of a run, by the names that `show` knows them by. The first is shown first. */
export const pictureNames = [
  'ring',
  'history',
  'request',
  'replicas',
  'hints',
  'merkle',
  'members',
  'load',
  'health',
] as const;

export type PictureName = (typeof pictureNames)[number];

export function isPictureName(text: string): text is PictureName {
  return (pictureNames as readonly string[]).includes(text);
}
