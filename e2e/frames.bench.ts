/*
 * How evenly the live ring moves: the time between frames while a run under load is played at the pace
 * that the page has by itself (a hop of 10 ms takes 0.6 s to watch), with many messages in flight; and
 * while the space–time diagram of 100 000 events is zoomed and moved. What
 * the main thread worked a frame is told apart, as other programs on the machine do not count there.
 * Run with `npm run bench -- e2e/frames`, which builds the page first.
 */
import { cpus, loadavg } from 'node:os';

import type { Page } from '@playwright/test';

import { fullScript, nodeNames } from '../src/sim/testing/load-script.ts';
import { BenchSite, quantile } from './bench-site.ts';

const watchedMs = 6_000;
const bounds = [17, 25, 34, 50, 100, Infinity];

const site = await BenchSite.open();

interface Ring {
  readonly nodes: number;
  readonly tokens: number;
  /** Requests a second of virtual time; to watch that takes a minute. */
  readonly load: number;
}

/** Counts how often the ring's messages are painted, as frames without a picture are no motion. */
function countPaints(): void {
  const { prototype } = CanvasRenderingContext2D;
  // Called with the canvas it is of, below.
  // oxlint-disable-next-line typescript/unbound-method
  const clear = prototype.clearRect;
  window.ringPaints = 0;
  prototype.clearRect = function cleared(...box) {
    if (this.canvas.closest('[aria-label="Stage"]')) window.ringPaints += 1;
    clear.apply(this, box);
  };
}

declare global {
  interface Window {
    ringPaints: number;
  }
}

interface Watched {
  readonly times: readonly number[];
  readonly workMs: number;
  readonly paints: number;
}

/** Frames of the page for a while, and the processor's time that its main thread took. */
async function watch(page: Page): Promise<Watched> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await work();
  const { times, paints } = await page.evaluate(async (limitMs) => {
    const paintsBefore = window.ringPaints;
    const deltas: number[] = [];
    const start = performance.now();
    for (let last = start; last - start < limitMs;) {
      const now = await new Promise<number>((resolve) => {
        requestAnimationFrame(resolve);
      });
      deltas.push(now - last);
      last = now;
    }
    return { times: deltas, paints: window.ringPaints - paintsBefore };
  }, watchedMs);
  return { times, paints, workMs: (await work()) - before };
}

async function ring({ nodes, tokens, load }: Ring) {
  const page = await site.visit('', countPaints);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const script = `lab 1
cluster ${nodeNames(nodes).join(' ')}
set tokens=${tokens}
until 1ms
`;
  await page.evaluate(
    async ([text, perSecond]) => {
      await window.dynamoLab?.run(text);
      await window.dynamoLab?.issue(`load ${perSecond}/s for 10s keys=50 clients=5`);
    },
    [script, load] as const,
  );
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  // Until as many messages arrive as are sent: by then the first requests are long answered.
  await page.waitForFunction((ms) => {
    const shown = document.querySelector('[aria-label="Virtual time"]')?.textContent ?? '';
    return Number.parseFloat(shown) >= ms;
  }, 65);
  const watched = await watch(page);
  const inFlight = await page.evaluate(() => {
    const { sent = 0, delivered = 0, lost = 0 } = window.dynamoLab?.result().messages ?? {};
    return sent - delivered - lost;
  });
  await page.context().close();
  return { name: `${nodes} nodes × ${tokens} tokens`, messages: inFlight, ...told(watched) };
}

/** The diagram under the wheel: in to a few milliseconds and out again, with everything pointed out. */
async function diagram(events: number) {
  const page = await site.visit('&engine=in-process', countPaints);
  await page.evaluate(async (text) => window.dynamoLab?.run(text), fullScript(events));
  await page.keyboard.press('0');
  await page.getByRole('tab', { name: 'Request', exact: true }).click();
  await page.getByRole('tabpanel').getByRole('combobox').selectOption({ index: 20 });
  const box = await page.getByRole('figure', { name: /^From / }).boundingBox();
  if (!box) throw new Error('the diagram is not there');
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  const watching = new AbortController();
  const turning = async (): Promise<void> => {
    for (let turn = 0; !watching.signal.aborted; turn += 1) {
      await page.mouse.wheel(0, Math.floor(turn / 60) % 2 === 0 ? -60 : 60);
    }
  };
  const turned = turning();
  const watched = await watch(page);
  watching.abort();
  await turned;
  const count = await page.evaluate(() => window.dynamoLab?.result().events);
  await page.context().close();
  return { name: `diagram of ${count} events, zoomed`, messages: null, ...told(watched) };
}

function told({ times, workMs, paints }: Watched) {
  const share = (upTo: number, index: number): string => {
    const above = bounds[index - 1] ?? 0;
    const count = times.filter((ms) => ms > above && ms <= upTo).length;
    return `${((count / times.length) * 100).toFixed(0)} %`;
  };
  const histogram = bounds.map((upTo, index) => {
    const name = upTo === Infinity ? 'more' : `≤ ${upTo} ms`;
    return [name, share(upTo, index)] as const;
  });
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => quantile(times, part).toFixed(1));
  const passedMs = times.reduce((sum, ms) => sum + ms, 0);
  const perSecond = (count: number): string => ((count / passedMs) * 1_000).toFixed(1);
  const work = (workMs / times.length).toFixed(1);
  return {
    'frames a second': perSecond(times.length),
    'with messages painted': perSecond(paints),
    p50,
    p95,
    p99,
    'work, ms a frame': work,
    ...Object.fromEntries(histogram),
  };
}

console.log(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`);
console.table([
  await ring({ nodes: 5, tokens: 8, load: 300 }),
  await ring({ nodes: 25, tokens: 8, load: 2_500 }),
  await ring({ nodes: 50, tokens: 16, load: 3_600 }),
  await diagram(100_000),
]);
await site.close();
