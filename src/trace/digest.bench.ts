/* How long it takes to hash a run, and to go on from there. Run with `npm run bench -- digest`. */
import { RunningDigest } from './digest.ts';
import { syntheticTrace } from './testing/synthetic.ts';

const rows = [10_000, 100_000].map((events) => {
  const trace = syntheticTrace({ events, nodes: 10, keys: 100 });
  const digest = new RunningDigest(trace);
  const start = performance.now();
  digest.hex();
  const all = performance.now() - start;
  const again = performance.now();
  for (let time = 0; time < 100; time += 1) digest.hex();
  return {
    events,
    'whole run ms': all.toFixed(0),
    'µs an event': ((all * 1_000) / events).toFixed(1),
    'nothing new ms': ((performance.now() - again) / 100).toFixed(3),
  };
});

console.table(rows);
