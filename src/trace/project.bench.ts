/*
 * How long a move of the cursor takes, and how much memory a trace and its keyframes need.
 * Milliseconds are the processor's; a frame has 16.
 * Run with `npx tsx --expose-gc src/trace/project.bench.ts`.
 */
import { Projector } from './project.ts';
import { syntheticTrace } from './testing/synthetic.ts';
import type { SyntheticRun } from './testing/synthetic-plan.ts';
import { Trace } from './trace.ts';
import { fullScript } from '../sim/testing/load-script.ts';
import { play } from '../sim/testing/play.ts';
import { randomStream } from '../base/random.ts';

const runs: readonly SyntheticRun[] = [
  { events: 10_000, nodes: 5, keys: 20 },
  { events: 100_000, nodes: 10, keys: 100 },
  { events: 100_000, nodes: 100, keys: 5_000 },
  { events: 500_000, nodes: 50, keys: 1_000 },
];

const moves = 400;
const fullEvents = 100_000;

/** Of the processor, so that what else the machine does is not counted. */
function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function p95(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * 0.95)] ?? 0).toFixed(2);
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A copy that shares nothing with the plan it was made from. */
function traceAlone(text: string): { trace: Trace; bytesPerEvent: number } {
  const before = heapBytes();
  const trace = traceFrom(text);
  return { trace, bytesPerEvent: (heapBytes() - before) / trace.length };
}

function traceFrom(text: string): Trace {
  return Trace.of(JSON.parse(text) as Trace['events']);
}

function measure(name: string, text: string): Record<string, number | string> {
  const { trace, bytesPerEvent } = traceAlone(text);
  const before = heapBytes();
  const projector = new Projector(trace);
  const first = milliseconds(() => projector.at(trace.end()));
  const projectorBytes = (heapBytes() - before) / trace.length;
  const random = randomStream(1, 'bench');
  const anywhere = Array.from({ length: moves }, () => random.integer(0, trace.length - 1));
  const jumps = anywhere.map((id) => milliseconds(() => projector.at(trace.cursorAfter(id))));
  const middle = Math.floor(trace.length * 0.9);
  projector.at(trace.cursorAfter(middle));
  const back = anywhere.map((_, step) =>
    milliseconds(() => projector.at(trace.cursorAfter(middle - step))),
  );
  projector.at(trace.cursorAfter(middle));
  const on = anywhere.map((_, step) =>
    milliseconds(() => projector.at(trace.cursorAfter(middle + step))),
  );
  return {
    run: name,
    events: trace.length,
    'first replay ms': first.toFixed(0),
    'jump p95 ms': p95(jumps),
    'jump max ms': Math.max(...jumps).toFixed(2),
    'step back p95 ms': p95(back),
    'step on p95 ms': p95(on),
    'trace B/event': Math.round(bytesPerEvent),
    'keyframes B/event': Math.round(projectorBytes),
  };
}

/** All that a cluster does: gossip, anti-entropy, crashes, partitions, nodes that come and go. */
const full = [10, 25].map((nodes) => {
  const { events } = play(fullScript(fullEvents, nodes)).trace;
  return { name: `full, ${nodes} nodes`, text: JSON.stringify(events.slice(0, fullEvents)) };
});
const synthetic = runs.map((run) => ({
  name: `synthetic, ${run.nodes} nodes, ${run.keys} keys`,
  text: JSON.stringify(syntheticTrace(run).events),
}));
console.table([...synthetic, ...full].map(({ name, text }) => measure(name, text)));
