/*
 * Events a second in one thread, and what an event costs as clusters and stores grow: it should
 * stay the same. Run with `npm run bench -- sim/throughput`.
 */
import { runToEnd } from './in-process.ts';
import { loadScript } from './testing/load-script.ts';
import { readRun } from './swarm/random-script.ts';

const repetitions = 3;

interface Load {
  readonly name: string;
  readonly script: string;
}

function manyKeys(seconds: number): Load {
  const script = `lab 1\ncluster A B C D E\nload 400/s for ${seconds}s keys=100000 zipf=0 clients=20\n`;
  return { name: `5 nodes, 100000 keys, ${seconds} s`, script: `${script}until ${seconds + 1}s\n` };
}

const loads: readonly Load[] = [
  ...[5, 25, 100, 500, 1_000].map((nodes) => ({
    name: `${nodes} nodes, 1000 keys, 10 s`,
    script: loadScript(nodes, 10),
  })),
  ...[5, 10, 20].map(manyKeys),
];

/** The quickest of some: the rest is what else the machine did. */
function measure({ name, script }: Load) {
  const run = readRun(script);
  let events = 0;
  let ms = Infinity;
  for (let count = 0; count < repetitions; count += 1) {
    const start = performance.now();
    events = runToEnd(run).events.length;
    ms = Math.min(ms, performance.now() - start);
  }
  return {
    run: name,
    events,
    'events/s': Math.round((events / ms) * 1_000),
    'µs an event': Number(((ms * 1_000) / events).toFixed(1)),
  };
}

runToEnd(readRun(loadScript(5, 2)));
console.table(loads.map(measure));
