/* How long it takes to write and read a trace file. Run with `npm run bench -- format`. */
import { syntheticTrace } from '../testing/synthetic.ts';
import { readTrace, writeTrace } from './format.ts';

const rows = [10_000, 100_000].map((events) => {
  const trace = syntheticTrace({ events, nodes: 10, keys: 100 });
  const start = performance.now();
  const text = writeTrace('lab 1\n', trace);
  const written = performance.now();
  const result = readTrace(text);
  const read = performance.now();
  return {
    events,
    ok: result.ok,
    'B an event': Math.round(text.length / events),
    'write ms': (written - start).toFixed(0),
    'read ms': (read - written).toFixed(0),
  };
});

console.table(rows);
