import type { TraceEvent } from '../../trace/event.ts';
import type { FilmOrder } from './film-order.ts';
import type { Film, FilmProgress } from './make-film.ts';

/** What the worker tells. */
export type FilmNews =
  | { readonly type: 'progress'; readonly progress: FilmProgress }
  | { readonly type: 'done'; readonly film: Film }
  | { readonly type: 'failed'; readonly error: string };

export interface FilmInTheMaking {
  /** null: it was cancelled. Rejects with a sentence. */
  readonly film: Promise<Film | null>;
  readonly cancel: () => void;
}

/** A worker that nobody else speaks to. (workers/film-worker.ts) */
export type FilmWorker = Pick<EventTarget & MessagePort, 'addEventListener' | 'postMessage'> & {
  terminate(): void;
};

/** Makes a film in a worker; where the host refuses one, in this thread, a few frames at a time. */
export function startFilm(
  worker: FilmWorker | null,
  events: readonly TraceEvent[],
  order: FilmOrder,
  onProgress: (progress: FilmProgress) => void,
): FilmInTheMaking {
  return worker
    ? inWorker(worker, events, order, onProgress)
    : inThisThread(events, order, onProgress);
}

function inWorker(
  worker: FilmWorker,
  events: readonly TraceEvent[],
  order: FilmOrder,
  onProgress: (progress: FilmProgress) => void,
): FilmInTheMaking {
  let cancel = (): void => undefined;
  const film = new Promise<Film | null>((resolve, reject) => {
    cancel = () => resolve(null);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event instanceof ErrorEvent ? event.message : 'it could not be loaded';
      reject(new Error(`The worker that makes the film failed: ${why}.`));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<FilmNews>) => {
      if (data.type === 'progress') onProgress(data.progress);
      else if (data.type === 'done') resolve(data.film);
      else reject(new Error(data.error));
    });
    worker.postMessage({ events, order });
  }).finally(() => worker.terminate());
  return { film, cancel };
}

function inThisThread(
  events: readonly TraceEvent[],
  order: FilmOrder,
  onProgress: (progress: FilmProgress) => void,
): FilmInTheMaking {
  let isCancelled = false;
  const make = async (): Promise<Film | null> => {
    const { makeFilm } = await import('./make-film.ts');
    return makeFilm(events, order, onProgress, () => isCancelled);
  };
  return { film: make(), cancel: () => void (isCancelled = true) };
}
