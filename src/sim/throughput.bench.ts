/*
 * Events a second in one thread, and what an event costs as clusters and stores grow: it should
 * stay the same. Run with `npm run bench -- sim/throughput`.
 */
import { runToEnd } from './in-process.ts';
import { nodeNames } from './testing/load-script.ts';
import { readRun } from './swarm/random-script.ts';

const repetitions = 2;

/** The same requests for any of 100 000 keys, whatever the size of the cluster. */
function load(nodes: number, seconds: number): string {
  const head = `lab 1\ncluster ${nodeNames(nodes).join(' ')}\nset tokens=1\n`;
  const requests = `load 400/s for ${seconds}s keys=100000 zipf=0 clients=20\n`;
  return `${head}${requests}until ${seconds + 1}s\n`;
}

/** The quickest of some: the rest is what else the machine did. */
function quickest(script: string): { events: number; ms: number } {
  const run = readRun(script);
  let events = 0;
  let ms = Infinity;
  for (let count = 0; count < repetitions; count += 1) {
    const start = performance.now();
    events = runToEnd(run).events.length;
    ms = Math.min(ms, performance.now() - start);
  }
  return { events, ms };
}

/** What an event costs once the cluster stands: a long run less a short one. */
function measure(nodes: number) {
  const [short, long] = [quickest(load(nodes, 2)), quickest(load(nodes, 12))];
  const [events, ms] = [long.events - short.events, long.ms - short.ms];
  return {
    nodes,
    events,
    'events/s': Math.round((events / ms) * 1_000),
    'µs an event': Number(((ms * 1_000) / events).toFixed(2)),
    'start and 2 s, ms': Math.round(short.ms),
  };
}

runToEnd(readRun(load(5, 2)));
console.table([5, 25, 100, 500, 1_000].map(measure));
