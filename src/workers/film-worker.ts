/** The worker that makes films (export/film); null where the host refuses it. */
export function startFilmWorker(): Worker | null {
  try {
    return new Worker(new URL('../export/film/film.worker.ts', import.meta.url), {
      type: 'module',
      name: 'film',
    });
  } catch {
    return null;
  }
}
