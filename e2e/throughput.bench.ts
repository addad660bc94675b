/*
 * Events a second: in Node, in the page in one thread, and in the page with every node in a worker
 * of its own; all of one run, so that their ratios mean something. And how long workers take to
 * start. Run with `npm run bench -- e2e/throughput`, which builds the page first.
 */
import { cpus, loadavg } from 'node:os';

import type { Page } from '@playwright/test';

import { runToEnd } from '../src/sim/in-process.ts';
import { loadScript, nodeNames } from '../src/sim/testing/load-script.ts';
import { readRun } from '../src/sim/swarm/random-script.ts';
import { BenchSite, median } from './bench-site.ts';

const site = await BenchSite.open();

/** Runs the script once to warm up and then three times; the quickest, in milliseconds. */
async function timeInPage(page: Page, script: string): Promise<number> {
  return page.evaluate(async (text) => {
    const times: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const start = performance.now();
      await window.dynamoLab?.run(text);
      times.push(performance.now() - start);
    }
    return Math.min(...times.slice(1));
  }, script);
}

function timeInNode(script: string): { ms: number; events: number } {
  const run = readRun(script);
  let ms = Infinity;
  let events = 0;
  for (let count = 0; count < 4; count += 1) {
    const start = performance.now();
    events = runToEnd(run).events.length;
    ms = Math.min(ms, performance.now() - start);
  }
  return { ms, events };
}

async function throughput(nodes: number) {
  const script = loadScript(nodes, 5);
  const { ms, events } = timeInNode(script);
  const oneThread = await timeInPage(await site.visit('&engine=in-process'), script);
  const workers = await timeInPage(await site.visit('&engine=workers'), script);
  const perSecond = (time: number): number => Math.round((events / time) * 1_000);
  const ratio = (time: number): string => `${((ms / time) * 100).toFixed(0)} %`;
  return {
    nodes,
    events,
    'Node, events/s': perSecond(ms),
    'page, one thread': perSecond(oneThread),
    'of Node': ratio(oneThread),
    'page, workers': perSecond(workers),
    'of Node ': ratio(workers),
  };
}

/** From the command to the first answer of every worker; then the page shows the ring. */
async function workerStart(nodes: number) {
  const page = await site.visit('&engine=workers');
  const script = `lab 1\ncluster ${nodeNames(nodes).join(' ')}\nuntil 1ms\n`;
  const times: number[] = [];
  for (let count = 0; count < 6; count += 1) times.push(await timeInPage(page, script));
  return { workers: nodes, 'start, ms': Math.round(median(times)) };
}

console.log(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} before`);
console.table([await throughput(5), await throughput(25)]);
console.table([await workerStart(6), await workerStart(25)]);
await site.close();
