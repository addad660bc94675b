/*
 * What a long visit needs: six nodes at work under a small load, played for half an hour, with the
 * memory of the page and of its workers after a collection, the nodes of the DOM and the workers
 * there are. A live run's trace grows by design; the last lines say by how much an event, and what
 * else grew. Run with `npm run bench -- e2e/soak`; `SOAK_MINUTES=5` makes it shorter.
 */
import { setTimeout } from 'node:timers/promises';

import type { CDPSession, Page } from '@playwright/test';

import { speeds } from '../src/lab/pace.ts';
import { BenchSite } from './bench-site.ts';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 30);
const samples = Math.max(4, Math.min(30, Math.round(minutes * 2)));

interface Sample {
  readonly minute: number;
  readonly events: number;
  readonly pageMB: number;
  readonly workersMB: number;
  readonly domNodes: number;
  readonly listeners: number;
  readonly workers: number;
}

interface Spoken {
  readonly id?: number;
  readonly result?: { readonly usedSize?: number };
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly message?: string };
}

/** The debugger's line to one worker; those that it starts hang on it. */
class WorkerLine {
  private readonly below = new Map<string, WorkerLine>();
  private readonly waiting = new Map<number, (answer: Spoken) => void>();
  private readonly post: (message: string) => Promise<unknown>;
  private asked = 0;

  constructor(post: (message: string) => Promise<unknown>) {
    this.post = post;
  }

  /** How many workers there are, this one included. */
  get count(): number {
    return [...this.below.values()].reduce((sum, line) => sum + line.count, 1);
  }

  hear(text: string): void {
    const { id, method, params, ...rest } = JSON.parse(text) as Spoken;
    if (id !== undefined) this.waiting.get(id)?.(rest);
    const line = params?.sessionId;
    if (line === undefined) return;
    if (method === 'Target.attachedToTarget') this.attach(line);
    else if (method === 'Target.detachedFromTarget') this.below.delete(line);
    else if (params?.message !== undefined) this.below.get(line)?.hear(params.message);
  }

  /** What it and those below use after a collection, bytes. */
  async heapBytes(): Promise<number> {
    await this.ask('HeapProfiler.collectGarbage');
    let bytes = (await this.ask('Runtime.getHeapUsage')).result?.usedSize ?? 0;
    for (const line of this.below.values()) bytes += await line.heapBytes();
    return bytes;
  }

  async ask(method: string, params: object = {}): Promise<Spoken> {
    const id = (this.asked += 1);
    const answer = new Promise<Spoken>((resolve) => {
      this.waiting.set(id, resolve);
    });
    await this.post(JSON.stringify({ id, method, params }));
    const heard = await answer;
    this.waiting.delete(id);
    return heard;
  }

  private attach(sessionId: string): void {
    const send = 'Target.sendMessageToTarget';
    const line = new WorkerLine((message) => this.ask(send, { sessionId, message }));
    this.below.set(sessionId, line);
    void line.ask('Target.setAutoAttach', autoAttach);
  }
}

const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false } as const;

/** All workers of a page. */
class Workers {
  private readonly lines = new Map<string, WorkerLine>();

  static async of(session: CDPSession): Promise<Workers> {
    const workers = new Workers();
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const line = new WorkerLine((message) =>
        session.send('Target.sendMessageToTarget', { sessionId, message }),
      );
      workers.lines.set(sessionId, line);
      void line.ask('Target.setAutoAttach', autoAttach);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => workers.lines.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) =>
      workers.lines.get(sessionId)?.hear(message),
    );
    await session.send('Target.setAutoAttach', autoAttach);
    return workers;
  }

  get count(): number {
    return [...this.lines.values()].reduce((sum, line) => sum + line.count, 0);
  }

  async heapBytes(): Promise<number> {
    let bytes = 0;
    for (const line of this.lines.values()) bytes += await line.heapBytes();
    return bytes;
  }
}

async function sampleOf(page: Page, session: CDPSession, workers: Workers, startMs: number) {
  const events = (await page.evaluate(() => window.dynamoLab?.result().events)) ?? 0;
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (wanted: string): number =>
    metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const megabytes = (bytes: number): number => Number((bytes / 1e6).toFixed(2));
  const sample: Sample = {
    minute: Number(((performance.now() - startMs) / 60_000).toFixed(2)),
    events,
    pageMB: megabytes(metric('JSHeapUsedSize')),
    workersMB: megabytes(await workers.heapBytes()),
    domNodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    workers: workers.count,
  };
  return sample;
}

/** How much `value` grows for one more of `by`: the slope of the line of least squares. */
function slope(list: readonly Sample[], by: keyof Sample, value: keyof Sample): number {
  const mean = (of: keyof Sample): number =>
    list.reduce((sum, sample) => sum + sample[of], 0) / list.length;
  const [meanX, meanY] = [mean(by), mean(value)];
  const sum = (of: (sample: Sample) => number): number =>
    list.reduce((total, sample) => total + of(sample), 0);
  return (
    sum((one) => (one[by] - meanX) * (one[value] - meanY)) / sum((one) => (one[by] - meanX) ** 2)
  );
}

const site = await BenchSite.open();
const page = await site.visit('&engine=workers');
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const workers = await Workers.of(session);
await page.evaluate(async () => {
  await window.dynamoLab?.run('lab 1\ncluster A B C D E F\nuntil 1ms\n');
  await window.dynamoLab?.issue('load 4/s for 7200s keys=50 clients=3');
});
await page.getByRole('slider', { name: 'Speed' }).fill(String(speeds.indexOf(1)));
await page.getByRole('button', { name: 'Play', exact: true }).click();
// What is loaded and warmed up in the first seconds is not growth.
await setTimeout(20_000);

const startMs = performance.now();
const taken: Sample[] = [await sampleOf(page, session, workers, startMs)];
for (let at = 1; at <= samples; at += 1) {
  await setTimeout(Math.max(0, startMs + (at * minutes * 60_000) / samples - performance.now()));
  taken.push(await sampleOf(page, session, workers, startMs));
}
console.table(taken);
const perEvent = (of: keyof Sample): string => `${(slope(taken, 'events', of) * 1e6).toFixed(0)} B`;
console.table([
  {
    'events a minute': Math.round(slope(taken, 'minute', 'events')),
    'page, an event': perEvent('pageMB'),
    'workers, an event': perEvent('workersMB'),
    'DOM nodes a minute': slope(taken, 'minute', 'domNodes').toFixed(1),
    'listeners a minute': slope(taken, 'minute', 'listeners').toFixed(1),
    'workers a minute': slope(taken, 'minute', 'workers').toFixed(2),
  },
]);
await site.close();
