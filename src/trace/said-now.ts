import type { View } from './view.ts';

/** What was said to the audience: it goes when the next thing is done. */
export function saidNow({ log, said }: View): string | null {
  const latest = log.findLast(({ line }) => !/^(show|mark)\b/.test(line));
  return latest?.line.startsWith('say') ? said : null;
}
