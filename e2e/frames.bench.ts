/*
 * How evenly the live ring moves: the time between frames while a run under load is played at a
 * tenth of real time. Run with `npm run bench -- e2e/frames`, which builds the page first.
 */
import { nodeNames } from '../src/sim/testing/load-script.ts';
import { speeds } from '../src/lab/pace.ts';
import { BenchSite, quantile } from './bench-site.ts';

const watchedMs = 6_000;
const bounds = [17, 25, 34, 50, 100, Infinity];

const site = await BenchSite.open();

async function frameTimes(nodes: number): Promise<readonly number[]> {
  const page = await site.visit('');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const script = `lab 1\ncluster ${nodeNames(nodes).join(' ')}\nuntil 1ms\n`;
  await page.evaluate(async (text) => {
    await window.dynamoLab?.run(text);
    await window.dynamoLab?.issue('load 20/s for 60s keys=50 clients=5');
  }, script);
  await page.getByRole('slider', { name: 'Speed' }).fill(String(speeds.indexOf(1 / 10)));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const times = await page.evaluate(async (limitMs) => {
    const deltas: number[] = [];
    const start = performance.now();
    for (let last = start; last - start < limitMs;) {
      const now = await new Promise<number>((resolve) => {
        requestAnimationFrame(resolve);
      });
      deltas.push(now - last);
      last = now;
    }
    return deltas;
  }, watchedMs);
  await page.context().close();
  return times;
}

async function row(nodes: number) {
  const times = await frameTimes(nodes);
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
  return { nodes, frames: times.length, p50, p95, p99, ...Object.fromEntries(histogram) };
}

console.table([await row(5), await row(25), await row(50)]);
await site.close();
