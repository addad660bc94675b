import type { Picture } from '../scenes/picture.ts';
import type { PictureName } from '../trace/pictures.ts';

export type LaterPicture = Exclude<PictureName, 'ring'>;

/** Every picture but the first, each in a file that is fetched when it is asked for. */
export const laterPictures: Readonly<Record<LaterPicture, () => Promise<Picture>>> = {
  history: async () => (await import('../scenes/history/history.ts')).history,
  request: async () => (await import('../scenes/request/request.ts')).request,
  replicas: async () => (await import('../scenes/replicas/replicas-picture.ts')).replicas,
  hints: async () => (await import('../scenes/hints/hints.ts')).hints,
  merkle: async () => (await import('../scenes/merkle/merkle.ts')).merkle,
  members: async () => (await import('../scenes/members/members.ts')).members,
  load: async () => (await import('../scenes/load/load.ts')).load,
  health: async () => (await import('../scenes/health/health.ts')).health,
};
