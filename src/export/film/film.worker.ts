import type { TraceEvent } from '../../trace/event.ts';
import type { FilmOrder } from './film-order.ts';
import type { FilmNews } from './film-studio.ts';
import { makeFilm } from './make-film.ts';

interface Asked {
  readonly events: readonly TraceEvent[];
  readonly order: FilmOrder;
}

/** Makes the one film that it is asked for, and tells how it goes. */
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => void make(data));

async function make({ events, order }: Asked): Promise<void> {
  try {
    const film = await makeFilm(events, order, (progress) => tell({ type: 'progress', progress }));
    if (film) tell({ type: 'done', film }, [film.bytes]);
  } catch (error) {
    tell({ type: 'failed', error: error instanceof Error ? error.message : String(error) });
  }
}

function tell(news: FilmNews, transfer: Transferable[] = []): void {
  self.postMessage(news, { transfer });
}
