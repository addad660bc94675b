/*
 * How long one picture takes: 25 nodes under load, about 170 messages in flight. The first number
 * is for a view that has just changed, the second for a frame in which only time has passed.
 * Run with `npx tsx src/scenes/ring/ring.bench.ts`.
 */
import { play } from '../../sim/testing/play.ts';
import { nodeNames } from '../testing/views.ts';
import { themes } from '../theme.ts';
import { ringScene } from './ring.ts';

const run = play(`lab 1
cluster ${nodeNames(25).join(' ')}
set tokens=16 seed=3
at 0 load 1500/s for 1s keys=200 clients=8
until 1s
`);

const size = { width: 1100, height: 800 };
const changed: number[] = [];
const passed: number[] = [];
let mostInFlight = 0;

for (let atUs = 300_000; atUs < 1_000_000; atUs += 2_000) {
  const view = run.view(atUs);
  const draw = (moment: number): number => {
    const start = performance.now();
    ringScene({ view, size, theme: themes.light, selection: null, atUs: moment });
    return performance.now() - start;
  };
  changed.push(draw(atUs));
  passed.push(draw(atUs + 500));
  mostInFlight = Math.max(mostInFlight, view.inFlight.size);
}

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
}

console.log(`${mostInFlight} messages in flight at most`);
for (const [name, times] of Object.entries({ changed, passed })) {
  console.log(`${name}: median ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms`);
}
