/*
 * How long a first visit takes until the ring is there, and until the run goes; and how much
 * script was loaded by then. Run with `npm run bench -- e2e/start`, which builds the page first.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { BenchSite, median } from './bench-site.ts';

const visits = 7;

declare global {
  interface Window {
    visit: { picture: number; running: number };
  }
}

/** Runs in the page, before it does. */
function watch(): void {
  window.visit = { picture: 0, running: 0 };
  let clock: string | undefined;
  const look = (): void => {
    const { visit } = window;
    if (visit.picture === 0 && document.querySelector('#root svg [data-target="node F"]')) {
      visit.picture = performance.now();
    }
    const shown = document.querySelector('#root [aria-label="Virtual time"]')?.textContent;
    clock ??= shown ?? undefined;
    if (visit.running === 0 && shown !== clock) visit.running = performance.now();
    if (visit.picture === 0 || visit.running === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const site = await BenchSite.open();
const found: (Window['visit'] & { kilobytes: number })[] = [];
for (let count = 0; count < visits; count += 1) {
  const page = await site.firstVisit(watch);
  await page.waitForFunction(() => window.visit.picture > 0 && window.visit.running > 0);
  const { originMs, visit } = await page.evaluate(() => {
    return { originMs: performance.timeOrigin, visit: window.visit };
  });
  found.push({ ...visit, kilobytes: kilobytesBy(originMs + visit.picture) });
  await page.context().close();
}

/** Gzipped, each script once: what `npm run size` counts, if it counts right. */
function kilobytesBy(timeMs: number): number {
  const loaded = [...site.scripts].filter(([, servedMs]) => servedMs <= timeMs);
  return loaded.reduce((sum, [file]) => sum + gzipSync(readFileSync(file)).length, 0) / 1_000;
}

function row(name: string, values: readonly number[], digits = 0) {
  return {
    [`median of ${visits} first visits`]: name,
    median: median(values).toFixed(digits),
    least: Math.min(...values).toFixed(digits),
    most: Math.max(...values).toFixed(digits),
  };
}

console.table([
  row(
    'first picture, ms',
    found.map(({ picture }) => picture),
  ),
  row(
    'running, ms',
    found.map(({ running }) => running),
  ),
  row(
    'script by the first picture, kB gzipped',
    found.map(({ kilobytes }) => kilobytes),
    1,
  ),
]);
await site.close();
